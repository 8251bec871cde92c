// SPDX-License-Identifier: MIT
// LFOs, the modulation envelope and what they move (`dls.md` 4.2, 4.3). The test's own thread.

import DLS
import Glibc
import MIDI
import Realtime
import Testing

@testable import Synthesis

struct ModulationTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// Cents of the oscillator's step over time: the wave of `TestBank.ramp` tells its position.
  private func pitch(_ connections: [Connection], _ events: [Event] = [], frames: Int) throws -> [Double] {
    let synthesizer = try TestSynthesizer(.ramp(connections)) { $0.interpolation = .linear }
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)] + events, frames: frames)
    let positions = sound.left.map { Double($0) * 32_768 / 0.5.squareRoot() }
    return (0..<(frames - 64)).map { Signal.cents((positions[$0 + 64] - positions[$0]) / 64) }
  }

  private func gains(_ connections: [Connection], _ events: [Event] = [], frames: Int) throws -> [Double] {
    let sound = try TestSynthesizer(.level(connections)).render(Event.fullVolume() + [.on(0)] + events, frames: frames)
    return sound.left.indices.map { sound.gain(at: $0) }
  }

  /// Frames at which a curve goes up through a level.
  private func crossings(_ curve: [Double], of level: Double) -> [Int] {
    (1..<curve.count).filter { curve[$0 - 1] < level && curve[$0] >= level }
  }

  @Test func `an LFO waits 10 ms, then swings up first, five times a second`() throws {
    for source in [From.lfo, From.vibrato] {
      let cents = try pitch([.link(source, To.pitch, 100)], frames: 24_000)
      #expect(cents[0..<400].allSatisfy { abs($0) < 0.1 })
      // Up first: a quarter turn of 50 ms after 10 ms.
      #expect(abs(cents[480 + 2400 - 32] - 100) < 1)
      #expect(abs(cents[480 + 7200 - 32] - -100) < 1)
      let turns = crossings(cents, of: 50)
      #expect(turns.count == 3)
      #expect(abs(Double(turns[2] - turns[0]) / 2 - 9600) < 48)
    }
  }

  @Test(arguments: [1.0, 7.3, 20])
  func `frequency and delay are the file's`(hertz: Double) throws {
    let cents = try pitch(
      [
        .link(From.lfo, To.pitch, 100), .hertz(To.lfoFrequency, hertz), .seconds(To.lfoStartDelay, 0.1),
      ], frames: 30_000)
    #expect(cents[0..<4700].allSatisfy { abs($0) < 0.1 })
    let quarter = Int(48_000 / hertz / 4)
    #expect(abs(cents[4800 + quarter - 32] - 100) < 2)
  }

  @Test func `an LFO without delay starts at once and without a step`() throws {
    let cents = try pitch([.link(From.vibrato, To.pitch, 100), .seconds(To.vibratoStartDelay, 0)], frames: 6000)
    #expect(abs(cents[0]) < 5)
    #expect(abs(cents[2400 - 32] - 100) < 1)
  }

  @Test func `the modulation wheel and channel pressure scale their own depth`() throws {
    for control in [From.cc0 + 1, From.channelPressure] {
      let connections: [Connection] = [.link(From.lfo, To.pitch, 128, control: control)]
      #expect(try pitch(connections, frames: 4800).allSatisfy { abs($0) < 0.1 })
      let event: Event = control == From.channelPressure ? .pressure(0, 64) : .control(0, 1, 64)
      #expect(try abs((pitch(connections, [event], frames: 4800).max() ?? 0) - 64) < 0.7)
    }
  }

  @Test func `a wheel without a connection does nothing`() throws {
    let cents = try pitch([], [.control(0, 1, 127), .pressure(0, 127)], frames: 4800)
    #expect(cents.allSatisfy { abs($0) < 0.1 })
  }

  @Test func `an LFO swings the gain both ways, but not above 0 dB`() throws {
    let full = try gains([.link(From.lfo, To.gain, 60)], frames: 12_000)
    #expect(abs((full.min() ?? 0) - -6) < 0.05)
    #expect((full.max() ?? 0) < 0.01)
    let quiet = try gains([.link(From.lfo, To.gain, 60), .constant(To.gain, -200)], frames: 12_000)
    #expect(abs((quiet.min() ?? 0) - -26) < 0.05)
    #expect(abs((quiet.max() ?? 0) - -14) < 0.05)
  }

  @Test func `the modulation envelope moves the pitch along straight lines`() throws {
    let cents = try pitch(
      [
        .link(From.eg2, To.pitch, 1000), .seconds(To.eg2Delay, 0.02), .seconds(To.eg2Attack, 0.1),
        .seconds(To.eg2Hold, 0.05), .seconds(To.eg2Decay, 0.1), .constant(To.eg2Sustain, 400),
      ], frames: 16_000)
    // A stretch of 64 frames is measured, and a cell has one pitch: a stair of 13 cents.
    for (frame, expected) in [(500, 0.0), (960 + 2400, 500), (6000, 1000), (8160 + 1440, 700), (14_000, 400)] {
      #expect(abs(cents[frame - 32] - expected) < 4)
    }
  }

  @Test(
    arguments: [
      [.link(From.eg2, To.pitch, 1200)], [.link(From.eg2, To.pitch, 1200, control: From.eg1)],
      [.link(From.eg2, To.pitch, 1200, transform: 0x0800)],
    ] as [[Connection]])
  func `a pitch that moves brings the oscillator where the sum of its moments is`(link: [Connection]) throws {
    let synthesizer = try TestSynthesizer(.ramp(link + [.seconds(To.eg2Delay, 0.02), .seconds(To.eg2Attack, 0.1)]))
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 6000)
    var expected = 960.0
    for frame in 0..<4800 {
      let share = (Double(frame) + 0.5) / 4800
      let isConvex = link[0].transform != 0
      expected += exp2(isConvex ? max(0, 1 + 5 / 12 * log10(share)) : share)
    }
    #expect(abs(Double(sound.left[5760]) * 32_768 / 0.5.squareRoot() - expected) < (link[0].transform != 0 ? 8 : 0.1))
  }

  @Test func `an LFO brings the oscillator back after a turn`() throws {
    for source in [From.lfo, From.vibrato] {
      let synthesizer = try TestSynthesizer(.ramp([.link(source, To.pitch, 100), .seconds(To.lfoStartDelay, 0.01)]))
      let sound = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 12_000)
      let turn = (0..<9600).reduce(0.0) { $0 + exp2(sin(2 * .pi * (Double($1) + 0.5) / 9600) / 12) }
      let half = (0..<4800).reduce(0.0) { $0 + exp2(sin(2 * .pi * (Double($1) + 0.5) / 9600) / 12) }
      #expect(abs(Double(sound.left[480 + 9600]) * 32_768 / 0.5.squareRoot() - 480 - turn) < 0.3)
      #expect(abs(Double(sound.left[480 + 4800]) * 32_768 / 0.5.squareRoot() - 480 - half) < 0.3)
    }
  }

  @Test func `the modulation envelope is released at its own rate`() throws {
    let connections: [Connection] = [
      .link(From.eg2, To.pitch, 1000), .seconds(To.eg2Release, 0.1), .seconds(To.eg1Release, 40),
    ]
    let synthesizer = try TestSynthesizer(.ramp(connections)) { $0.interpolation = .linear }
    let sound = synthesizer.render(Event.fullVolume() + [.on(0), .off(2400)], frames: 9600)
    // The volume falls by 2.4 dB a second meanwhile.
    let positions = sound.left.enumerated().map { frame, sample in
      Double(sample) * 32_768 / 0.5.squareRoot() * pow(10, max(0, Double(frame) - 2400) / 48_000 * 2.4 / 20)
    }
    for (frame, expected) in [(1000, 1000.0), (4800, 500), (8000, 0)] {
      #expect(abs(Signal.cents((positions[frame + 32] - positions[frame - 32]) / 64) - expected) < 4)
    }
  }

  @Test func `keys scale the modulation envelope's decay`() throws {
    let cents = try pitch(
      [
        .link(From.eg2, To.pitch, 1000), .seconds(To.eg2Decay, 0.1), .constant(To.eg2Sustain, 0),
        .link(From.keyNumber, To.eg2Decay, 2560),
      ], frames: 9600)
    // 2560 · 60/128 = 1200 time cents: 0.2 s.
    #expect(abs(cents[4800 - 32] - 500) < 2)
  }

  @Test func `a connection with its ends swapped does the same`() throws {
    let connections: [Connection] = [.link(From.cc0 + 1, To.pitch, 128, control: From.lfo)]
    let cents = try pitch(connections, [.control(0, 1, 127)], frames: 9600)
    #expect(abs((cents.max() ?? 0) - 127) < 1)
    #expect(abs((cents.min() ?? 0) - -127) < 1)
  }

  @Test func `velocity may move the pitch, and poly pressure its own key alone`() throws {
    let velocity = try pitch([.link(From.keyOnVelocity, To.pitch, 128)], frames: 200)
    #expect(abs(velocity[100] - 127) < 0.1)
    let connections: [Connection] = [.link(From.polyPressure, To.pitch, 128)]
    let pressed = try pitch(connections, [Event(time: .zero, 0xA0, 60, 100)], frames: 200)
    #expect(abs(pressed[100] - 100) < 0.1)
    let other = try pitch(connections, [Event(time: .zero, 0xA0, 61, 100)], frames: 200)
    #expect(abs(other[100]) < 0.1)
  }
}
