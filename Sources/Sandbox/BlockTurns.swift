// SPDX-License-Identifier: MIT
// Taking turns with the client, block by block. The sandbox's audio threads.

import Realtime
import SandboxProtocol

/// Waits for blocks that the client asks for, and says when they are done.
struct BlockTurns: ~Copyable {
  private let memory: SandboxMemory
  private var number: UInt32 = 0
  private var waiter: SharedWordWaiter

  /// Thread: setup.
  init(_ memory: SandboxMemory) {
    self.memory = memory
    waiter = SharedWordWaiter(memory.request)
  }

  /// The next block; nil where none came for a second. Thread: a sandbox's audio thread.
  mutating func next() -> SandboxHalf? {
    guard waiter.waitForChange(from: number, nanoseconds: 1_000_000_000) else { return nil }
    number = memory.request.load()
    return unsafe SandboxHalf(memory.base, memory.layout, number: number)
  }

  /// It is done. Thread: a sandbox's audio thread.
  func end() {
    memory.reply.store(number)
    memory.reply.wake()
  }
}
