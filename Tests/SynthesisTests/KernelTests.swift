// SPDX-License-Identifier: MIT
// The inner loops: the builds for two processors, and what interpolation costs in precision. The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct KernelTests {
  @Test(.enabled(if: KernelSet.best != .baseline), arguments: Interpolation.allCases)
  func `the builds for two processors agree`(interpolation: Interpolation) throws {
    func render(_ set: KernelSet) throws -> Stereo {
      let synthesizer = try TestSynthesizer(BusyScript.bank) {
        $0.kernelSet = set
        $0.interpolation = interpolation
      }
      return synthesizer.render(BusyScript.events, frames: BusyScript.frames)
    }
    let (baseline, best) = (try render(.baseline), try render(.best))
    let pairs = zip(baseline.left + baseline.right, best.left + best.right)
    let difference = pairs.reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
    #expect(Signal.decibels(Double(difference)) < -120)
    #expect((best.left.max() ?? 0) > 0.1)
  }

  /// The error of an interpolator on a sine, in dB of it, read a number of semitones up.
  private func error(_ interpolation: Interpolation, period: Double, semitones: Int = -4) throws -> Double {
    let wave = Signal.sine(period: period, count: 12_000, amplitude: 32_000)
    let synthesizer = try TestSynthesizer(.one(wave)) { $0.interpolation = interpolation }
    let sound = synthesizer.render(Event.fullVolume() + [.on(0, UInt8(60 + semitones))], frames: 12_000)
    let step = exp2(Double(semitones) / 12)
    var sum = 0.0
    for frame in 1000..<11_000 {
      let ideal = 32_000 / 32_768 * 0.5.squareRoot() * sin(2 * .pi * Double(frame) * step / period)
      sum += pow(Double(sound.left[frame]) - ideal, 2)
    }
    return Signal.decibels((sum / 10_000).squareRoot() / (32_000.0 / 32_768 * 0.5))
  }

  private static let bounds: [(Interpolation, Double, Double)] = [
    (.linear, 200, -80), (.linear, 20, -40), (.linear, 6, -20),
    (.cubic, 200, -98), (.cubic, 20, -68), (.cubic, 6, -33),
    (.sinc, 200, -98), (.sinc, 20, -91), (.sinc, 6, -91),
  ]

  @Test(arguments: bounds)
  func `an interpolator is as precise as it was`(interpolation: Interpolation, period: Double, bound: Double) throws {
    let error = try error(interpolation, period: period)
    #expect(error < bound)
  }

  @Test(arguments: [8, 10, 12, 15, 20, 30, 40, 60, 100, 300] as [Double], [-24, -19, -12, -7, -4, -1, 0])
  func `sinc keeps 90 dB up to an eighth of the rate`(period: Double, semitones: Int) throws {
    let error = try error(.sinc, period: period, semitones: semitones)
    #expect(error < -90)
  }

  @Test func `a constant stays a constant`() throws {
    for interpolation in Interpolation.allCases {
      let synthesizer = try TestSynthesizer(.level()) { $0.interpolation = interpolation }
      let sound = synthesizer.render(Event.fullVolume() + [.on(0, 67)], frames: 4800)
      #expect(Signal.greatestStep(sound.left[100...]) < 2e-7)
    }
  }
}
