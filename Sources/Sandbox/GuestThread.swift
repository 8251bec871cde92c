// SPDX-License-Identifier: MIT
// The audio thread of a guest. Main thread of the sandbox.

import CRealtime
import Realtime

/// Runs a guest until that leaves.
final class GuestThread<Guest: BlockGuest & ~Copyable>: @unchecked Sendable {
  // Safe because `guest` is used by its own thread alone.
  private var guest: Guest
  private let numbers = BlockingQueue<Int32>()
  /// Above 0 once it is to leave.
  private let leaving = SharedValues(count: 1)
  /// As the kernel counts it, for who gives it a priority.
  private(set) var number: Int32 = 0

  /// Thread: main.
  init(_ guest: consuming Guest) {
    self.guest = guest
    _ = WorkerThread(name: "sandbox audio") { [self] in
      rt_flush_denormals()
      numbers.push(rt_this_thread())
      while leaving.value(at: 0) == 0 { _ = self.guest.turn() }
    }
    number = numbers.pop() ?? 0
  }

  /// The thread ends when it has looked, and all that it has goes with it: nobody waits for somebody else's code. Thread: main.
  func leave() { leaving.set(1, at: 0) }
}
