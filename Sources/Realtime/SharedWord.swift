// SPDX-License-Identifier: MIT
// A number in memory that two processes share. Any thread.

internal import CRealtime
internal import Synchronization

/// One 32-bit number of a mapping, by which two processes take turns.
///
/// What was written before a store is seen after the load that reads its value.
@safe public struct SharedWord: BitwiseCopyable, @unchecked Sendable {
  // Safe because it lies in a mapping that outlives this value, and every access is atomic.
  private let word: UnsafeMutablePointer<Atomic<UInt32>>

  /// `address`: aligned to 4 bytes, of memory that outlives this value. Thread: any.
  @_noLocks @_noAllocation
  @unsafe public init(_ address: UnsafeMutableRawPointer) {
    unsafe word = address.assumingMemoryBound(to: Atomic<UInt32>.self)
  }

  /// Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public func load() -> UInt32 { unsafe word.pointee.load(ordering: .acquiring) }

  /// Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public func store(_ value: UInt32) { unsafe word.pointee.store(value, ordering: .releasing) }

  /// Wakes who sleeps on it, in whichever process. Thread: any.
  @_noLocks @_noAllocation
  public func wake() { unsafe rt_wake_process(UnsafeRawPointer(word).assumingMemoryBound(to: UInt32.self)) }

  /// Sleeps while it holds a value, for so long at most; it may return early. Thread: any; the audio thread only with a part of its period.
  @_noLocks @_noAllocation
  public func sleep(while value: UInt32, nanoseconds: UInt64) {
    unsafe rt_await_process(UnsafeRawPointer(word).assumingMemoryBound(to: UInt32.self), value, nanoseconds)
  }
}
