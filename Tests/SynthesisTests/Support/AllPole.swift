// SPDX-License-Identifier: MIT
// The low-pass filters that are asked for, from their formulas (`dls.md` 4.4). Any thread.

import Glibc

/// An all-pole low-pass of the second order.
struct AllPole {
  let b1: Double
  let b2: Double
  let k: Double

  /// dB at a frequency, for an output of 48 kHz.
  func gain(at hertz: Double) -> Double {
    let w = 2 * .pi * hertz / 48_000
    let real = 1 + b1 * cos(w) + b2 * cos(2 * w)
    let imaginary = b1 * sin(w) + b2 * sin(2 * w)
    return Signal.decibels(k / hypot(real, imaginary))
  }

  /// With poles at an angle and a radius, and the DC gain of a resonance.
  init(theta: Double, radius: Double, resonance: Double) {
    b1 = -2 * radius * cos(theta)
    b2 = radius * radius
    k = pow(10, -resonance / 40) * (1 + b1 + b2)
  }

  /// The first three samples of the response to an impulse tell all about it.
  init(impulse: (Double, Double, Double)) {
    k = impulse.0
    b1 = -impulse.1 / impulse.0
    b2 = b1 * b1 - impulse.2 / impulse.0
  }

  static func radius(_ theta: Double, _ rho: Double) -> Double {
    (cos(theta) + sin(theta) * (rho * rho - 1).squareRoot()) / (1 + rho * sin(theta))
  }

  static func bisect(to high: Double, _ isBelow: (Double) -> Bool) -> Double {
    var range = (0.0, high)
    for _ in 0..<80 {
      let middle = (range.0 + range.1) / 2
      if isBelow(middle) { range.0 = middle } else { range.1 = middle }
    }
    return range.0
  }

  /// The filter of DLS 2.2.
  static func specified(cutoff: Double, resonance: Double) -> AllPole {
    let rho = pow(10, resonance / 20)
    let theta = bisect(to: .pi / 2) { theta in
      let r = radius(theta, rho)
      let low = 1 - 2 * r * cos(theta) + r * r
      return 12_000 * (low / (1 + 2 * r * r * cos(2 * theta) + pow(r, 4)).squareRoot()).squareRoot() < cutoff
    }
    return AllPole(theta: theta, radius: radius(theta, rho), resonance: resonance)
  }

  /// The filter whose poles have this natural frequency: |ln z| = 2πf/Fs.
  static func natural(frequency: Double, resonance: Double) -> AllPole {
    let rho = pow(10, resonance / 20)
    let theta = bisect(to: .pi - atan2(1, (rho * rho - 1).squareRoot())) { theta in
      let r = radius(theta, rho)
      return r > 0 && hypot(log(r), theta) < 2 * .pi * frequency / 48_000
    }
    return AllPole(theta: theta, radius: radius(theta, rho), resonance: resonance)
  }
}
