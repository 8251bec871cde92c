// SPDX-License-Identifier: MIT
// Why a file is no song at all. Any thread but the audio thread.

/// Why nothing of a file can be played as a song. Offsets are bytes from the beginning of the file.
public indirect enum SongError: Error, Equatable, Sendable {
  /// The bytes are those of another kind of file, or of none.
  case notASong(offset: Int, found: Song.Found)
  /// An RMID file has no `data` chunk.
  case noSongInRMID(offset: Int)
  /// An XMF file holds neither song nor, where one is looked for, a bank.
  case noSongInXMF(offset: Int)
  /// An XMF file has no root node where its header says.
  case noNodeInXMF(offset: Int, found: Song.Found)
  /// The song that is packed at `offset` of an XMF file cannot be read; offsets of `reason` are those of the song.
  case packed(offset: Int, reason: SongError)
  /// The header ends before its six bytes.
  case truncatedHeader(offset: Int)
  /// Format 2 (independent patterns), or one that nobody knows.
  case unsupportedFormat(offset: Int, found: Int)
  /// A tick is worth nothing, or part of an unknown film frame.
  case unusableDivision(offset: Int, found: UInt16)
  /// There is no track.
  case noTrack(offset: Int, found: Song.Found)
}

extension SongError: CustomStringConvertible {
  /// The sentence for people, without the name of the file.
  public var description: String {
    switch self {
    case .notASong(let offset, let found):
      let expected = offset == 0 ? "'MThd', 'RIFF' or 'XMF_'" : offset == 8 ? "'RMID'" : "'MThd'"
      return Song.Found.sentence("not a MIDI file", offset: offset, expected: expected, found: found)
    case .noSongInRMID(let offset):
      let what = "the RMID file holds no song"
      return Song.Found.sentence(what, offset: offset, expected: "a 'data' chunk", found: .endOfFile)
    case .noSongInXMF(let offset):
      let what = "the XMF file holds no song"
      return Song.Found.sentence(what, offset: offset, expected: "a node with a song", found: .endOfFile)
    case .noNodeInXMF(let offset, let found):
      let what = "the XMF file has no tree"
      return Song.Found.sentence(what, offset: offset, expected: "its root node", found: found)
    case .packed(let offset, let reason):
      return "\(reason), in the song that is packed at offset \(offset)"
    case .truncatedHeader(let offset):
      return Song.Found.sentence("the header is cut off", offset: offset, expected: "14 bytes", found: .endOfFile)
    case .unsupportedFormat(let offset, let format):
      let what = format == 2 ? "format 2, independent patterns, cannot be played" : "the file has an unknown format"
      return Song.Found.sentence(what, offset: offset, expected: "0 or 1", found: .number(format))
    case .unusableDivision(let offset, let word):
      let expected = "ticks a quarter note, or a frame of 24, 25, 29 or 30 a second"
      let found = Song.Found.bytes([UInt8(word >> 8), UInt8(truncatingIfNeeded: word)])
      return Song.Found.sentence("the division is unusable", offset: offset, expected: expected, found: found)
    case .noTrack(let offset, let found):
      return Song.Found.sentence("the file has no track", offset: offset, expected: "'MTrk'", found: found)
    }
  }
}
