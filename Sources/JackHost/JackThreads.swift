// SPDX-License-Identifier: MIT
// The threads that JACK has made for a client. Each announces itself; the control thread asks.

import CRealtime
import Glibc
import Realtime

/// Knows the threads on which callbacks of one client run, and so when none can run any more.
final class JackThreads: Sendable {
  private let arrivals = BlockingQueue<Int32>()

  /// Adds the calling thread. Thread: one that JACK made, before its first cycle.
  func addThisThread() { arrivals.push(rt_this_thread()) }

  /// Waits up to `milliseconds` until all of them have ended; whether they have. Thread: control.
  func areGone(within milliseconds: Int) -> Bool {
    var running: [Int32] = []
    while let thread = arrivals.popIfAny() { running.append(thread) }
    var turns = 0
    running.removeAll { !rt_thread_runs($0) }
    while !running.isEmpty, turns < milliseconds {
      usleep(1000)
      turns += 1
      running.removeAll { !rt_thread_runs($0) }
    }
    // Those that are left are asked for again next time.
    for thread in running { arrivals.push(thread) }
    return running.isEmpty
  }
}
