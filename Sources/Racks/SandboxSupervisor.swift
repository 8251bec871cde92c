// SPDX-License-Identifier: MIT
// The thread that looks after sandboxes. Control threads.

import Glibc
import Realtime
import Synchronization

/// Looks after the sandboxes of a board until it goes.
public final class SandboxSupervisor: Sendable {
  private let isEnding: Flag
  private let thread: WorkerThread

  private final class Flag: Sendable { let isSet = Mutex(false) }

  /// How often it looks, in microseconds: a part of what a plug-in needs to begin.
  private static let pause: UInt32 = 5000
  /// The same where there are none: then only what plug-ins in the process say is to be passed on.
  private static let idlePause: UInt32 = 50_000

  /// Thread: control.
  public init(_ board: SlotBoard) {
    let flag = Flag()
    isEnding = flag
    thread = WorkerThread(name: "sandboxes") {
      while !flag.isSet.withLock({ $0 }) {
        usleep(board.supervise() ? SandboxSupervisor.pause : SandboxSupervisor.idlePause)
      }
    }
  }

  deinit {
    isEnding.isSet.withLock { $0 = true }
    thread.join()
  }
}
