// SPDX-License-Identifier: MIT
// The bank that comes with the program, and how it ranks.

import AudioFile
import Foundation
import Testing

@Suite struct BuiltInBankTests {
  @Test func `the built-in bank plays what no other bank has`() throws {
    let place = try Workplace()
    let small = try place.render()
    let alone = try WavesinkRun(["render", "song.mid", "-o", "alone.wav"], in: place.folder, hasBuiltInBank: true)
    #expect(alone.status == 0)
    #expect(alone.errors == "")
    #expect(try place.sound("alone.wav").channels[0].contains { abs($0) > 0.01 })
    #expect(place.folder.bytes("alone.wav") != small)
    let both = try WavesinkRun(
      ["render", "song.mid", "--bank", "bank.dls", "-o", "both.wav"], in: place.folder, hasBuiltInBank: true)
    #expect(both.status == 0)
    #expect(place.folder.bytes("both.wav") == small)
  }

  @Test func `the bank of WAVESINK_DATA comes before the one beside the program`() throws {
    let place = try Workplace()
    let banks = place.folder / "data/Banks"
    try FileManager.default.createDirectory(atPath: banks, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: place.folder / "bank.dls", toPath: banks + "/wavesink-gm.dls")
    let small = try place.render()
    let run = try WavesinkRun(["render", "song.mid", "-o", "data.wav"], in: place.folder, hasBuiltInBank: true)
    #expect(run.status == 0)
    #expect(place.folder.bytes("data.wav") == small)
  }
}
