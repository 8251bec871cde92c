// SPDX-License-Identifier: MIT
// Measures one callback of one of our clients. Audio thread.

import CJack
import CRealtime
import Realtime

/// The times of one process cycle, from its beginning to its end.
@safe struct CycleClock {
  // Safe because the client outlives its callbacks.
  private let client: OpaquePointer
  private let beganNanoseconds: UInt64
  private let wakeUp: Int32
  private let cycleBegan: UInt64

  /// The callback begins. Thread: audio.
  @_noLocks @_noAllocation
  init(_ client: OpaquePointer) {
    unsafe self.client = unsafe client
    beganNanoseconds = rt_clock_nanoseconds()
    var (frames, period): (UInt32, Float) = (0, 0)
    var (current, next): (UInt64, UInt64) = (0, 0)
    let status = unsafe rt_jack_cycle_times(client, &frames, &current, &next, &period)
    let now = rt_jack_microseconds()
    // A server that has no such times yet answers with an error.
    cycleBegan = status == 0 ? current : now
    wakeUp = CycleClock.distance(from: cycleBegan, to: now)
  }

  /// The callback ends. Thread: audio.
  @_noLocks @_noAllocation
  func end() -> CycleTimes {
    CycleTimes(
      wakeUpMicroseconds: wakeUp,
      busyNanoseconds: UInt32(truncatingIfNeeded: min(rt_clock_nanoseconds() &- beganNanoseconds, UInt64(UInt32.max))),
      endMicroseconds: CycleClock.distance(from: cycleBegan, to: rt_jack_microseconds()))
  }

  @_noLocks @_noAllocation
  private static func distance(from: UInt64, to: UInt64) -> Int32 {
    Int32(truncatingIfNeeded: min(max(Int64(bitPattern: to &- from), -1_000_000_000), 1_000_000_000))
  }
}
