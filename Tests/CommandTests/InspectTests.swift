// SPDX-License-Identifier: MIT
// wavesink inspect: for people and for programs.

import Foundation
import Testing

@Suite struct InspectTests {
  @Test func `the values of a small bank are all there`() throws {
    let place = try Workplace()
    let bank = try InspectedBank(of: "bank.dls", in: place.folder)
    #expect(bank.format == "dls")
    #expect(bank.name == "Test Bank")
    #expect(bank.warnings.isEmpty)
    try #require(bank.instruments.map(\.name) == ["Full Scale", "Whistle", "Echo"])
    #expect(bank.instruments.map(\.number) == [1, 2, 3])
    #expect(bank.instruments.map(\.program) == [0, 1, 2])
    #expect(bank.instruments.allSatisfy { $0.bankMSB == 0 && $0.bankLSB == 0 && !$0.isDrum })
    let region = try #require(bank.instruments[1].regions.first)
    #expect(region.level == 2)
    #expect((region.keyLow, region.keyHigh) == (0, 127))
    #expect((region.velocityLow, region.velocityHigh) == (0, 127))
    #expect(region.wave.cue == 1)
    let loop = InspectedBank.Loop(kind: "forward", start: 0, length: 100)
    #expect(region.sample == InspectedBank.Sample(unityNote: 69, fineTuneCents: 0, gainDecibels: 0, loop: loop))
    #expect(bank.waves.map { $0?.name } == ["Constant", "Sine", "Clicks"])
    #expect(bank.instruments[2].regions.first?.sample?.loop == nil)
    for wave in bank.waves.prefix(2).compactMap(\.self) {
      #expect(wave.format == "signed16")
      #expect((wave.sampleRate, wave.channelCount, wave.frameCount, wave.byteCount) == (44_100, 1, 100, 200))
      let first = wave.cue == 0 ? [UInt8(255), 127] : [0, 0]
      #expect(Array(TestBank.bytes[wave.dataOffset..<wave.dataOffset + 2]) == first)
    }
  }

  @Test func `people get names, keys and lengths`() throws {
    let run = try Workplace().run("inspect", "bank.dls")
    #expect(run.status == 0)
    #expect(run.errors == "")
    for words in [
      "DLS collection \"Test Bank\"", "3 instruments, 3 regions, 3 waves",
      "instrument 2 \"Whistle\": bank 0:0, program 1",
      "keys 0 (C-1) to 127 (G9): wave 1 \"Sine\"", "unity note 69 (A4)", "loop from frame 0, 100 frames", "44100 Hz",
    ] { #expect(run.text.contains(words), "\(words) is missing in:\n\(run.text)") }
  }

  @Test func `what is odd stands at the end of the page and in the values`() throws {
    let place = try Workplace()
    try place.folder.write(TestBank.bytes.dropLast(40), to: "cut.dls")
    let page = try place.run("inspect", "cut.dls")
    #expect(page.status == 0)
    #expect(page.text.contains("\nwarnings\n"), "\(page.text)")
    let bank = try InspectedBank(of: "cut.dls", in: place.folder)
    #expect(!bank.warnings.isEmpty)
  }

  @Test func `strict ends at the first departure, and says where`() throws {
    let place = try Workplace()
    #expect(try place.run("inspect", "--strict", "bank.dls").status == 0)
    // The first region's key group, which nobody minds, and then its keys.
    var odd = TestBank.bytes
    let header = try #require(odd.indices.dropLast(20).first { Array(odd[$0..<$0 + 4]) == Array("rgnh".utf8) }) + 8
    odd[header + 10] = 99
    try place.folder.write(odd, to: "odd.dls")
    let strict = try place.run("inspect", "--strict", "odd.dls")
    expectFailure(strict, status: 65)
    #expect(
      strict.errors.contains("odd.dls: offset \(header + 10) (lins/ins 1/rgn2 1): expected usKeyGroup to be 0 to 15"))
    let page = try place.run("inspect", "odd.dls")
    #expect(page.status == 0)
    #expect(page.errors == "")
    #expect(
      page.text.contains("offset \(header + 10) (lins/ins 1/rgn2 1): expected usKeyGroup to be 0 to 15, found 99"))
    #expect(try InspectedBank(of: "odd.dls", in: place.folder).warnings.isEmpty)
    // Nobody who plays is told.
    let played = try place.run("render", "song.mid", "--bank", "odd.dls", "-o", "odd.wav")
    #expect(played.status == 0 && played.errors == "")
  }

  @Test func `a name cannot steer the terminal or begin a line`() throws {
    let place = try Workplace()
    let name = "a\u{1B}]0;b\u{7}\nwavesink: c"
    try place.folder.write(TestBank.bank(name: name), to: "name.dls")
    let page = try place.run("inspect", "name.dls")
    #expect(page.text.hasPrefix("DLS collection \"a\u{FFFD}]0;b\u{FFFD}\u{FFFD}wavesink: c\"\n"))
    #expect(try InspectedBank(of: "name.dls", in: place.folder).name == name)
    let missing = try place.run("inspect", name + ".dls")
    expectFailure(missing, status: 65)
    #expect(missing.errors.split(separator: "\n").count == 1)
    #expect(!missing.errors.contains("\u{1B}"))
  }
}
