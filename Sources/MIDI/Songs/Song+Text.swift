// SPDX-License-Identifier: MIT
// What a song says in words. Any thread but the audio thread.

extension Song {
  /// A name, a lyric, a marker: what a song says in words.
  public struct Text: Sendable, Equatable {
    /// What the words are for. Source: Standard MIDI Files 1.0, meta events 01 to 09.
    public enum Kind: UInt8, Sendable {
      /// Anything.
      case text = 1
      /// Who may copy the song.
      case copyright
      /// The name of a track, and of the song when it is the first.
      case trackName
      /// What the track is played by.
      case instrumentName
      /// A syllable to sing.
      case lyric
      /// A place in the song.
      case marker
      /// What happens on the stage at this place.
      case cuePoint
      /// The name of the program that is changed to.
      case programName
      /// The name of the device that the track is for.
      case deviceName
    }

    /// What the words are for.
    public let kind: Kind
    /// Where they stand, in ticks.
    public let tick: Int64
    /// The track that they are from, numbered from 0.
    public let track: UInt16
    /// The words, without control characters other than tab and line ends, so that a terminal can show them.
    public let string: String
  }

  /// Words of a file, whose character set nobody tells: UTF-8 where they can be, otherwise Latin-1.
  static func string(of bytes: ArraySlice<UInt8>) -> String {
    let latin1 = { String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) }
    let string = String(validating: bytes, as: UTF8.self) ?? latin1()
    let shown = string.unicodeScalars.filter { scalar in
      scalar.properties.generalCategory != .control || "\t\n\r".unicodeScalars.contains(scalar)
    }
    return String(String.UnicodeScalarView(shown))
  }
}
