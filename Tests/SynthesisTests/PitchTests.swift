// SPDX-License-Identifier: MIT
// The frequency that a note has (`dls.md` 4.1). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct PitchTests {
  /// Renders a note and compares it with 480 Hz and a distance in cents.
  private func expect(
    _ bank: TestBank, key: UInt8 = 60, _ events: [Event] = [], cents: Double, hertz: Double = 480,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + events + [.on(0, key)], frames: 24_000)
    let expected = hertz * exp2(cents / 1200)
    let found = Signal.frequency(sound.left, near: expected)
    #expect(abs(Signal.cents(found / expected)) < 0.1, "\(found) Hz, not \(expected)", sourceLocation: location)
    // The phase alone could be that of noise.
    #expect(Signal.component(sound.left, 0..<12_000, hertz: expected).amplitude > 0.3, sourceLocation: location)
  }

  @Test(arguments: [36, 48, 59, 60, 61, 67, 84] as [UInt8])
  func `a key is a semitone`(key: UInt8) throws {
    try expect(.sine(), key: key, cents: (Double(key) - 60) * 100)
  }

  @Test(arguments: [8000, 22_050, 44_100, 96_000] as [UInt32])
  func `a wave of another rate has its own pitch`(rate: UInt32) throws {
    let bank = TestBank.one(Signal.sine(period: 100, count: 1000), rate: rate, loop: 0...999)
    try expect(bank, cents: 0, hertz: Double(rate) / 100)
  }

  @Test func `unity note, fine tune and tuning add up`() throws {
    try expect(.sine { $0.sample?.unityNote = 72 }, key: 72, cents: 0)
    try expect(.sine { $0.sample?.fineTune = -37 }, cents: -37)
    try expect(.sine([.constant(Connection.To.pitch, 23.5)]), cents: 23.5)
    let all = TestBank.sine([.constant(Connection.To.pitch, 23.5)]) {
      $0.sample?.fineTune = 12
      $0.sample?.unityNote = 57
    }
    try expect(all, key: 58, cents: 135.5)
  }

  @Test(arguments: [(2, 0, -200.0), (2, 16_383, 199.9756), (12, 0, -1200), (12, 12_288, 600), (24, 10_240, 600)])
  func `the wheel bends by its range`(semitones: Int, wheel: Int, cents: Double) throws {
    try expect(.sine(), Event.parameter(0, 0, semitones << 7) + [.wheel(0, wheel)], cents: cents)
  }

  @Test func `the wheel bends by two semitones when nothing has been said`() throws {
    try expect(.sine(), [.wheel(0, 4096)], cents: -100)
  }

  @Test func `the lower half of the bend range counts cents`() throws {
    try expect(.sine(), Event.parameter(0, 0, 1 << 7 | 64) + [.wheel(0, 0)], cents: -150)
  }

  @Test(arguments: [(0, -100.0), (8192, 0), (96 << 7, 50), (16_383, 99.9878)])
  func `fine tuning reaches a semitone`(value: Int, cents: Double) throws {
    try expect(.sine(), Event.parameter(0, 1, value), cents: cents)
  }

  @Test func `no registered parameter, no change`() throws {
    try expect(
      .sine(), Event.parameter(0, 1, 0) + [.control(0, 101, 127), .control(0, 100, 127), .control(0, 6, 64)],
      cents: -100)
    try expect(.sine(), [.control(0, 99, 0), .control(0, 98, 0), .control(0, 6, 24), .wheel(0, 0)], cents: -200)
  }

  @Test func `coarse tuning moves the key that chooses the region`() throws {
    var bank = TestBank()
    let low = bank.add(wave: Signal.sine(period: 100, count: 1000))
    let high = bank.add(wave: Signal.sine(period: 50, count: 1000))
    bank.add([Region(wave: low, keys: 0...75, loop: 0...999), Region(wave: high, keys: 76...127, loop: 0...999)])
    try expect(bank, key: 69, cents: 900)
    try expect(bank, key: 69, Event.parameter(0, 2, 76 << 7), cents: 2100, hertz: 960)
    try expect(bank, key: 69, Event.parameter(0, 2, 58 << 7), cents: 300)
  }

  @Test func `a note-off finds its note after coarse tuning has changed`() throws {
    let events = Event.fullVolume() + [.on(0, 69)] + Event.parameter(100, 2, 70 << 7) + [.off(200, 69)]
    #expect(try TestSynthesizer(.sine()).render(events, frames: 1000).heardFrames < 500)
  }

  @Test func `an unusual scale of key to pitch has its pivot at the unity note`() throws {
    let bank = TestBank.one(
      Signal.sine(period: 100, count: 1000), rate: 44_096, loop: 0...999,
      [.link(Connection.From.keyNumber, Connection.To.pitch, 6400)]
    ) { $0.sample?.unityNote = 69 }
    try expect(bank, key: 81, cents: 0, hertz: 623.61)
    try expect(bank, key: 69, cents: 0, hertz: 440.96)
  }

  @Test func `a pitch that moves takes the oscillator along without a jump`() throws {
    var events = Event.fullVolume() + Event.parameter(0, 0, 12 << 7) + [.on(0)]
    events += (0..<100).map { .wheel(100 + $0 * 50, $0 * 160) }
    let sound = try TestSynthesizer(.sine()).render(events, frames: 6000)
    // A sine of up to 960 Hz and 0.354 rises by at most 0.0445 a frame.
    #expect(Signal.greatestStep(sound.left) < 0.046)
  }
}
