// SPDX-License-Identifier: MIT
// Connections to the key number (`dls.md` 1.9, 2.2, 4.1). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct KeyNumberTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// The lower half of the keys plays 480 Hz at key 60, the upper half 960 Hz.
  private func bank(_ global: [Connection]) -> TestBank {
    var bank = TestBank()
    let low = bank.add(wave: Signal.sine(period: 100, count: 1000))
    let high = bank.add(wave: Signal.sine(period: 50, count: 1000))
    var regions = [Region(wave: low, keys: 0...63, loop: 0...999), Region(wave: high, keys: 64...127, loop: 0...999)]
    for index in regions.indices { regions[index].articulation = nil }
    bank.add(regions, articulation: global)
    return bank
  }

  private func expect(
    _ global: [Connection], key: UInt8, _ events: [Event] = [], octave: Int, cents: Double,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let sound = try TestSynthesizer(bank(global)).render(Event.fullVolume() + events + [.on(0, key)], frames: 24_000)
    let expected = 480 * exp2(Double(octave) + cents / 1200)
    let found = Signal.frequency(sound.left, near: expected)
    #expect(abs(Signal.cents(found / expected)) < 0.1, sourceLocation: location)
    #expect(Signal.component(sound.left, 0..<12_000, hertz: expected).amplitude > 0.3, sourceLocation: location)
  }

  @Test func `a constant shifts the key that chooses the region and is heard`() throws {
    try expect([.constant(To.keyNumber, 1200)], key: 60, octave: 1, cents: 1200)
    try expect([.constant(To.keyNumber, -300)], key: 64, octave: 0, cents: 100)
    try expect([.constant(To.keyNumber, 50)], key: 60, octave: 0, cents: 50)
  }

  @Test func `a controller shifts it too, as it stands when the note begins`() throws {
    let link = Connection.link(From.cc0 + 16, To.keyNumber, 1280)
    try expect([link], key: 62, [.control(0, 16, 20)], octave: 1, cents: 400)
    try expect([link], key: 62, [.control(1, 16, 20)], octave: 0, cents: 200)
  }

  @Test func `the scales of key and coarse tuning count as they are written`() throws {
    try expect([.link(From.rpn2, To.keyNumber, 0)], key: 60, Event.parameter(0, 2, 76 << 7), octave: 0, cents: 0)
    try expect(
      [.link(From.rpn2, To.keyNumber, 3200, transform: 0x4000)], key: 60, Event.parameter(0, 2, 76 << 7), octave: 1,
      cents: 600)
    // Every key is key 57.
    try expect(
      [.link(From.keyNumber, To.keyNumber, 0), .constant(To.keyNumber, 5700)], key: 100, octave: 0, cents: -300)
  }

  @Test func `the shifted key is the source of other connections`() throws {
    let connections: [Connection] = [
      .constant(To.keyNumber, -1200), .link(From.keyNumber, To.gain, -128), .link(From.keyNumber, To.pitch, 0),
    ]
    let sound = try TestSynthesizer(bank(connections)).render(Event.fullVolume() + [.on(0, 60)], frames: 9600)
    // 48/128 of 12.8 dB.
    let level = Signal.component(sound.left, 0..<9600, hertz: 480).amplitude
    #expect(abs(Signal.decibels(level / (0.5 * 0.5.squareRoot())) - -4.8) < 0.05)
  }

  @Test func `a note-off finds the key that was played`() throws {
    let synthesizer = try TestSynthesizer(bank([.constant(To.keyNumber, 700)]))
    #expect(synthesizer.render([.on(0, 60), .off(480, 60)], frames: 4800).heardFrames < 1000)
  }

  @Test func `in a single region a connection to the key has no meaning, and from a generator never`() {
    var region = CompiledArticulation()
    #expect(region.apply(Articulation(own: [.constant(To.keyNumber, 1200)])).omittedCount == 1)
    let global = Articulation(own: [.link(From.lfo, To.keyNumber, 100)], isInstruments: true)
    #expect(global.omittedCount == 1)
    #expect(Articulation(own: [.constant(To.pitch, 10)], isInstruments: true).keyLinks.isEmpty)
  }
}
