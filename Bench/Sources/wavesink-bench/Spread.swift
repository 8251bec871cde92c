// SPDX-License-Identifier: MIT
// The least, the middle and the greatest of several measurements.

/// The least, the middle and the greatest of several measurements.
struct Spread: Encodable {
  let min: Double
  let median: Double
  let max: Double

  /// `values`: at least one.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    min = sorted[0]
    median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    max = sorted[sorted.count - 1]
  }

  /// The three numbers with so many decimals.
  func text(decimals: Int) -> String {
    [min, median, max].map { $0.text(decimals: decimals) }.joined(separator: " / ")
  }
}
