// SPDX-License-Identifier: MIT
// How long cycles took. Any thread but audio.

import Histogram

/// Times of one of the tool's clients.
public struct CallbackReport: Equatable, Sendable, Codable {
  /// Some quantiles.
  public struct Row: Equatable, Sendable, Codable {
    /// Half are not more.
    public var p50: Double
    /// 99 in 100.
    public var p99: Double
    /// 999 in 1000.
    public var p999: Double
    /// The greatest.
    public var most: Double
  }

  /// Cycles.
  public var cycles: Int
  /// From the beginning of the cycle to that of the callback, in µs: of a client further down the line with what is before it.
  public var wakeUpMicroseconds: Row
  /// The tool's own callback, in µs: what it costs.
  public var busyMicroseconds: Row
  /// From the beginning of the cycle to the end of the callback, as a part of the period.
  public var endOfPeriod: Row

  /// Nil where there were no cycles. Thread: any but audio.
  init?(_ times: CallbackTimes, periodMicroseconds: Double) {
    guard !times.busyNanoseconds.isEmpty else { return nil }
    cycles = times.busyNanoseconds.count
    wakeUpMicroseconds = Row(times.wakeUpMicroseconds, scale: 1)
    busyMicroseconds = Row(times.busyNanoseconds, scale: 1e-3)
    endOfPeriod = Row(times.endMicroseconds, scale: 1 / periodMicroseconds)
  }
}

extension CallbackReport.Row {
  /// Three digits: there are too many cycles to keep them all for a page.
  init(_ values: [Int], scale: Double) {
    var histogram = Histogram<UInt64>(highestTrackableValue: 10_000_000_000, numberOfSignificantValueDigits: .three)
    for value in values { histogram.record(UInt64(max(0, value))) }
    func at(_ percent: Double) -> Double {
      (Double(histogram.valueAtPercentile(percent)) * scale * 1000).rounded() / 1000
    }
    p50 = at(50)
    p99 = at(99)
    p999 = at(99.9)
    most = (Double(values.max() ?? 0) * scale * 1000).rounded() / 1000
  }
}
