// SPDX-License-Identifier: MIT
// Finds a sine in a sound; what is left is noise.

import Foundation

/// The sine of a known frequency that fits a sound best, and what it leaves.
struct SineFit {
  /// Of the sine, linear.
  let amplitude: Double
  /// Mean square of the sine and of all that is left, linear.
  let signalPower: Double
  let noisePower: Double

  /// Signal to noise.
  var decibels: Double { 10 * log10(signalPower / max(noisePower, 1e-30)) }

  /// `hertz`: where the sine should be. A synthesizer that rounds its pitch, by far less than one can hear, would lose
  /// the sine in the course of the sound: so the frequency is looked for nearby, twice, by the turn of the phase from the
  /// first half to the second.
  init(_ samples: [Float], hertz: Double) {
    var radians = 2 * Double.pi * hertz / Double(BenchSettings.rate)
    let half = samples.count / 2
    for _ in 0..<2 {
      let first = SineFit.solve(samples[..<half], radians)
      let second = SineFit.solve(samples[half...], radians)
      let turn = (SineFit.phase(second) - SineFit.phase(first)).remainder(dividingBy: 2 * .pi)
      radians += turn / Double(half)
    }
    let (cosine, sine) = SineFit.solve(samples[...], radians)
    amplitude = hypot(cosine, sine)
    var (signal, noise) = (0.0, 0.0)
    SineFit.turn(samples[...], radians) { sample, its in
      let expected = cosine * its.cosine + sine * its.sine
      signal += expected * expected
      noise += (sample - expected) * (sample - expected)
    }
    signalPower = signal / Double(samples.count)
    noisePower = noise / Double(samples.count)
  }

  /// Of `cosine * cos(x) + sine * sin(x)`, which is a cosine delayed.
  private static func phase(_ parts: (cosine: Double, sine: Double)) -> Double { atan2(-parts.sine, parts.cosine) }

  /// By least squares.
  private static func solve(_ samples: ArraySlice<Float>, _ radians: Double) -> (cosine: Double, sine: Double) {
    var (cc, cs, ss, xc, xs) = (0.0, 0.0, 0.0, 0.0, 0.0)
    turn(samples, radians) { sample, its in
      cc += its.cosine * its.cosine
      cs += its.cosine * its.sine
      ss += its.sine * its.sine
      xc += sample * its.cosine
      xs += sample * its.sine
    }
    let determinant = cc * ss - cs * cs
    return ((xc * ss - xs * cs) / determinant, (xs * cc - xc * cs) / determinant)
  }

  /// Calls `body` with each sample and the cosine and sine of its place, which turn on with a multiplication: the error of
  /// that stays below 1e-11 over a second.
  @inline(__always)
  private static func turn(
    _ samples: ArraySlice<Float>, _ radians: Double, _ body: (Double, (cosine: Double, sine: Double)) -> Void
  ) {
    let start = radians * Double(samples.startIndex)
    var (cosine, sine) = (cos(start), sin(start))
    let (stepCosine, stepSine) = (cos(radians), sin(radians))
    for sample in samples {
      body(Double(sample), (cosine, sine))
      (cosine, sine) = (cosine * stepCosine - sine * stepSine, sine * stepCosine + cosine * stepSine)
    }
  }
}
