// SPDX-License-Identifier: MIT
// How often something is in use on the audio thread. The audio thread counts, a worker looks.

public import Synchronization

/// Counts users of memory that is to go when there are none: voices of a bank.
///
/// One thread counts up and down. Who has made sure that no new user can come, and then sees none, may free what was used:
/// the last user's reads come before its `end()`, which stores with release, and `isInUse` loads with acquire.
@safe public struct UseCount: BitwiseCopyable, @unchecked Sendable {
  // Safe because who made it frees it after the last use, and the number is atomic.
  @usableFromInline let count: UnsafeMutablePointer<Atomic<Int>>

  /// No user. Give the memory back with `deallocate()`. Thread: setup, control or worker.
  public init() {
    unsafe count = .allocate(capacity: 1)
    unsafe count.initialize(to: Atomic(0))
  }

  /// Frees the number; no copy may be used after. Thread: setup, control or worker.
  public func deallocate() {
    unsafe count.deinitialize(count: 1)
    unsafe count.deallocate()
  }

  /// One user more. Thread: audio. Wait-free.
  @_noLocks @_noAllocation
  @inlinable public func begin() {
    unsafe count.pointee.store(count.pointee.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
  }

  /// One user less. Thread: audio. Wait-free.
  @_noLocks @_noAllocation
  @inlinable public func end() {
    unsafe count.pointee.store(count.pointee.load(ordering: .relaxed) &- 1, ordering: .releasing)
  }

  /// Whether somebody uses it. Thread: worker or control.
  public var isInUse: Bool { unsafe count.pointee.load(ordering: .acquiring) != 0 }
}
