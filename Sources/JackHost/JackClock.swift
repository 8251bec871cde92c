// SPDX-License-Identifier: MIT
// Which frame a moment is. Any thread but audio, while the client is open.

import CJack
import Glibc
public import Realtime
import Synchronization

/// The server's own estimate of when frames are, which it smooths over the jitter of its wake-ups.
@safe public final class JackClock: @unchecked Sendable {
  // Safe because the handle is used under the lock alone, and taken away before the client is closed.
  private let handle: Mutex<Handle>
  private let statistics: Statistics

  @safe private struct Handle: @unchecked Sendable {
    var client: OpaquePointer?
  }

  init(_ client: OpaquePointer, _ statistics: borrowing Statistics) {
    handle = unsafe Mutex(Handle(client: client))
    self.statistics = statistics.another()
  }

  /// The frame of the host timeline at a moment in nanoseconds of the system's real-time clock, past or to come; the first
  /// frame that is not rendered once the client has closed. Thread: any but audio.
  public func frame(at unixNanoseconds: UInt64) -> FrameTime {
    let next = FrameTime(statistics.integer(.frameTime))
    let counter: UInt32? = handle.withLock { handle in
      guard let client = unsafe handle.client else { return nil }
      var now = timespec()
      unsafe clock_gettime(CLOCK_REALTIME, &now)
      let ahead = Int64(bitPattern: unixNanoseconds &- (UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)))
      let microseconds = Int64(jack_get_time()) + (ahead >= 0 ? ahead + 500 : ahead - 500) / 1000
      return unsafe jack_time_to_frames(client, UInt64(max(0, microseconds)))
    }
    guard let counter else { return next }
    // The counter is 32 bits of a timeline that began when the client did.
    let offset = UInt32(truncatingIfNeeded: statistics.integer(.counterOffset))
    let distance = Int32(bitPattern: counter &+ offset &- UInt32(truncatingIfNeeded: next.frames))
    return FrameTime(max(0, next.frames + Int64(distance)))
  }

  /// The client is about to be closed. Thread: control.
  func close() { handle.withLock { unsafe $0.client = nil } }
}
