// SPDX-License-Identifier: MIT
// A thread whose floating-point settings no other test sees. Any thread.

import CRealtime
import Realtime

/// Runs a piece of a test on a thread of its own.
enum OwnThread {
  /// The result of `body`, on a thread whose processor takes denormal numbers for zero, as JACK's do here, or does not.
  static func run<Value: Sendable>(
    flushingDenormals: Bool, _ body: @escaping @Sendable () throws -> Value
  ) throws -> Value {
    let slot = Slot<Value>()
    WorkerThread(name: "own thread") {
      if flushingDenormals { rt_flush_denormals() }
      slot.result = Result { try body() }
    }.join()
    guard let result = slot.result else { throw CancellationError() }
    return try result.get()
  }

  // Safe because it is written before the thread ends, and read after.
  private final class Slot<Value>: @unchecked Sendable {
    var result: Result<Value, any Error>?
  }
}
