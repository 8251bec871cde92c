// SPDX-License-Identifier: MIT
// The low-pass filter over all its cutoffs and resonances, at rest and in motion (`dls.md` 4.4). The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct FilterFormulaTests {
  private typealias To = Connection.Destination
  private typealias From = Connection.Source

  /// 20 Hz to half the sample rate.
  private static let frequencies = (0..<120).map { 20 * pow(1200, Double($0) / 119) }

  /// What the engine makes of an impulse.
  private func realised(_ connections: [Connection], isPole: Bool = false) throws -> AllPole {
    var bank = EngineBank()
    let wave = bank.add(wave: [Float(32_768)] + [Float](repeating: 0, count: 200))
    bank.add(wave: wave, connections) { $0.articulation.hasPoleFilter = isPole }
    let sound = TestSynthesizer(bank.compiled()).render(Event.fullVolume() + [.on(0)], frames: 64)
    let heard = sound.left[0..<3].map { Double($0) / 0.5.squareRoot() }
    return AllPole(impulse: (heard[0], heard[1], heard[2]))
  }

  /// The greatest difference in dB, down to 60 dB below the peak.
  private func difference(_ found: AllPole, _ ideal: AllPole) -> Double {
    let gains = Self.frequencies.map { ideal.gain(at: $0) }
    let peak = gains.max() ?? 0
    return zip(Self.frequencies, gains).reduce(0) { worst, point in
      point.1 < peak - 60 ? worst : max(worst, abs(found.gain(at: point.0) - point.1))
    }
  }

  @Test(arguments: [0.0, 3, 6.5, 9.9, 13.3, 16, 20, 22.5])
  func `the magnitude is the formula's at every cutoff`(resonance: Double) throws {
    for step in 0..<64 {
      let cutoff = 100 * pow(79.98, Double(step) / 63)
      let found = try realised([.hertz(To.filterCutoff, cutoff), .constant(To.filterQ, resonance * 10)])
      let worst = difference(found, .specified(cutoff: cutoff, resonance: resonance))
      #expect(worst < 0.25, "\(cutoff) Hz: \(worst) dB")
    }
  }

  @Test(arguments: [0.0, 6.5, 13.3, 22.5, 30, 40])
  func `a pole filter has its natural frequency where it is asked for`(resonance: Double) throws {
    for step in 0..<48 {
      let cutoff = 400 * pow(50, Double(step) / 47)
      let found = try realised(
        [.hertz(To.filterCutoff, cutoff), .constant(To.filterQ, resonance * 10)], isPole: true)
      #expect(found.b2 < 1)
      let worst = difference(found, .natural(frequency: cutoff, resonance: resonance))
      #expect(worst < 0.25, "\(cutoff) Hz: \(worst) dB")
    }
    let low = try realised([.hertz(To.filterCutoff, 441), .constant(To.filterQ, resonance * 10)], isPole: true)
    #expect(abs(low.gain(at: 0.001) - -resonance / 2) < 0.1)
    // The analogue filter: −3 dB at Q 0, and all of the resonance once there is much of it.
    if resonance == 0 { #expect(abs(low.gain(at: 441) - -3.01) < 0.1) }
    if resonance >= 13 { #expect(abs(low.gain(at: 441) - resonance / 2) < 0.3) }
  }

  @Test(arguments: [false, true], [0.0, 12, 22.5])
  func `above the highest cutoff the filter opens along a line to none at half the rate`(
    isPole: Bool, resonance: Double
  ) throws {
    func at(_ cutoff: Double) throws -> AllPole {
      try realised([.hertz(To.filterCutoff, cutoff), .constant(To.filterQ, resonance * 10)], isPole: isPole)
    }
    let highest = isPole ? 48_000 * exp2(-1.25) : 8000
    let edge = try at(highest)
    for step in 1..<8 {
      let share = Double(step) / 8
      let found = try at(highest * pow(24_000 / highest, share))
      #expect(abs(found.b1 - edge.b1 * (1 - share)) < 1e-4)
      #expect(abs(found.b2 - edge.b2 * (1 - share)) < 1e-4)
      #expect(abs(found.k - (edge.k * (1 - share) + share)) < 1e-4)
    }
    for cutoff in [24_000.0, 100_000] {
      let open = try at(cutoff)
      #expect(abs(open.k - 1) < 1e-6 && abs(open.b1) < 1e-6 && abs(open.b2) < 1e-6)
    }
  }

  @Test(arguments: [0.0, 12, 22.5], [300.0, 1000, 2000, 5000])
  func `a filter that moves is the formula's at each moment`(resonance: Double, probe: Double) throws {
    // Three octaves in twelve seconds: the sound in a window of 25 ms is that of one cutoff.
    let connections: [Connection] = [
      .hertz(To.filterCutoff, 500), .constant(To.filterQ, resonance * 10), .link(From.eg2, To.filterCutoff, 3600),
      .seconds(To.eg2Attack, 12),
    ]
    let wave = Signal.sine(period: 480, count: 480, amplitude: 8192)
    let bank = TestBank.one(wave, rate: UInt32(480 * probe), loop: 0...479, connections)
    let sound = try TestSynthesizer(bank).render(Event.fullVolume() + [.on(0)], frames: 48_000 * 12)
    let plain = 0.25 * 0.5.squareRoot()
    for step in 1..<60 {
      let frame = step * 9600 - 600
      let cutoff = 500 * exp2(3 * Double(frame + 600) / 576_000)
      let found = Signal.decibels(Signal.component(sound.left, frame..<(frame + 1200), hertz: probe).amplitude / plain)
      let ideal = AllPole.specified(cutoff: cutoff, resonance: resonance).gain(at: probe)
      #expect(abs(found - ideal) < 0.25, "\(cutoff) Hz")
    }
  }
}
