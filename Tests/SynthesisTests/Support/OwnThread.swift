// SPDX-License-Identifier: MIT
// A thread whose floating-point settings no other test sees. Any thread.

import CRealtime
import Foundation

/// Runs a piece of a test on a thread of its own.
enum OwnThread {
  /// The result of `body`, on a thread whose processor takes denormal numbers for zero, as JACK's do here, or does not.
  static func run<Value: Sendable>(
    flushingDenormals: Bool, _ body: @escaping @Sendable () throws -> Value
  ) throws -> Value {
    let slot = Slot<Value>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      if flushingDenormals { rt_flush_denormals() }
      slot.result = Result { try body() }
      done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    done.wait()
    guard let result = slot.result else { throw CancellationError() }
    return try result.get()
  }

  // Safe because it is written before the semaphore is signalled, and read after.
  private final class Slot<Value>: @unchecked Sendable {
    var result: Result<Value, any Error>?
  }
}
