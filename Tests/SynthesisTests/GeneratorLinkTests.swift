// SPDX-License-Identifier: MIT
// Generators as sources and controls, in every form that DLS allows (`dls.md` 2.1, 2.5, 4.2). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct GeneratorLinkTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// What the generators of `form` are `t` seconds after the note's beginning.
  private struct Generators {
    let lfo: Double
    let eg1: Double
    let eg2: Double

    init(at t: Double) {
      lfo = t < 0.01 ? 0 : sin(2 * .pi * 5 * (t - 0.01))
      // An attack of 0.1 s, then a decay of 1 s.
      eg1 = t < 0.1 ? max(0, 1 + 20 * log10(t / 0.1) / 96) : 1 - (t - 0.1)
      // An attack of 0.2 s, then a decay of 0.4 s.
      eg2 = t < 0.2 ? t / 0.2 : 1 - (t - 0.2) / 0.4
    }
  }

  private static let form: [Connection] = [
    .seconds(To.eg1Attack, 0.1), .seconds(To.eg1Decay, 1), .constant(To.eg1Sustain, 0), .seconds(To.eg2Attack, 0.2),
    .seconds(To.eg2Decay, 0.4), .constant(To.eg2Sustain, 0), .hertz(To.lfoFrequency, 5), .hertz(To.vibratoFrequency, 5),
  ]

  private static func convex(_ share: Double) -> Double { share < 0.003_981 ? 0 : 1 + 5.0 / 12 * log10(share) }
  private static func concave(_ share: Double) -> Double { 1 - convex(1 - share) }
  private static func mirrored(_ curve: (Double) -> Double, _ v: Double) -> Double { v < 0 ? -curve(-v) : curve(v) }

  private struct Case: CustomTestStringConvertible {
    let name: String
    let connection: Connection
    let expected: @Sendable (Generators) -> Double
    var testDescription: String { name }

    init(
      _ name: String, _ source: UInt16, control: UInt16 = From.none, _ transform: UInt16,
      _ expected: @escaping @Sendable (Generators) -> Double
    ) {
      self.name = name
      connection = .link(source, To.pan, 400, control: control, transform: transform)
      self.expected = expected
    }
  }

  private static let cases: [Case] = [
    Case("the LFO", From.lfo, 0) { $0.lfo },
    Case("the vibrato, inverted", From.vibrato, 0x8000) { -$0.lfo },
    Case("the LFO, convex", From.lfo, 0x0800) { mirrored(convex, $0.lfo) },
    Case("the LFO, concave", From.lfo, 0x4400) { mirrored(concave, $0.lfo) },
    Case("the LFO as a switch", From.lfo, 0x4C00) { $0.lfo < 0 ? -1 : 1 },
    Case("EG2", From.eg2, 0) { $0.eg2 },
    Case("EG2, inverted", From.eg2, 0x8000) { 1 - $0.eg2 },
    Case("EG2, bipolar", From.eg2, 0x4000) { 2 * $0.eg2 - 1 },
    Case("EG2, concave", From.eg2, 0x0400) { concave($0.eg2) },
    Case("EG1", From.eg1, 0) { $0.eg1 },
    Case("EG1, inverted and convex", From.eg1, 0x8800) { convex(1 - $0.eg1) },
    Case("the LFO times EG2", From.lfo, control: From.eg2, 0) { $0.lfo * $0.eg2 },
    Case("EG1 times the vibrato", From.eg1, control: From.vibrato, 0) { $0.lfo * $0.eg1 },
    Case("velocity times EG2", From.keyOnVelocity, control: From.eg2, 0) { 127.0 / 128 * $0.eg2 },
  ]

  @Test(arguments: cases)
  private func `a generator moves the pan in its form`(test: Case) throws {
    let sound = try TestSynthesizer(.level(Self.form + [test.connection]))
      .render(Event.fullVolume() + [.on(0)], frames: 24_000)
    for step in 1..<45 {
      let frame = step * 512
      let generators = Generators(at: Double(frame) / 48_000)
      // Where a curve jumps or is steep, a line of a cell cannot follow it.
      guard abs(generators.lfo) > 0.1 || generators.lfo == 0 else { continue }
      let pan = atan2(Double(sound.right[frame]), Double(sound.left[frame])) / (.pi / 2) - 0.5
      let expected = 0.4 * test.expected(generators)
      #expect(abs(pan - expected) < 0.006, "frame \(frame): \(pan), not \(expected)")
    }
  }

  @Test(
    arguments: [(0x8000, 1000.0, 500.0), (0x4000, -1000, 0), (0xC000, 1000, 0), (0, 0, 500)]
      as [(UInt16, Double, Double)])
  func `the modulation envelope may be taken from either end`(transform: UInt16, first: Double, middle: Double) throws {
    let connections: [Connection] = [
      .link(From.eg2, To.pitch, 1000, transform: transform), .seconds(To.eg2Attack, 0.2),
    ]
    let synthesizer = try TestSynthesizer(.ramp(connections)) { $0.interpolation = .linear }
    let sound = synthesizer.render(Event.fullVolume() + [.on(0)], frames: 9600)
    let positions = sound.left.map { Double($0) * 32_768 / 0.5.squareRoot() }
    for (frame, expected) in [(64, first), (4800, middle)] {
      let cents = Signal.cents((positions[frame + 32] - positions[frame - 32]) / 64)
      #expect(abs(cents - expected) < 25)
    }
  }

  @Test func `the volume envelope moves pitch, gain and cutoff by its level`() throws {
    let sustained: [Connection] = [.seconds(To.eg1Decay, 0.01), .constant(To.eg1Sustain, 500)]
    let pitched = try TestSynthesizer(.sine(sustained + [.link(From.eg1, To.pitch, 600)]))
      .render(Event.fullVolume() + [.on(0)], frames: 24_000)
    let expected = 480 * exp2(300.0 / 1200)
    #expect(abs(Signal.cents(Signal.frequency(pitched.left, near: expected, from: 2400) / expected)) < 0.1)
    let louder = try TestSynthesizer(.level(sustained + [.link(From.eg1, To.gain, -100, control: From.keyOnVelocity)]))
      .render(Event.fullVolume() + [.on(0)], frames: 4800)
    #expect(abs(louder.gain(at: 4000) - (-48 - 5 * 127.0 / 128)) < 0.05)
    let probe: [Connection] = sustained + [.hertz(To.filterCutoff, 480)]
    let open = try TestSynthesizer(.sine(probe + [.link(From.eg1, To.filterCutoff, 4800)]))
      .render(Event.fullVolume() + [.on(0)], frames: 9600)
    let fixed = try TestSynthesizer(.sine(sustained + [.hertz(To.filterCutoff, 1920)]))
      .render(Event.fullVolume() + [.on(0)], frames: 9600)
    let levels = [open, fixed].map { Signal.component($0.left, 4800..<9600, hertz: 480).amplitude }
    #expect(abs(Signal.decibels(levels[0] / levels[1])) < 0.05)
  }

  @Test func `a generator is no input of what is fixed when the note begins`() {
    func omitted(_ own: [Connection]) -> Int {
      var region = CompiledArticulation()
      return region.apply(Articulation(own: own)).omittedCount
    }
    for destination in [To.eg1Attack, To.eg2Release, To.lfoFrequency, To.vibratoStartDelay] {
      #expect(omitted([.link(From.lfo, destination, 100)]) == 1)
      #expect(omitted([.link(From.keyNumber, destination, 100, control: From.eg2)]) == 1)
      #expect(omitted([.link(From.cc0 + 70, destination, 100)]) == 0)
    }
    for destination in [To.pitch, To.gain, To.pan, To.filterCutoff, To.filterQ] {
      for source in [From.lfo, From.vibrato, From.eg2] {
        #expect(omitted([.link(source, destination, 100, control: From.eg1)]) == 0)
      }
    }
  }
}
