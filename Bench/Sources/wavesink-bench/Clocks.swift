// SPDX-License-Identifier: MIT
// The two clocks that measurements use.

import Glibc

/// Nanoseconds on a clock of the system.
enum Clocks {
  /// What the processor spent on the calling thread: other programs do not count.
  static func thread() -> UInt64 { read(CLOCK_THREAD_CPUTIME_ID) }

  /// What a clock on the wall would show: other programs count, as they do for a listener.
  static func wall() -> UInt64 { read(CLOCK_MONOTONIC) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
