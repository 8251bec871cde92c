// SPDX-License-Identifier: MIT
// Reads the SoundFonts of Debian's packages, where they are installed. Any thread.

import DLS
import Foundation
import Testing

private let folder = "/usr/share/sounds/"

/// What must be found in one bank; the findings were each looked up in the file.
struct PackagedFont: Sendable, CustomTestStringConvertible {
  let path: String
  let version: String
  let presetCount: Int
  let instrumentCount: Int
  let sampleCount: Int
  /// By code.
  let findings: [String: Int]

  var testDescription: String { path }

  static let installed = [
    PackagedFont(
      path: "sf2/FluidR3_GM.sf2", version: "2.01", presetCount: 189, instrumentCount: 193, sampleCount: 1418,
      findings: ["amountOutOfRange": 15, "stereoLinksBroken": 1]),
    PackagedFont(
      path: "sf2/TimGM6mb.sf2", version: "2.01", presetCount: 136, instrumentCount: 210, sampleCount: 520,
      findings: [:]),
    PackagedFont(
      path: "sf3/MuseScore_General_Lite.sf3", version: "3.01", presetCount: 311, instrumentCount: 205,
      sampleCount: 1254,
      findings: ["amountOutOfRange": 5, "modulatorIgnored": 4, "padMissing": 1, "stereoLinksBroken": 1]),
  ].filter { FileManager.default.fileExists(atPath: folder + $0.path) }
}

@Suite struct SoundFontPackageTests {
  @Test(arguments: PackagedFont.installed)
  func `a bank reads whole, with no finding that is not true`(bank: PackagedFont) throws {
    let source = try ByteSource(path: folder + bank.path)
    let reading = try SoundFont.read(source)
    let font = reading.soundFont
    #expect("\(font.version)" == bank.version)
    #expect(font.presets.count == bank.presetCount)
    #expect(font.instruments.count == bank.instrumentCount)
    #expect(font.samples.count == bank.sampleCount)
    #expect(reading.warnings.reduce(into: [:]) { $0[$1.kind.code, default: 0] += 1 } == bank.findings)
    #expect(reading.ignoredChunks.isEmpty)
    #expect(isSound(reading, byteCount: source.count))
    // All of General MIDI is there, and the drums.
    let programs = Set(font.presets.filter { $0.bank == 0 }.map(\.program))
    #expect(programs == Set(0...127))
    #expect(font.presets.contains { $0.bank == 128 && $0.program == 0 })
    #expect(reading.treeDescription().utf8.count > 100_000)
  }

  @Test(arguments: PackagedFont.installed)
  func `a bank's samples are where it says`(bank: PackagedFont) throws {
    let source = try ByteSource(path: folder + bank.path)
    let font = try SoundFont.read(source).soundFont
    for sample in font.samples where !sample.range.isEmpty {
      let bytesPerPoint = sample.isCompressed ? 1 : 2
      let start = font.sampleData.lowerBound + sample.range.lowerBound * bytesPerPoint
      let end = font.sampleData.lowerBound + sample.range.upperBound * bytesPerPoint
      #expect(font.sampleData.contains(start) && end <= font.sampleData.upperBound)
      // A file of its own begins with its name, and the next one does not begin inside it.
      if sample.isCompressed { #expect(try source.bytes(in: start..<start + 4) == Array("OggS".utf8)) }
    }
  }
}
