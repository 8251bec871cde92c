// SPDX-License-Identifier: MIT
// Modulators of SoundFonts as connections, and those that DLS cannot say. Any thread.

import DLS
import Foundation
import Testing

@Suite struct ConversionModulatorTests {
  typealias Code = SoundFont.Code

  private static func modulator(
    _ source: UInt16, _ destination: UInt16, _ amount: Int16, by amountSource: UInt16 = 0, transform: UInt16 = 0
  ) -> SoundFont.Modulator {
    SoundFont.Modulator(
      source: source, destination: destination, amount: amount, amountSource: amountSource, transform: transform)
  }

  @Test func `what SoundFonts do by themselves is told, and what DLS does by itself is not`() throws {
    #expect(
      try ConversionBank().region().lines == [
        "vib LFO × CC 1 → pitch: 50 cents", "vib LFO × channel pressure → pitch: 50 cents", "CC 91 → reverb: 20 %",
        "CC 93 → chorus: 20 %", "vib LFO frequency: 8.18 Hz", "vib LFO delay: 0 ms", "EG1 attack: 0.98 ms",
        "EG1 release: 0.94 ms", "velocity (inverted) → filter cutoff: -2400 cents", "filter cutoff: 19912.13 Hz",
      ])
  }

  @Test(arguments: [
    (modulator(0x0502, Code.attenuation, 0), "velocity (inverted concave) → gain: 0 dB"),
    (modulator(0x0502, Code.attenuation, 480), "velocity (inverted concave) → gain: -48 dB"),
    (modulator(0x0102, Code.filterCutoff, -1000), "velocity (inverted) → filter cutoff: -1000 cents"),
    (modulator(0x028A, Code.pan, 0), "CC 10 → pan: 0 %"),
    (modulator(0x00DB, Code.reverbSend, 500), "CC 91 → reverb: 50 %"),
    (modulator(0x0081, Code.lfoToPitch, 30), "mod LFO × CC 1 → pitch: 30 cents"),
    (modulator(0x0081, Code.lfoToVolume, 30), "mod LFO × CC 1 → gain: 3 dB"),
    (modulator(0x000D, Code.lfoToCutoff, 1200), "mod LFO × channel pressure → filter cutoff: 1200 cents"),
    (modulator(0x0981, Code.eg2ToCutoff, 600), "EG2 × CC 1 (inverted convex) → filter cutoff: 600 cents"),
    (modulator(0x0003, Code.coarseTune, 2), "key → pitch: 200 cents"),
    (modulator(0x0002, Code.eg1Attack, -600), "velocity → EG1 attack: -600 time cents"),
    (modulator(0x0002, Code.eg1Sustain, 96), "velocity → EG1 sustain: -10 %"),
    (modulator(0x000E, Code.fineTune, 50, by: 0x0081), "pitch wheel × CC 1 → pitch: 50 cents"),
    (modulator(0x0002, Code.filterQ, -60, transform: 2), "velocity → filter Q: 6 dB"),
  ])
  func `a modulator becomes a connection`(modulator: SoundFont.Modulator, line: String) throws {
    let bank = ConversionBank(modulators: modulator)
    let lines = try bank.region().lines
    #expect(lines.contains(line), "\(lines.sorted())")
    #expect(try bank.converted().losses.isEmpty)
  }

  @Test func `curves and directions come along bit by bit`() throws {
    for (source, transform) in [
      (0x0202, 0x4000), (0x0302, 0xC000), (0x0602, 0x4400), (0x0B02, 0xC800), (0x0C02, 0x0C00),
    ] as [(UInt16, UInt16)] {
      let region = try ConversionBank(
        modulators: Self.modulator(source, Code.filterQ, 100, by: source & 0xFF00 | 0x81)
      ).region()
      let found = (region.articulation ?? []).first { $0.source == 2 && $0.control == 0x81 }
      #expect(found?.transform == transform | transform >> 6)
    }
  }

  @Test(arguments: [0x0000, 0x0C02, 0x0D02] as [UInt16])
  func `a filter that nothing moves is off`(amountSource: UInt16) throws {
    #expect(try ConversionBank().region().constant(Connection.Destination.filterCutoff) == 13_500)
    // As either version of the specification has it.
    let still = ConversionBank(modulators: Self.modulator(0x0102, Code.filterCutoff, 0, by: amountSource))
    #expect(try still.region().constant(Connection.Destination.filterCutoff) == nil)
    #expect(try still.region().scale(2, 0, Connection.Destination.filterCutoff) == nil)
  }

  @Test func `local modulators replace global ones, and those of presets add`() throws {
    var bank = ConversionBank(modulators: Self.modulator(0x00DB, Code.reverbSend, 300))
    bank.soundFont.instruments[0].global = SoundFont.Zone()
    bank.soundFont.instruments[0].global?.modulators = [
      Self.modulator(0x00DB, Code.reverbSend, 900), Self.modulator(0x00DD, Code.chorusSend, 40),
    ]
    bank.presetZone.modulators = [
      Self.modulator(0x00DB, Code.reverbSend, 50), Self.modulator(0x0002, Code.pan, 100),
    ]
    let lines = try bank.region().lines
    #expect(lines.isSuperset(of: ["CC 91 → reverb: 35 %", "CC 93 → chorus: 4 %", "velocity → pan: 10 %"]))
  }

  @Test func `what a zone fixes is a constant`() throws {
    var bank = ConversionBank((Code.velocity, 64), (Code.attenuation, 50))
    let soft = try bank.region()
    // 40 log10(64/127) dB, and 0.4 of 5 dB.
    let decibels = Double(soft.sample?.gain ?? 0) / 655_360
    #expect(abs(decibels - (40 * log10(64.0 / 127) - 2)) < 0.001, "\(decibels)")
    #expect(soft.scale(2, 0, Connection.Destination.gain) == 0, "the velocity that is played has no say")
    bank.zone.generators = [SoundFont.Generator(Code.key, 96)]
    bank.zone.modulators = [Self.modulator(0x0003, Code.pan, 400)]
    #expect(try bank.region().constant(Connection.Destination.pan) == 300)
  }

  @Test(arguments: [
    (
      modulator(0x0081, 0x8000, 10),
      "modulators of modulators are left out in 1 region (\"preset\")"
    ),
    (
      modulator(0x0202, Code.pan, 10, transform: 2),
      "modulators of absolute values are left out in 1 region (\"preset\")"
    ),
    (
      modulator(0x0081, Code.vibratoToPitch, 10, by: 0x0002),
      "modulators with two sources of an LFO's or envelope's depth are left out in 1 region (\"preset\")"
    ),
    (
      modulator(0x0587, Code.attenuation, 480),
      "other amounts of volume, expression or bend than DLS has are left out in 1 region (\"preset\")"
    ),
    (
      modulator(0x0081, Code.keyToEG1Hold, 10),
      "modulators of generator 39, which DLS cannot steer, are left out in 1 region (\"preset\")"
    ),
    (
      modulator(0x000B, Code.pan, 10),
      "modulators of an unknown kind are left out in 1 region (\"preset\")"
    ),
    (
      modulator(0x00CA, Code.filterCutoff, 10),
      "controller 74, which only some synthesizers follow, is used in 1 region (\"preset\")"
    ),
    (
      modulator(0x0002, Code.attenuation, 960),
      "of modulators with one source and target only the strongest is kept in 1 region (\"preset\")"
    ),
  ])
  func `what DLS cannot say is told`(modulator: SoundFont.Modulator, sentence: String) throws {
    var bank = ConversionBank(modulators: modulator)
    #expect(try bank.converted().losses.map(\.description) == [sentence])
    bank.soundFont.presets.append(bank.soundFont.presets[0])
    bank.soundFont.presets[1].bank = 4
    #expect(
      try bank.converted().losses.map(\.description) == [
        sentence.replacing("1 region", with: "2 regions").replacing("(\"", with: "(first \"")
      ])
  }

  @Test func `an amount too large is clamped and told`() throws {
    let bank = ConversionBank((Code.scaleTuning, 1200))
    #expect(try bank.region().scale(3, 0, 3) ?? 0 > 32_767)
    #expect(
      try bank.converted().losses.map(\.description) == [
        "numbers too large for DLS are clamped in 1 region (\"preset\")"
      ])
  }
}
