// SPDX-License-Identifier: MIT
// Rate within 0.5 %, start delay within 1 ms, depth within 0.5 %. The test's thread.

import DLS
import Foundation
import Testing

struct LFOTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// One of the two, with its own destinations.
  struct Generator: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: UInt16
    let frequency: UInt16
    let delay: UInt16
  }

  private static let generators = [
    Generator(
      testDescription: "modulation LFO", source: From.lfo, frequency: To.lfoFrequency, delay: To.lfoStartDelay),
    Generator(
      testDescription: "vibrato LFO", source: From.vibrato, frequency: To.vibratoFrequency,
      delay: To.vibratoStartDelay),
  ]

  private func expect(_ found: Oscillation, hertz: Double, delay: Double, depth: Double) {
    #expect(abs(found.hertz / hertz - 1) < 0.005, "\(found.hertz) Hz, expected \(hertz)")
    #expect(abs(found.delayFrames / 48_000 - delay) < 0.001, "\(found.delayFrames / 48) ms, expected \(delay * 1000)")
    #expect(abs(found.depth / depth - 1) < 0.005, "depth \(found.depth), expected \(depth)")
  }

  @Test(arguments: generators, [(0.7, 0.0, 100.0), (5, 0.01, 1200), (8.3, 0.25, 7), (20, 0.1, -50)])
  func `an LFO moves the pitch`(generator: Generator, numbers: (Double, Double, Double)) throws {
    let (hertz, delay, depth) = numbers
    let bank = ProbeBank.ramp([
      .link(generator.source, To.pitch, depth), .hertz(generator.frequency, hertz), .seconds(generator.delay, delay),
    ])
    let sound = try Renderer.wavesink.render(ProbeSong(frames: 120_000, [.on(0)]), [bank.bytes()])
    let found = Oscillation([Double](repeating: 0, count: 16) + sound.rampCents(16..<119_900))
    expect(found, hertz: hertz, delay: delay, depth: abs(depth))
    #expect(found.goesUp == (depth > 0))
  }

  @Test(arguments: generators, [(0.7, 0.0, 12.0), (5, 0.01, 3), (20, 0.2, -6)])
  func `an LFO moves the gain`(generator: Generator, numbers: (Double, Double, Double)) throws {
    let (hertz, delay, depth) = numbers
    let bank = ProbeBank.level([
      .link(generator.source, To.gain, depth * 10), .hertz(generator.frequency, hertz),
      .seconds(generator.delay, delay), .constant(To.gain, -300),
    ])
    let sound = try Renderer.wavesink.render(ProbeSong(frames: 120_000, [.on(0)]), [bank.bytes()])
    expect(Oscillation(sound.levels(0..<120_000).map { $0 + 30 }), hertz: hertz, delay: delay, depth: abs(depth))
  }

  @Test(arguments: generators, [(1.0, 0.05, 600.0), (3, 0.3, 1200)])
  func `an LFO moves the cutoff`(generator: Generator, numbers: (Double, Double, Double)) throws {
    let (hertz, delay, depth) = numbers
    // 4800 Hz, far above the cutoff: softer by 12 dB for each octave that the cutoff goes down.
    let bank = ProbeBank.one(
      Waves.sine(period: 10, count: 1000),
      [
        .link(generator.source, To.filterCutoff, depth), .hertz(generator.frequency, hertz),
        .seconds(generator.delay, delay), .hertz(To.filterCutoff, 1000),
      ])
    let sound = try Renderer.wavesink.render(ProbeSong(frames: 120_000, [.on(0)]), [bank.bytes()])
    let gains = stride(from: 0, to: 119_000, by: 48).map { sound.sineLevel($0..<($0 + 240), hertz: 4800) }
    // From levels to the cutoffs that have them, by a table of the formula.
    let table = (0...3000).map { cents in
      AllPole.specified(cutoff: 1000 * exp2((Double(cents) - 1500) / 1200), resonance: 0).gain(at: 4800)
    }
    let cents = gains.map { Signal.crossing(table, of: $0) - 1500 }
    let found = Oscillation(cents.map { abs($0) < 5 ? 0 : $0 })
    #expect(abs(found.hertz / 48 / hertz - 1) < 0.005)
    #expect(abs(found.delayFrames + 2.5 - delay * 1000) < 1)
    #expect(abs(found.depth / depth - 1) < 0.005)
  }

  @Test(arguments: generators) func `the wheel and pressure scale an LFO`(generator: Generator) throws {
    for (control, cue) in [
      (From.cc0 + 1, Cue.control(0, 1, 96)), (From.channelPressure, Cue.channelPressure(0, 96)),
    ] {
      let bank = ProbeBank.ramp([.link(generator.source, To.pitch, 200, control: control, transform: 0x4000)])
      let sound = try Renderer.wavesink.render(ProbeSong(frames: 60_000, [cue, .on(0)]), [bank.bytes()])
      let found = Oscillation([Double](repeating: 0, count: 16) + sound.rampCents(16..<59_900))
      expect(found, hertz: 5, delay: 0.01, depth: 150)
    }
  }
}
