// SPDX-License-Identifier: MIT
// A SoundFont reads as it was written. Any thread.

import DLS
import Foundation
import Testing

/// Reads bytes in memory.
func readFont(_ bytes: [UInt8]) throws -> SoundFontReading { try SoundFont.read(ByteSource(bytes[...])) }

@Suite struct SoundFontTests {
  @Test func `the smallest font reads without a finding`() throws {
    let reading = try readFont(Font().bytes)
    #expect(reading.warnings.isEmpty, "\(reading.warnings)")
    #expect(reading.ignoredChunks.isEmpty)
    let font = reading.soundFont
    #expect(font.version == SoundFont.Version(major: 2, minor: 4))
    #expect("\(font.version)" == "2.04")
    #expect(font.info.name == "Font")
    #expect(font.info["ISNG"] == "EMU8000")
    #expect(font.presets.map(\.name) == ["Preset"])
    #expect(font.presets[0].zones == [SoundFont.Zone()])
    #expect(font.presets[0].global == nil)
    #expect(font.instruments.map(\.name) == ["Instrument"])
    #expect(font.instruments[0].zones == [SoundFont.Zone()])
    #expect(
      font.samples == [
        SoundFont.Sample(
          name: "Sample", range: 0..<64, loopStart: 8, loopEnd: 56, rate: 44_100, originalKey: 60, correctionCents: 0,
          link: 0, type: 1)
      ])
    #expect(font.lowSampleData == nil)
  }

  @Test func `the sound is a place in the file`() throws {
    let file = richFont
    let font = try readFont(file).soundFont
    #expect(Array(file[font.sampleData].prefix(4)) == u16(-16_000, -14_000))
    #expect(font.sampleData.count == 256)
    let low = try #require(font.lowSampleData)
    #expect(Array(file[low]) == (0..<128).map { UInt8($0) })
  }

  @Test func `a rich font reads without a finding`() throws {
    let reading = try readFont(richFont)
    #expect(reading.warnings.isEmpty, "\(reading.warnings)")
    let font = reading.soundFont
    #expect(font.presets.map { "\($0.bank) \($0.program) \($0.name)" } == ["0 0 Piano", "128 1 Kit"])
    #expect(font.presets[0].global?.generators == [SoundFont.Generator(8, -1000)])
    #expect(font.presets[0].global?.modulators.first?.amountSource == 0x10)
    #expect(font.presets[0].zones.map(\.target) == [0, 1])
    #expect(font.presets[1].zones.map(\.keys) == [48...48])
    let stereo = font.instruments[0]
    #expect(stereo.global?.generators == [SoundFont.Generator(38, 1200), SoundFont.Generator(54, 1)])
    #expect(stereo.zones.map(\.keys) == [0...60, 0...127])
    #expect(stereo.zones.map(\.velocities) == [0...127, 64...127])
    #expect(stereo.zones[1].modulators.map(\.link) == [1, nil])
    #expect(font.samples.map(\.name) == ["left", "right", "twenty characters ok"])
    #expect(font.samples.map(\.originalKey) == [60, 60, 60])
    #expect(font.samples[2].correctionCents == -12)
    #expect(font.samples.map(\.link) == [1, 0, 0])
  }

  @Test func `a file on disk reads as the same bytes in memory do`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).sf2")
    try Data(richFont).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    #expect(try SoundFont.read(ByteSource(path: path.path)) == readFont(richFont))
  }

  @Test func `a font inside another file reads like one of its own`() throws {
    let around = Array(repeating: UInt8(7), count: 5) + richFont + [7, 7]
    let reading = try SoundFont.read(ByteSource(around[5..<5 + richFont.count]))
    #expect(reading.soundFont == (try readFont(richFont).soundFont))
    #expect(reading.warnings.isEmpty && reading.origin == 5)
  }

  @Test func `offsets of findings are those of the file around`() throws {
    let font = Font([(17, 600), (48, -1)], [modulator(1, 48)]).with { $0.suffix = [[1]] }.bytes
    let alone = try readFont(font).warnings
    let inside = try SoundFont.read(ByteSource((Array(repeating: 7, count: 5) + font)[5...])).warnings
    #expect(alone.count == 4)
    #expect(inside.map { $0.offset - 5 } == alone.map(\.offset))
    #expect { try SoundFont.read(ByteSource((Array(repeating: 7, count: 5) + minimalFile)[5...])) } throws: {
      "\($0)".contains("offset 13: expected form type \"sfbk\"")
    }
  }

  @Test func `what the global zone says of keys holds where a zone says nothing`() throws {
    let font = Font(instrument: [
      FontZone([(43, 0x3C30), (44, 0x6420), (48, 10)]), FontZone([(53, 0)]), FontZone([(43, 0x7F00), (53, 0)]),
    ])
    let zones = try readFont(font.bytes).soundFont.instruments[0].zones
    #expect(zones.map(\.keys) == [0x30...0x3C, 0...127])
    #expect(zones.map(\.velocities) == [0x20...0x64, 0x20...0x64])
  }

  @Test func `a compressed sample is counted in bytes, its loop from its own beginning`() throws {
    var font = Font(samples: [FontSample(start: 3, end: 200, loopStart: 0, loopEnd: 9000, type: 0x11)])
    font.version = (3, 1)
    let reading = try readFont(font.bytes)
    #expect(reading.warnings.isEmpty, "\(reading.warnings)")
    let sample = reading.soundFont.samples[0]
    #expect(sample.isCompressed && sample.side == 1)
    #expect(sample.range == 3..<200)
    #expect(sample.loopEnd == 9000)
  }

  @Test func `every parameter has its row in the table`() {
    // 8.1.2: 61 numbers, of which these mean nothing.
    let unused: Set<UInt16> = [14, 18, 19, 20, 42, 49, 55, 59, 60]
    for code in UInt16(0)...SoundFont.Code.count + 5 {
      let isUsed = code < SoundFont.Code.count && !unused.contains(code)
      #expect((SoundFont.Code.fieldName(code) != nil) == isUsed, "\(code)")
    }
    let forInstruments = (UInt16(0)..<61).filter(SoundFont.Code.isForInstruments)
    #expect(forInstruments == [0, 1, 2, 3, 4, 12, 45, 46, 47, 50, 53, 54, 57, 58])
    let modulated = (UInt16(0)..<61).filter(SoundFont.Code.isModulated)
    #expect(modulated == [5, 6, 7, 8, 9, 10, 11, 13, 15, 16, 17] + Array(21...40) + [48, 51, 52, 56])
  }

  @Test(
    "what is no SoundFont is refused with a sentence",
    arguments: [
      ([], "the file is empty"), (ascii("RIFF"), "too short"), (ascii("hello world!"), "found \"hell\""),
      (minimalFile, "a DLS collection, not a SoundFont (offset 8: expected form type \"sfbk\", found \"DLS \")"),
      (form([], type: "WAVE"), "a WAV sound file, not a collection of instruments (offset 8"),
      (form([], type: "sfbk"), "the SoundFont holds no usable preset (offset 0: expected \"smpl\", found none"),
      (Array(Font().bytes[..<200]), "the file ends before its first instrument (offset 200: expected "),
    ])
  func refusals(bytes: [UInt8], sentence: String) {
    #expect { try readFont(bytes) } throws: { "\($0)".contains(sentence) }
  }

  @Test func `a font without a usable preset says what became of it`() {
    var font = Font()
    font.missing = ["igen"]
    #expect { try readFont(font.bytes) } throws: {
      "\($0)".contains("expected \"igen\", found none; no preset can sound")
    }
  }
}
