// SPDX-License-Identifier: MIT
// Round numbers for the axis of a picture.

import Foundation

/// Round numbers for an axis that begins at 0.
enum ChartScale {
  /// The least of 1, 2, 5, 10, 20, 50, … quarters of which are above `value`.
  static func top(above value: Double) -> Double { step(above: value) * ceil(value / step(above: value)) }

  /// A round number that goes four to eight times into `value`.
  static func step(above value: Double) -> Double {
    let power = pow(10, floor(log10(max(value, 1e-9) / 4)))
    return [1, 2, 5].map { $0 * power }.last { $0 * 4 <= value } ?? power
  }
}
