// SPDX-License-Identifier: MIT
// Latencies in numbers. Any thread.

/// A distribution in frames and in µs.
public struct LatencySummary: Equatable, Sendable, Codable {
  /// One unit of it.
  public struct Row: Equatable, Sendable, Codable {
    /// The least.
    public var least: Double
    /// The average.
    public var mean: Double
    /// Half are not more.
    public var p50: Double
    /// 90 in 100 are not more.
    public var p90: Double
    /// 99 in 100.
    public var p99: Double
    /// 999 in 1000.
    public var p999: Double
    /// 9999 in 10,000.
    public var p9999: Double
    /// The greatest.
    public var most: Double
    /// Standard deviation.
    public var deviation: Double
    /// The jitter: from the least to the greatest.
    public var jitter: Double
  }

  /// Whole frames, but for mean and deviation.
  public var frames: Row
  /// The same in µs.
  public var microseconds: Row

  /// `scale`: µs of a frame. Nil where there is nothing. Thread: any but audio.
  init?(_ values: Distribution, scale: Double) {
    guard !values.isEmpty else { return nil }
    frames = Row(values, scale: 1)
    microseconds = Row(values, scale: scale)
  }
}

extension LatencySummary.Row {
  init(_ values: Distribution, scale: Double) {
    func scaled(_ value: Double) -> Double { (value * scale * 1000).rounded() / 1000 }
    func percentile(_ percent: Double) -> Double { scaled(Double(values.percentile(percent))) }
    least = scaled(Double(values.least))
    mean = scaled(values.mean)
    p50 = percentile(50)
    p90 = percentile(90)
    p99 = percentile(99)
    p999 = percentile(99.9)
    p9999 = percentile(99.99)
    most = scaled(Double(values.most))
    deviation = scaled(values.standardDeviation)
    jitter = scaled(Double(values.span))
  }
}
