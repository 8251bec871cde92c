// SPDX-License-Identifier: MIT
// Which of several rings have something in them. Any thread, the audio thread included.

internal import Synchronization

/// One end of a word in which each producer sets its bit when it has pushed: the consumer of all of them looks there, at one
/// cache line, and at no ring that is empty. A processor that has slept for a period has none of these lines in its caches.
///
/// Whoever rings does so behind its push, with release; whoever listens takes the bits with acquire, and then finds what was pushed.
/// All ends are equal, and each may be moved to a thread of its own.
@safe public struct Doorbell: ~Copyable, @unchecked Sendable {
  // Safe because all that changes in the storage is atomic, and it lives as long as any end.
  private let storage: UnsafeMutablePointer<Storage>

  private struct Storage: ~Copyable {
    let bits = Atomic<UInt32>(0)
    /// Ends not yet destroyed; the last one frees the storage.
    let ends = EndCount(1)
  }

  /// Nobody has rung. Thread: setup.
  public init() {
    unsafe storage = .allocate(capacity: 1)
    unsafe storage.initialize(to: Storage())
  }

  private init(_ storage: UnsafeMutablePointer<Storage>) { unsafe self.storage = storage }

  deinit {
    guard unsafe storage.pointee.ends.takeAway() else { return }
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
  }

  /// One more end. Thread: setup or control.
  public borrowing func another() -> Doorbell {
    unsafe storage.pointee.ends.add()
    return unsafe Doorbell(storage)
  }

  /// Something was pushed to the ring `place`, 0 to 31. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public func ring(_ place: Int) {
    unsafe _ = storage.pointee.bits.bitwiseOr(1 << UInt32(truncatingIfNeeded: place), ordering: .releasing)
  }

  /// A bit for each ring to which something was pushed since the last time. Thread: the popping one. Wait-free.
  @_noLocks @_noAllocation
  public func take() -> UInt32 {
    // A look alone leaves the line where it is.
    guard unsafe storage.pointee.bits.load(ordering: .relaxed) != 0 else { return 0 }
    return unsafe storage.pointee.bits.exchange(0, ordering: .acquiring)
  }
}
