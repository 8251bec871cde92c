// SPDX-License-Identifier: MIT
// Registered and unregistered parameters, and the sound controllers. The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct ParameterTests {
  private func pitch(_ events: [Event], _ bank: TestBank = .sine(), cents: Double, channel: UInt8 = 0) throws -> Double
  {
    let sound = try TestSynthesizer(bank).render(
      Event.fullVolume(channel: channel) + events + [.on(0, channel: channel)], frames: 24_000)
    return Signal.cents(Signal.frequency(sound.left, near: 480 * exp2(cents / 1200)) / 480)
  }

  @Test(arguments: [(96, 3, 2 + 3.0 / 128), (97, 64, 1.5)] as [(UInt8, Int, Double)])
  func `increment and decrement step the bend range`(number: UInt8, count: Int, semitones: Double) throws {
    let steps = [Event](repeating: .control(0, number, 0), count: count)
    let events = [.control(0, 101, 0), .control(0, 100, 0)] + steps + [.wheel(0, 0)]
    #expect(abs(try pitch(events, cents: -100 * semitones) + 100 * semitones) < 0.1)
  }

  @Test func `increment steps fine tuning by its lower half and coarse tuning by semitones`() throws {
    let fine = Event.parameter(0, 1, 8192) + [Event](repeating: .control(0, 96, 0), count: 41)
    #expect(abs(try pitch(fine, cents: 0.5) - 41 * 100.0 / 8192) < 0.1)
    let coarse = Event.parameter(0, 2, 64 << 7) + [.control(0, 97, 0), .control(0, 97, 0)]
    #expect(abs(try pitch(coarse, cents: -200) + 200) < 0.1)
  }

  /// How far the pitch swings under the modulation wheel, in cents.
  private func swing(_ events: [Event]) throws -> Double {
    let bank = TestBank.sine([
      .link(Connection.From.vibrato, Connection.To.pitch, 50, control: Connection.From.cc0 + 1),
      .hertz(Connection.To.vibratoFrequency, 2), .seconds(Connection.To.vibratoStartDelay, 0),
    ])
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + events + [.on(0)], frames: 24_000)
    let pitches = stride(from: 0, to: 22_000, by: 500).map {
      Signal.cents(Signal.frequency(Array(sound.left[$0..<($0 + 1000)]), near: 480) / 480)
    }
    return (pitches.max()! - pitches.min()!) / 2
  }

  @Test func `the modulation range scales what the wheel controls`() throws {
    let plain = try swing([.control(0, 1, 127)])
    #expect(abs(plain - 49) < 3)
    let double = try swing(Event.parameter(0, 5, 128) + [.control(0, 1, 127)])
    #expect(abs(double / plain - 2) < 0.05)
    #expect(try swing(Event.parameter(0, 5, 0) + [.control(0, 1, 127)]) < 1)
  }

  @Test func `an unknown parameter is counted, the null parameter is not`() {
    var stage = MessageStage()
    stage.put(Event.parameter(0, 127, 5) + [.control(0, 101, 127), .control(0, 100, 127), .control(0, 6, 1)])
    #expect(stage.unknownParameters == 2)
    stage.put(Event.unregistered(0, 3, [3], 0))
    #expect(stage.unknownParameters == 4)
    stage.put(Event.unregistered(0, 1, [0x20], 0) + Event.parameter(0, 0, 256))
    #expect(stage.unknownParameters == 4)
  }

  @Test func `AWE32 and SoundFont parameters move the pitch by cents`() throws {
    #expect(abs(try pitch(Event.unregistered(0, 127, [16], 8192 + 150), cents: 150) - 150) < 0.1)
    #expect(abs(try pitch(Event.unregistered(0, 120, [52], 8192 - 30), cents: -30) + 30) < 0.1)
    // 51: semitones.
    #expect(abs(try pitch(Event.unregistered(0, 120, [51], 8192 + 3), cents: 300) - 300) < 0.1)
  }

  @Test func `a SoundFont generator beyond 100 is none, not another`() throws {
    #expect(abs(try pitch(Event.unregistered(0, 120, [100, 52], 8192 - 30), cents: 0)) < 0.1)
  }

  @Test func `a SoundFont attenuation is in tenths of a decibel`() throws {
    let events = Event.fullVolume() + Event.unregistered(0, 120, [48], 8192 + 60) + [.on(0)]
    #expect(abs(try TestSynthesizer(.level()).render(events, frames: 2000).gain(at: 1900) + 6) < 0.05)
  }

  @Test func `a sounding note follows a parameter that is live`() throws {
    let events = Event.fullVolume() + [.on(0)] + Event.unregistered(4800, 120, [48], 8192 + 60)
    let sound = try TestSynthesizer(.level()).render(events, frames: 9600)
    #expect(abs(sound.gain(at: 4700)) < 0.05 && abs(sound.gain(at: 9500) + 6) < 0.05)
  }

  /// Frames from the note's end until it is 48 dB down.
  private func release(_ events: [Event], _ seconds: Double = 0.5) throws -> Double {
    let bank = TestBank.level([.seconds(Connection.To.eg1Release, seconds)])
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + events + [.on(0), .off(2400)], frames: 96_000)
    let end = sound.left.indices.first { $0 > 2400 && sound.gain(at: $0) < -48 } ?? sound.left.count
    return Double(end - 2400) / 48_000
  }

  @Test(arguments: [0, 32, 64, 96, 127] as [UInt8])
  func `CC72 stretches the release by 75 time cents a step`(value: UInt8) throws {
    let expected = 0.25 * exp2((Double(value) - 64) / 16)
    let found = try release([.control(0, 72, value)])
    #expect(abs(found - min(expected, (96_000 - 2400) / 48_000.0)) < max(0.001, 0.005 * expected))
    let other = try release(Event.unregistered(0, 1, [0x66], Int(value) << 7))
    #expect(other == found)
  }

  @Test func `CC73 lengthens even an attack of no time`() throws {
    func attack(_ bank: TestBank, _ value: UInt8) throws -> Double {
      let sound = try TestSynthesizer(bank).render(
        Event.fullVolume() + [.control(0, 73, value), .on(0)], frames: 24_000)
      return Double(sound.left.indices.first { sound.gain(at: $0) > -0.1 } ?? 0) / 48_000
    }
    let slow = TestBank.level([.seconds(Connection.To.eg1Attack, 0.1)])
    #expect(abs(try attack(slow, 64) - 0.0989) < 0.001)
    #expect(abs(try attack(slow, 80) - 0.1978) < 0.002)
    #expect(try attack(.level(), 64) == 0)
    #expect(try attack(.level(), 20) == 0)
    #expect(abs(try attack(.level(), 127) - 0.0153) < 0.002)
  }

  @Test func `CC75 stretches the decay`() throws {
    let bank = TestBank.level([.seconds(Connection.To.eg1Decay, 1), .constant(Connection.To.eg1Sustain, 0)])
    for (value, expected) in [(64, -48.0), (80, -24), (56, -67.88)] as [(UInt8, Double)] {
      let sound = try TestSynthesizer(bank).render(
        Event.fullVolume() + [.control(0, 75, value), .on(0)], frames: 24_100)
      #expect(abs(sound.gain(at: 24_000) - expected) < 0.1)
    }
  }

  @Test func `CC74 closes and opens the filter by 75 cents a step`() throws {
    // The level of a sine far above the cutoff falls by 12 dB an octave.
    func level(_ value: UInt8, _ connections: [Connection], key: UInt8 = 108) throws -> Double {
      let sound = try TestSynthesizer(.sine(connections)).render(
        Event.fullVolume() + [.control(0, 74, value), .on(0, key)], frames: 12_000)
      return Signal.decibels(Signal.component(sound.left, 4000..<12_000, hertz: 480 * 16).amplitude / 0.3535)
    }
    let filtered: [Connection] = [.hertz(Connection.To.filterCutoff, 1000)]
    let middle = try level(64, filtered)
    #expect(abs(try level(48, filtered) - (middle - 12)) < 1)
    #expect(try level(80, filtered) > middle + 10)
    // A region without a filter gets one when it is asked for, and only then.
    #expect(abs(try level(64, [])) < 0.5)
    #expect(abs(try level(100, [])) < 0.5)
    #expect(try level(0, []) < -25)
  }

  @Test func `the filter that CC74 brings makes no step in a sounding note`() throws {
    let events = Event.fullVolume() + [.on(0, 96)] + (0..<60).map { .control(1000 + 100 * $0, 74, UInt8(63 - $0)) }
    let sound = try TestSynthesizer(.sine()).render(events, frames: 12_000)
    // A sine of 3840 Hz and 0.354 rises by at most 0.178 a frame.
    #expect(Signal.greatestStep(sound.left) < 0.18)
    #expect(Signal.component(sound.left, 9000..<12_000, hertz: 3840).amplitude < 0.08)
  }

  @Test func `CC77 adds vibrato, and takes away no more than there is`() throws {
    #expect(abs(try swing([.control(0, 77, 127)]) - 50) < 3)
    #expect(try swing([.control(0, 77, 0)]) < 0.5)
    #expect(abs(try swing([.control(0, 1, 127), .control(0, 77, 127)]) - 100) < 5)
  }

  @Test func `AWE32 sets the cutoff in place of the region's`() throws {
    func level(_ events: [Event], _ connections: [Connection]) throws -> Double {
      let sound = try TestSynthesizer(.sine(connections)).render(
        Event.fullVolume() + events + [.on(0, 96)], frames: 12_000)
      return Signal.component(sound.left, 4000..<12_000, hertz: 3840).amplitude
    }
    let set = Event.unregistered(0, 127, [21], 8192 + 10)
    let first = try level(set, [.hertz(Connection.To.filterCutoff, 300)])
    let second = try level(set, [.hertz(Connection.To.filterCutoff, 3000)])
    #expect(abs(first / second - 1) < 0.001)
    #expect(abs(try level(set, [.hertz(Connection.To.filterCutoff, 720)]) / first - 1) < 0.001)
    #expect(abs(try level([], [.hertz(Connection.To.filterCutoff, 720)]) / first - 1) < 0.01)
  }

  private static func drums() -> TestBank {
    var bank = TestBank()
    let wave = bank.add(wave: Signal.sine(period: 100, count: 1000))
    bank.add([Region(wave: wave, loop: 0...999)], isDrum: true)
    bank.add([Region(wave: wave, loop: 0...999)])
    return bank
  }

  @Test func `drum parameters change one key of a drum part`() throws {
    func sound(_ events: [Event], key: UInt8 = 60, channel: UInt8 = 9) throws -> Stereo {
      try TestSynthesizer(Self.drums()).render(
        Event.fullVolume(channel: channel) + events + [.on(0, key, channel: channel)], frames: 24_000)
    }
    func cents(_ sound: Stereo, near: Double = 0) -> Double {
      Signal.cents(Signal.frequency(sound.left, near: 480 * exp2(near / 1200)) / 480)
    }
    let pitch = Event.unregistered(0, 0x18, [60], 59 << 7, channel: 9)
    #expect(abs(cents(try sound(pitch), near: -500) + 500) < 0.1)
    #expect(abs(cents(try sound(pitch, key: 61), near: 100) - 100) < 0.1)
    let melodic = Event.unregistered(0, 0x18, [60], 59 << 7, channel: 0)
    #expect(abs(cents(try sound(melodic, channel: 0))) < 0.1)
    let fine = pitch + Event.unregistered(0, 0x19, [60], 74 << 7, channel: 9)
    #expect(abs(cents(try sound(fine), near: -490) + 490) < 0.1)
    func level(_ samples: [Float]) -> Double { Signal.component(samples, 0..<12_000, hertz: 480).amplitude }
    let usual = try sound([])
    let quiet = try sound(Event.unregistered(0, 0x1A, [60], 64 << 7, channel: 9))
    #expect(abs(Signal.decibels(level(quiet.left) / level(usual.left)) - 40 * log10(64.0 / 127)) < 0.05)
    let left = try sound(Event.unregistered(0, 0x1C, [60], 1 << 7, channel: 9))
    #expect(level(left.right) < 1e-6 && abs(Signal.decibels(level(left.left) / level(usual.left)) - 3.01) < 0.05)
  }

  @Test func `what is unknown changes no note`() throws {
    let plain = try TestSynthesizer(.sine()).render(Event.fullVolume() + [.on(0)], frames: 4800)
    let events = Event.unregistered(0, 9, [9], 99) + Event.parameter(0, 9, 99) + [.control(0, 122, 0)]
    #expect(try TestSynthesizer(.sine()).render(Event.fullVolume() + events + [.on(0)], frames: 4800) == plain)
  }
}
