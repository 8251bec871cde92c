// SPDX-License-Identifier: MIT
// The low-pass filter of DLS 2.2 from its formulas (section "filter"). Any thread.

import Foundation

/// H(z) = K / (1 + b1 z⁻¹ + b2 z⁻²) at 48 kHz.
struct IdealFilter {
  private let b1: Double
  private let b2: Double
  private let k: Double

  /// `resonance` in dB.
  init(cutoff: Double, resonance: Double) {
    let rho = pow(10, resonance / 20)
    func radius(_ theta: Double) -> Double {
      (cos(theta) + sin(theta) * (rho * rho - 1).squareRoot()) / (1 + rho * sin(theta))
    }
    /// Where the line of the low end meets the slope through a quarter of the rate.
    func cutoffOf(_ theta: Double) -> Double {
      let r = radius(theta)
      let low = 1 - 2 * r * cos(theta) + r * r
      return Sound.rate / 4 * (low / (1 + 2 * r * r * cos(2 * theta) + pow(r, 4)).squareRoot()).squareRoot()
    }
    var range = (0.0, Double.pi / 2)
    for _ in 0..<60 {
      let middle = (range.0 + range.1) / 2
      if cutoffOf(middle) < cutoff { range.0 = middle } else { range.1 = middle }
    }
    let r = radius(range.0)
    b1 = -2 * r * cos(range.0)
    b2 = r * r
    k = pow(10, -resonance / 40) * (1 + b1 + b2)
  }

  /// dB at a frequency.
  func gain(at hertz: Double) -> Double {
    let w = 2 * .pi * hertz / Sound.rate
    return Signal.decibels(k / hypot(1 + b1 * cos(w) + b2 * cos(2 * w), b1 * sin(w) + b2 * sin(2 * w)))
  }
}
