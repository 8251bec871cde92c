// SPDX-License-Identifier: MIT
// What a report says of many numbers. Any thread but audio.

/// The distribution of whole numbers, each kept: no value is rounded to a bucket.
public struct Distribution: Equatable, Sendable {
  /// In rising order.
  public let values: [Int]

  /// Thread: any but audio.
  public init(_ values: [Int]) { self.values = values.sorted() }

  /// Whether there is anything to say.
  public var isEmpty: Bool { values.isEmpty }
  /// The least.
  public var least: Int { values.first ?? 0 }
  /// The greatest.
  public var most: Int { values.last ?? 0 }
  /// From the least to the greatest: the jitter, peak to peak.
  public var span: Int { most - least }

  /// The average.
  public var mean: Double {
    isEmpty ? 0 : Double(values.reduce(0, +)) / Double(values.count)
  }

  /// Of all values, not of a sample of them.
  public var standardDeviation: Double {
    guard !isEmpty else { return 0 }
    let mean = mean
    return (values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(values.count)).squareRoot()
  }

  /// The least value that at least `percent` of all values do not exceed.
  public func percentile(_ percent: Double) -> Int {
    guard !isEmpty else { return 0 }
    // Less a millionth: 99.9 % of 1000 are 999, which binary fractions miss by a little.
    let rank = Int((percent / 100 * Double(values.count) - 1e-6).rounded(.up))
    return values[min(max(rank, 1), values.count) - 1]
  }

  /// How often each value occurs, in rising order.
  public var counts: [(value: Int, count: Int)] {
    var counts: [(value: Int, count: Int)] = []
    for value in values {
      if counts.last?.value == value { counts[counts.count - 1].count += 1 } else { counts.append((value, 1)) }
    }
    return counts
  }
}
