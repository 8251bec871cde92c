// SPDX-License-Identifier: MIT
// SoundFont modulators by what they do to the sound (SoundFont 2.04, 8.2 to 8.4, 9.5). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct SoundFontModulatorTests {
  private typealias Code = SoundFont.Code
  private typealias Generator = SoundFont.Generator

  private func gain(_ bank: TestSoundFont, _ events: [Event] = [], velocity: UInt8 = 127) throws -> Double {
    try bank.synthesizer().render(Event.fullVolume() + events + [.on(10, 60, velocity)], frames: 2000).gain(at: 1500)
  }

  private func cents(_ bank: TestSoundFont, _ events: [Event], near expected: Double) throws -> Double {
    let sound = try bank.synthesizer().render(Event.fullVolume() + events + [.on(0)], frames: 24_000)
    return Signal.cents(Signal.frequency(sound.left, near: 480 * exp2(expected / 1200)) / 480)
  }

  /// CC 20 through each curve, to the attenuation, 960 cB.
  private static let curves: [(UInt16, UInt8, Double)] = [
    (0x0094, 64, -48), (0x0194, 64, -47.25), (0x0C94, 63, 0), (0x0C94, 64, -96), (0x0894, 64, -84.095),
    (0x0494, 64, -12.18), (0x0594, 64, -11.905),
  ]

  @Test(arguments: curves)
  func `a controller acts through its curve`(source: UInt16, value: UInt8, decibels: Double) throws {
    let bank = TestSoundFont.level([], [.make(source, Code.attenuation, 960)])
    let found = try gain(bank, [.control(0, 20, value)])
    if decibels <= -96 { #expect(found < -95) } else { #expect(abs(found - decibels) < 0.05) }
  }

  @Test func `bipolar curves swing both ways`() throws {
    let bank = TestSoundFont.sine([], [.make(0x0294, Code.fineTune, 1000)])
    for (value, expected) in [(0, -1000), (64, 0), (96, 500)] as [(UInt8, Double)] {
      #expect(try abs(cents(bank, [.control(0, 20, value)], near: expected) - expected) < 0.1)
    }
  }

  @Test func `an instrument's modulator replaces the default that is identical, a preset's adds to it`() throws {
    #expect(try abs(gain(.level([], [.make(0x0502, Code.attenuation, 0)]), velocity: 20)) < 0.05)
    let half = TestSoundFont.level([], [.make(0x0502, Code.attenuation, 480)])
    #expect(try abs(gain(half, velocity: 64) - -5.952) < 0.05)
    let added = TestSoundFont.level(
      [], [.make(0x0502, Code.attenuation, 480)], preset: .make([], [.make(0x0502, Code.attenuation, 240)]))
    #expect(try abs(gain(added, velocity: 64) - -8.929) < 0.05)
  }

  @Test func `a local modulator stands in place of the global one`() throws {
    var bank = TestSoundFont.level([], [.make(0x0094, Code.attenuation, 100)])
    bank.soundFont.instruments[0].global = .make([], [.make(0x0094, Code.attenuation, 600)])
    #expect(try abs(gain(bank, [.control(0, 20, 64)]) - -5) < 0.05)
  }

  @Test func `the second source scales the first`() throws {
    let bank = TestSoundFont.level([], [.make(0x0094, Code.attenuation, 400, by: 0x0095)])
    #expect(try abs(gain(bank, [.control(0, 20, 64), .control(0, 21, 64)]) - -10) < 0.05)
    #expect(try abs(gain(bank, [.control(0, 20, 64), .control(0, 21, 0)])) < 0.05)
  }

  @Test func `the absolute value of a bipolar source is never negative`() throws {
    let bank = TestSoundFont.sine([], [.make(0x0294, Code.fineTune, 1000, transform: 2)])
    #expect(try abs(cents(bank, [.control(0, 20, 0)], near: 1000) - 1000) < 0.1)
    #expect(try abs(cents(bank, [.control(0, 20, 96)], near: 500) - 500) < 0.1)
  }

  @Test func `a modulator may feed another`() throws {
    // CC 20 as a share of 1, into a modulator that takes the sum of what feeds it to 600 cents.
    let bank = TestSoundFont.sine(
      [], [.make(0x0094, 0x8002, 1), .make(0x007F, Code.fineTune, 600), .make(0x0095, 0x8002, 1)])
    // `TestSoundFont.one` puts one modulator before these.
    #expect(try abs(cents(bank, [.control(0, 20, 64)], near: 300) - 300) < 0.1)
    #expect(try abs(cents(bank, [.control(0, 20, 32), .control(0, 21, 32)], near: 300) - 300) < 0.1)
    #expect(try abs(cents(bank, [], near: 0)) < 0.1)
  }

  @Test func `the wheel of modulation and pressure bring 50 cents of vibrato`() throws {
    for event: Event in [.control(0, 1, 127), .pressure(0, 127)] {
      let bank = TestSoundFont.sine([Generator(Code.vibratoFrequency, -851)])
      let sound = try bank.synthesizer().render(Event.fullVolume() + [event, .on(0)], frames: 48_000)
      let steps = stride(from: 1800, to: 45_600, by: 1200).map { start in
        Signal.cents(Signal.frequency(Array(sound.left[start..<start + 1200]), near: 480) / 480)
      }
      let swing = ((steps.max() ?? 0) - (steps.min() ?? 0)) / 2
      #expect(swing > 40 && swing < 52, "\(swing) cents")
    }
  }

  @Test func `soft notes are darker by the default of 2400 cents`() throws {
    func level(_ velocity: UInt8) throws -> Double {
      // 3840 Hz, far above a cutoff of 1480 Hz, where an octave of cutoff is 12 dB.
      var bank = TestSoundFont.sine([Generator(Code.filterCutoff, 9000)])
      bank.soundFont.instruments[0].zones[0].modulators = [.make(0x0502, Code.attenuation, 0)]
      let sound = try bank.synthesizer().render(Event.fullVolume() + [.on(0, 96, velocity)], frames: 24_000)
      return Signal.decibels(Signal.component(sound.left, 4800..<24_000, hertz: 3840).amplitude)
    }
    let octave = try level(127) - level(63)
    #expect(octave > 10.5 && octave < 13, "\(octave) dB")
  }

  @Test func `a modulator of version 2_01 turns the default from velocity to cutoff off`() throws {
    func level(_ velocity: UInt8) throws -> Double {
      var bank = TestSoundFont.sine([Generator(Code.filterCutoff, 9000)])
      bank.soundFont.instruments[0].zones[0].modulators = [
        .make(0x0502, Code.attenuation, 0), .make(0x0102, Code.filterCutoff, 0, by: 0x0D02),
      ]
      let sound = try bank.synthesizer().render(Event.fullVolume() + [.on(0, 96, velocity)], frames: 24_000)
      return Signal.decibels(Signal.component(sound.left, 4800..<24_000, hertz: 3840).amplitude)
    }
    #expect(try abs(level(127) - level(20)) < 0.05)
  }
}
