// SPDX-License-Identifier: MIT
// Runs the calling thread as JACK runs its process threads.

import CRealtime
import Glibc

/// How the kernel schedules the calling thread.
enum Scheduling {
  /// JACK's own default for process threads is 10.
  private static let priority: Int32 = 10

  /// Calls `work` with real-time scheduling where that is permitted, and tells it whether it is.
  static func inRealTime<Result>(_ work: (_ isRealTime: Bool) -> Result) -> Result {
    let isRealTime = set(SCHED_FIFO, priority)
    defer { if isRealTime { _ = set(SCHED_OTHER, 0) } }
    return work(isRealTime)
  }

  /// Lets the calling thread take denormal numbers for zero from now on, as each thread of JACK does for our client.
  ///
  /// Not inlined, because the optimiser may move it past arithmetic of a longer function.
  @inline(never) static func flushDenormals() { rt_flush_denormals() }

  /// Sleeps for a quarter of `nanoseconds`. The kernel stops real-time threads that never sleep for 50 ms each second.
  static func rest(after nanoseconds: UInt64) {
    var time = timespec(tv_sec: 0, tv_nsec: Int(min(nanoseconds / 4, 999_999_999)))
    unsafe nanosleep(&time, nil)
  }

  /// Sleeps until the wall clock shows so many nanoseconds, or not at all.
  static func sleep(until nanoseconds: UInt64) {
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    unsafe clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil)
  }

  private static func set(_ policy: Int32, _ priority: Int32) -> Bool {
    var parameters = sched_param(sched_priority: priority)
    return unsafe pthread_setschedparam(pthread_self(), policy, &parameters) == 0
  }
}
