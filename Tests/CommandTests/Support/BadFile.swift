// SPDX-License-Identifier: MIT
// Files that are no songs and no banks. Any thread.

import Testing

/// Something that a person may give by mistake, or to do harm.
struct BadFile: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]
  /// What the sentence about it must contain, as a song and as a bank.
  let asSong: String
  let asBank: String

  var testDescription: String { name }

  static let all = [
    BadFile(name: "empty.mid", bytes: [], asSong: "not a MIDI file (offset 0", asBank: "empty (offset 0"),
    BadFile(
      name: "sound.wav", bytes: riff("WAVE"), asSong: "offset 8: expected 'RMID', found 'WAVE'",
      asBank: "a WAV sound file"),
    BadFile(
      name: "words.txt", bytes: Array("There is no music in this.\n".utf8),
      asSong: "expected 'MThd', 'RIFF' or 'XMF_', found 'Ther'",
      asBank: "expected \"RIFF\", found \"Ther\""),
    BadFile(
      name: "font.sf2", bytes: riff("sfbk"), asSong: "found 'sfbk'", asBank: "SoundFont"),
    BadFile(name: "short.dls", bytes: Array("RIFF".utf8), asSong: "the end of the file", asBank: "too short"),
    BadFile(
      name: "huge.dls",
      bytes: Array("RIFF".utf8) + [255, 255, 255, 255] + Array("DLS colh".utf8) + [255, 255, 255, 255],
      asSong: "found 'DLS '", asBank: "offset 20"),
  ]

  /// Sixteen bytes of a form of a type.
  static func riff(_ type: String) -> [UInt8] {
    TestBank.chunk("RIFF", Array(type.utf8) + [UInt8](repeating: 0, count: 16))
  }
}
