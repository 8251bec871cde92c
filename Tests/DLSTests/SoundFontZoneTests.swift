// SPDX-License-Identifier: MIT
// The rules for zones and generators (SoundFont 2.04, chapters 7 and 8). Any thread.

import DLS
import Testing

private func generators(_ font: SoundFont) -> [[Int]] {
  font.instruments[0].zones[0].generators.map { [Int($0.code), Int($0.amount)] }
}

private let forInstruments = [0, 1, 2, 3, 4, 12, 45, 46, 47, 50, 53, 54, 57, 58].map { ($0, 1) }

private let rules = [
  SoundFontHazard(
    "generators behind the sample", Font(instrument: [FontZone([(48, 10), (53, 0), (17, 5), (9, 1)])]),
    "generatorsBehindTarget"
  ) {
    generators($0) == [[48, 10]]
  },
  SoundFontHazard(
    "generators behind the instrument", Font(preset: [FontZone([(41, 0), (43, 0x0101)])]), "generatorsBehindTarget"
  ) {
    $0.presets[0].zones[0].keys == 0...127
  },
  SoundFontHazard("keys that are not first", Font([(48, 10), (43, 0x3C30)]), "generatorIgnored") {
    $0.instruments[0].zones[0].keys == 0...127
  },
  SoundFontHazard(
    "velocities behind something else than keys", Font([(43, 0x3C30), (48, 10), (44, 0x3C30)]), "generatorIgnored"
  ) {
    $0.instruments[0].zones[0].velocities == 0...127 && $0.instruments[0].zones[0].keys == 0x30...0x3C
  },
  SoundFontHazard("keys behind velocities", Font([(44, 0x3C30), (43, 0x3C30)]), "generatorIgnored") {
    $0.instruments[0].zones[0].velocities == 0x30...0x3C && $0.instruments[0].zones[0].keys == 0...127
  },
  SoundFontHazard("keys twice", Font([(43, 0x3C30), (43, 0x4040), (44, 0x3C30)]), "generatorIgnored") {
    $0.instruments[0].zones[0].keys == 0x30...0x3C && $0.instruments[0].zones[0].velocities == 0x30...0x3C
  },
  SoundFontHazard(
    "keys the wrong way round", Font(instrument: [FontZone([(43, 0x303C), (53, 0)]), FontZone([(53, 0)])]), "rangeEmpty"
  ) {
    $0.instruments[0].zones.count == 1
  },
  SoundFontHazard("velocities up to 255", Font([(44, 0xFF00)]), "rangeTooHigh") {
    $0.instruments[0].zones[0].velocities == 0...127
  },
  SoundFontHazard(
    "keys from 128 on", Font(instrument: [FontZone([(43, 0xFF80), (53, 0)]), FontZone([(53, 0)])]), "rangeEmpty"),
  SoundFontHazard("a generator twice", Font([(48, 10), (17, 1), (48, 20)]), "generatorIgnored") {
    generators($0) == [[17, 1], [48, 20]]
  },
  SoundFontHazard(
    "unknown generators, noted once each", Font([(14, 1), (14, 1), (59, 1), (60, 1), (61, 1), (0xFFFF, 1), (48, 10)]),
    "generatorIgnored", "generatorIgnored", "generatorIgnored", "generatorIgnored", "generatorIgnored"
  ) {
    generators($0) == [[48, 10]]
  },
  SoundFontHazard(
    "what means nothing in a preset", bytes: Font(preset: [FontZone(forInstruments + [(41, 0)])]).bytes,
    Array(repeating: "generatorIgnored", count: 14)
  ) { $0.presets[0].zones[0].generators.isEmpty },
  SoundFontHazard("an instrument in an instrument", Font([(41, 0)]), "generatorIgnored"),
  SoundFontHazard(
    "a zone without a sample that is not the first", Font(instrument: [FontZone([(53, 0)]), FontZone([(48, 10)])]),
    "targetMissing"
  ) {
    $0.instruments[0].zones.count == 1 && $0.instruments[0].global == nil
  },
  SoundFontHazard(
    "a zone without an instrument that is not the first", Font(preset: [FontZone([(41, 0)]), FontZone([(48, 10)])]),
    "targetMissing"
  ) {
    $0.presets[0].zones.count == 1 && $0.presets[0].global == nil
  },
  SoundFontHazard(
    "two global zones", Font(instrument: [FontZone([(48, 10)]), FontZone([(48, 20)]), FontZone([(53, 0)])]),
    "targetMissing"
  ) {
    $0.instruments[0].global?.generators == [SoundFont.Generator(48, 10)] && $0.instruments[0].zones.count == 1
  },
  SoundFontHazard("a global zone that says nothing", Font(instrument: [FontZone([]), FontZone([(53, 0)])])) {
    $0.instruments[0].global == nil && $0.instruments[0].zones.count == 1
  },
  SoundFontHazard(
    "a global zone of modulators only", Font(instrument: [FontZone([], [modulator(2, 48)]), FontZone([(53, 0)])])
  ) {
    $0.instruments[0].global?.modulators.count == 1
  },
  SoundFontHazard(
    "a sample that is not there", Font(instrument: [FontZone([(53, 1)]), FontZone([(53, 0)])]), "targetOutOfRange"
  ) {
    $0.instruments[0].zones.count == 1 && $0.instruments[0].global == nil
  },
  SoundFontHazard(
    "an instrument that is not there", Font(preset: [FontZone([(41, 0)]), FontZone([(41, 0xFFFF)])]), "targetOutOfRange"
  ) {
    $0.presets[0].zones.count == 1
  },
  SoundFontHazard(
    "numbers that mean none by convention", Font([(21, -32_768), (34, -32_768), (46, -1), (47, -1), (58, -1)])
  ) {
    generators($0).count == 5
  },
  SoundFontHazard(
    "numbers outside their range", Font([(8, 13_508), (38, -32_768), (17, 501), (57, -1)]), "amountOutOfRange",
    "amountOutOfRange", "amountOutOfRange", "amountOutOfRange"
  ) {
    generators($0) == [[8, 13_508], [38, -32_768], [17, 501], [57, -1]]
  },
  SoundFontHazard(
    "differences in a preset", Font(preset: [FontZone([(8, -12_000), (48, -1440), (17, 1000), (56, -1200), (41, 0)])])),
  SoundFontHazard(
    "a difference that no two numbers have", Font(preset: [FontZone([(8, -12_001), (41, 0)])]), "amountOutOfRange"),
]

@Suite struct SoundFontZoneTests {
  @Test("zones and generators follow the specification", arguments: rules)
  func rule(hazard: SoundFontHazard) throws { try hazard.expect() }

  @Test func `a finding says where, what was expected and what stands there`() throws {
    let file = Font(instrument: [FontZone([(53, 0)]), FontZone([(17, 600), (53, 0)])]).bytes
    let warning = try #require(try readFont(file).warnings.first)
    #expect(warning.path == "pdta/inst 1/ibag 2")
    #expect(Array(file[warning.offset - 2..<warning.offset + 2]) == u16(17, 600))
    #expect(
      warning.description == "offset \(warning.offset) (pdta/inst 1/ibag 2): expected pan (17) from -500 to 500, "
        + "found 600; the nearest possible value sounds")
  }

  @Test func `one damaged zone costs no other`() throws {
    var font = Font()
    font.instruments = (0..<20).map { number in
      FontOwner(name: "\(number)", zones: [FontZone([(53, number == 7 ? 99 : 0)]), FontZone([(53, 0)])])
    }
    font.presets[0].zones = (0..<20).map { FontZone([(41, $0)]) }
    let reading = try readFont(font.bytes)
    #expect(reading.warnings.map(\.path) == ["pdta/inst 8/ibag 1"])
    #expect(reading.soundFont.instruments.map(\.zones.count) == (0..<20).map { $0 == 7 ? 1 : 2 })
    #expect(reading.soundFont.presets[0].zones.count == 20)
  }
}
