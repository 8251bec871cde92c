// SPDX-License-Identifier: MIT
// A damaged SoundFont and what must become of it. Any thread.

import DLS
import Testing

/// One row of a table of damaged SoundFonts.
struct SoundFontHazard: Sendable, CustomTestStringConvertible {
  /// What is wrong, in words.
  let name: String
  /// The file.
  let bytes: [UInt8]
  /// The findings, all of them, by their code, in file order.
  let findings: [String]
  /// What else must hold.
  let check: @Sendable (SoundFont) -> Bool

  var testDescription: String { name }

  init(
    _ name: String, _ font: Font, _ findings: String..., check: @escaping @Sendable (SoundFont) -> Bool = { _ in true }
  ) {
    self.init(name, bytes: font.bytes, findings, check: check)
  }

  init(
    _ name: String, bytes: [UInt8], _ findings: [String],
    check: @escaping @Sendable (SoundFont) -> Bool = { _ in true }
  ) {
    (self.name, self.bytes, self.findings, self.check) = (name, bytes, findings, check)
  }

  /// Reads the file and compares.
  func expect() throws {
    let reading = try readFont(bytes)
    #expect(reading.warnings.map(\.kind.code) == findings, "\(reading.warnings)")
    #expect(check(reading.soundFont), "\(reading.soundFont)")
    for warning in reading.warnings {
      #expect(bytes.indices.contains(warning.offset) || warning.offset == bytes.count)
      #expect(warning.description.hasPrefix("offset \(warning.offset)"))
    }
    #expect(isSound(reading, byteCount: bytes.count))
  }
}

/// Whether a reading keeps all that the reader promises of every SoundFont.
func isSound(_ reading: SoundFontReading, byteCount: Int) -> Bool {
  let font = reading.soundFont
  let pointCount = font.sampleData.count / 2
  let areSamples = font.samples.allSatisfy { sample in
    sample.range.upperBound <= (sample.isCompressed ? font.sampleData.count : pointCount) && sample.originalKey <= 127
      && (100...384_000).contains(sample.rate) && (!sample.isROM || sample.range.isEmpty)
  }
  func isWhole(_ zone: SoundFont.Zone) -> Bool {
    zone.keys.upperBound <= 127 && zone.velocities.upperBound <= 127
      && Set(zone.generators.map(\.code)).count == zone.generators.count
      && zone.modulators.allSatisfy { modulator in
        modulator.link.map { link in
          zone.modulators.indices.contains(link) && SoundFont.ModulatorSource(zone.modulators[link].source).isLink
        } ?? SoundFont.Code.isModulated(modulator.destination)
      }
  }
  let areInstruments = font.instruments.allSatisfy { instrument in
    instrument.zones.allSatisfy { isWhole($0) && !font.samples[$0.target].range.isEmpty }
      && instrument.global.map(isWhole) ?? true
  }
  let arePresets = font.presets.allSatisfy { preset in
    !preset.zones.isEmpty && preset.global.map(isWhole) ?? true
      && preset.zones.allSatisfy { zone in
        isWhole(zone) && !font.instruments[zone.target].zones.isEmpty
          && !zone.generators.contains { SoundFont.Code.isForInstruments($0.code) }
      }
  }
  let areBounds =
    font.sampleData.upperBound <= byteCount && (font.lowSampleData?.upperBound ?? 0) <= byteCount
    && (font.lowSampleData.map { $0.count == pointCount } ?? true)
  return areSamples && areInstruments && arePresets && areBounds && reading.warnings.count <= 1001
}
