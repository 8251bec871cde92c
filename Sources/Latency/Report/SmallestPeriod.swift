// SPDX-License-Identifier: MIT
// How short a period may be. Any thread.

/// The smallest period at which a synth holds out: no xrun, and 99.9 % of all cycles over before a share of the period has passed.
public struct SmallestPeriod: Sendable, Equatable {
  /// More of a period than this leaves no room for what a system does beside it.
  public static let mostOfPeriod = 0.7

  /// One measurement.
  public struct Point: Sendable {
    /// Frames.
    public let period: Int
    /// Periods that the server missed.
    public let xruns: Int
    /// When 99.9 % of the cycles were over, as a part of the period.
    public let endOfCycle: Double
    /// How long it was measured.
    public let seconds: Int

    /// Thread: any.
    public init(period: Int, xruns: Int, endOfCycle: Double, seconds: Int) {
      (self.period, self.xruns, self.endOfCycle, self.seconds) = (period, xruns, endOfCycle, seconds)
    }
  }

  /// Frames; nil where it holds out at none of them.
  public let frames: Int?
  /// How long it was measured at each period, at least.
  public let seconds: Int

  /// Nil where there are not several periods to choose from. Thread: any.
  public init?(_ points: [Point]) {
    guard Set(points.map(\.period)).count > 1 else { return nil }
    // A period that was measured twice holds where it has held both times.
    let failed = Set(points.filter { $0.xruns > 0 || $0.endOfCycle >= SmallestPeriod.mostOfPeriod }.map(\.period))
    frames = points.map(\.period).filter { !failed.contains($0) }.min()
    seconds = points.map(\.seconds).min() ?? 0
  }

  /// A line for people; `name`: of the synth and its load. Thread: any.
  public func sentence(about name: String) -> String {
    let found = frames.map { "\($0) frames" } ?? "none of these"
    return "\(name): smallest period without an xrun in \(seconds) s and with p99.9 of the cycle under 70 %: \(found)"
  }
}
