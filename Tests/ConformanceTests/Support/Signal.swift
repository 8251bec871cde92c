// SPDX-License-Identifier: MIT
// Arithmetic of measurements. Any thread.

import Foundation

/// Sines in sound, and lines through points.
enum Signal {
  static func decibels(_ amplitude: Double) -> Double { 20 * log10(amplitude) }

  /// Amplitude and phase of a sine in a stretch: the best fit in squares under a Hann window, so that neither its mirror
  /// at negative frequencies nor the ends of the stretch count.
  static func component(
    _ samples: [Double], _ range: Range<Int>, hertz: Double
  ) -> (amplitude: Double, phase: Double) {
    var (cosines, sines, mixed, withCosine, withSine) = (0.0, 0.0, 0.0, 0.0, 0.0)
    let turn = 2 * Double.pi * hertz / Sound.rate
    for frame in range {
      let window = 0.5 - 0.5 * cos(2 * .pi * (Double(frame - range.lowerBound) + 0.5) / Double(range.count))
      let angle = turn * Double(frame)
      let (c, s) = (cos(angle), sin(angle))
      cosines += window * c * c
      sines += window * s * s
      mixed += window * c * s
      withCosine += window * samples[frame] * c
      withSine += window * samples[frame] * s
    }
    let determinant = cosines * sines - mixed * mixed
    let a = (withCosine * sines - withSine * mixed) / determinant
    let b = (withSine * cosines - withCosine * mixed) / determinant
    return (hypot(a, b), atan2(-b, a))
  }

  /// The frequency of a steady sine: by its crossings of zero first, then by the slope of its phase; not a number for
  /// silence.
  static func frequency(_ samples: [Double], _ range: Range<Int>) -> Double {
    let crossings = crossings(samples[range].map { $0 }, of: 0)
    guard crossings.count > 2, samples[range].contains(where: { abs($0) > 1e-5 }) else { return .nan }
    var hertz = Sound.rate * Double(crossings.count - 1) / 2 / (crossings[crossings.count - 1] - crossings[0])
    let half = range.count / 2
    for _ in 0..<3 {
      let first = component(samples, range.lowerBound..<(range.lowerBound + half), hertz: hertz).phase
      let second = component(samples, (range.lowerBound + half)..<(range.lowerBound + 2 * half), hertz: hertz).phase
      hertz += remainder(second - first, 2 * .pi) / (2 * .pi) * Sound.rate / Double(half)
    }
    return hertz
  }

  /// Where a curve passes a level, in either direction, between its points.
  static func crossings(_ curve: [Double], of level: Double) -> [Double] {
    curve.indices.dropLast().compactMap { index in
      let (here, next) = (curve[index] - level, curve[index + 1] - level)
      guard (here < 0) != (next < 0) else { return nil }
      return Double(index) + here / (here - next)
    }
  }

  /// The first place where a curve passes a level; not a number where it never does.
  static func crossing(_ curve: [Double], of level: Double) -> Double { crossings(curve, of: level).first ?? .nan }

  /// The first place where a curve falls through a level; not a number where it never does.
  static func descent(_ curve: [Double], through level: Double) -> Double {
    crossings(curve, of: level).first { curve[Int($0)] >= level } ?? .nan
  }

  /// Puts straight lines where a curve is not a number, and its nearest points before and behind all others.
  static func bridge(_ curve: inout [Double]) {
    let known = curve.indices.filter { !curve[$0].isNaN }
    guard let first = known.first, let last = known.last else { return }
    for index in 0..<first { curve[index] = curve[first] }
    for index in curve.indices.dropFirst(last + 1) { curve[index] = curve[last] }
    for (before, after) in zip(known, known.dropFirst()) where after > before + 1 {
      for index in (before + 1)..<after {
        curve[index] = curve[before] + slope(curve, before, after) * Double(index - before)
      }
    }
  }

  /// The slope of a straight line through two places of a curve, per frame.
  static func slope(_ curve: [Double], _ from: Int, _ to: Int) -> Double {
    (curve[to] - curve[from]) / Double(to - from)
  }
}
