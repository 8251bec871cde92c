// SPDX-License-Identifier: MIT
// Several threads that share a work. The downloader thread waits for them.

import Glibc
import Realtime
import Synchronization

/// As many threads as there are processors, each of which takes the next piece of a work until none is left.
enum Crew {
  /// Does `work` for each number below `count`, several at a time, in no other order than that of their beginnings.
  /// Thread: worker.
  static func share(_ count: Int, name: String, _ work: @escaping @Sendable (Int) -> Void) {
    let next = Next()
    let threads = (0..<min(count, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))).map { number in
      WorkerThread(name: "\(name) \(number + 1)") {
        var piece = next.take()
        while piece < count {
          work(piece)
          piece = next.take()
        }
      }
    }
    for thread in threads { thread.join() }
  }

  /// What the threads share.
  private final class Next: Sendable {
    private let number = Mutex(0)

    func take() -> Int {
      number.withLock { number in
        defer { number += 1 }
        return number
      }
    }
  }
}
