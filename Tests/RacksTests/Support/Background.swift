// SPDX-License-Identifier: MIT
// Something that waits for the thread that renders. Test threads.

import Realtime
import Synchronization

/// Runs on a thread of its own while the test renders.
final class Background<Result: Sendable>: Sendable {
  private let state = Mutex<Result?>(nil)

  init(_ work: @escaping @Sendable () -> Result) {
    _ = WorkerThread(name: "background") {
      let result = work()
      self.state.withLock { $0 = result }
    }
  }

  var isDone: Bool { result != nil }
  var result: Result? { state.withLock { $0 } }
}
