// SPDX-License-Identifier: MIT
// When the next work is due. A member's thread.

/// Foretells works that come at even intervals, as those of periods do.
///
/// A thread that sleeps takes its time to wake, some tens of microseconds on an idle processor: as long as the work itself. One
/// that wakes of itself a moment before is there in time.
struct WorkRhythm: BitwiseCopyable {
  /// Nanoseconds before a work is due at which to be awake; an eighth of the interval where that is less.
  private static let longestLead: UInt64 = 100_000
  /// Intervals that are longer foretell nothing.
  private static let longestInterval: UInt64 = 250_000_000

  private var last: UInt64 = 0
  private var interval: UInt64 = 0
  /// The last two intervals were the same but for an eighth.
  private var isEven = false

  /// A work has come after a pause, at a time on the clock of `rt_clock_nanoseconds`.
  mutating func note(_ now: UInt64) {
    let new = now &- last
    let difference = new > interval ? new - interval : interval - new
    isEven = last > 0 && interval > 0 && new <= WorkRhythm.longestInterval && difference <= interval / 8
    (last, interval) = (now, new)
  }

  /// When to be awake, and until when it is worth staying so; nil where nothing is foretold.
  var watch: (from: UInt64, to: UInt64)? {
    guard isEven else { return nil }
    let lead = min(WorkRhythm.longestLead, interval / 8)
    return (last + interval - lead, last + interval + lead)
  }
}
