// SPDX-License-Identifier: MIT
// Notices that time has passed in which nothing ran. Audio thread.

/// Tells whether process cycles follow each other as they should, by a clock that runs on while the machine sleeps.
///
/// After a stall, of the server, of this client or of the whole machine, what waited for it arrives at once: notes that
/// were due long ago. Bridges deliver them in the first cycle, and a server may run several cycles in a row to catch up.
@frozen public struct StallWatch: BitwiseCopyable, Sendable {
  /// The shortest stall, in nanoseconds; four periods if these are longer. A busy machine hiccups for less.
  @inlinable public static var shortestStall: UInt64 { 250_000_000 }
  /// After a stall what comes in is old for so long, in nanoseconds; a period if that is longer.
  @inlinable public static var staleSpan: UInt64 { 20_000_000 }

  /// When the cycle before began; 0 before the first one.
  private var last: UInt64
  /// Until then what comes in is old.
  private var staleUntil: UInt64

  /// A watch that has seen no cycle. Thread: setup.
  public init() {
    last = 0
    staleUntil = 0
  }

  /// Looks at the clock, in nanoseconds, at the start of a cycle that lasts `period` nanoseconds; true where a stall ends
  /// with it. `isTimeless`: the server freewheels, or has just begun or ended to: then no time is too long.
  ///
  /// Thread: audio, once a cycle.
  @_noLocks @_noAllocation
  public mutating func advance(to now: UInt64, period: UInt64, isTimeless: Bool) -> Bool {
    let isStall = last > 0 && !isTimeless && now &- last > max(StallWatch.shortestStall, 4 &* period)
    last = now
    if isTimeless { staleUntil = 0 }
    if isStall { staleUntil = now &+ max(StallWatch.staleSpan, period) }
    return isStall
  }

  /// Whether notes that come in with the current cycle are old. Thread: audio.
  public var isStale: Bool { @_noLocks @_noAllocation get { last < staleUntil } }
}
