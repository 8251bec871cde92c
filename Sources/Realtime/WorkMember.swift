// SPDX-License-Identifier: MIT
// The end of a shared work that helps. A thread of its own.

internal import CRealtime
internal import Synchronization

/// An end that sleeps until there is work, and takes pieces of it; one thread for each.
@safe public struct WorkMember: ~Copyable, @unchecked Sendable {
  // Safe because all that changes in the storage is atomic, and it lives as long as any end.
  private let storage: UnsafeMutablePointer<SharedWorkStorage>
  /// Works that had been opened when this member looked last.
  private var seen: UInt32 = 0

  init(_ storage: UnsafeMutablePointer<SharedWorkStorage>) { unsafe self.storage = storage }

  deinit { unsafe SharedWorkStorage.release(storage) }

  /// Waits until another work is opened: a while awake, because pieces of a period follow each other closely, then asleep.
  /// False when there will be no more. Thread: the member's; it may wait.
  public mutating func waitForWork() -> Bool {
    var looks = 0
    while isNothingNew, looks < 2000 {
      rt_pause()
      looks += 1
    }
    while isNothingNew { sleep() }
    seen = unsafe storage.pointee.opened.pointee.load(ordering: .acquiring)
    return unsafe !storage.pointee.isEnded.load(ordering: .acquiring)
  }

  /// A piece, where one is left. Thread: the member's. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func take() -> Int? { unsafe storage.pointee.take() }

  /// Says that a piece that was taken is finished. Thread: the member's. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func finish() { unsafe storage.pointee.finish() }

  private var isNothingNew: Bool { unsafe storage.pointee.opened.pointee.load(ordering: .acquiring) == seen }

  private borrowing func sleep() {
    unsafe storage.pointee.sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    if unsafe storage.pointee.opened.pointee.load(ordering: .sequentiallyConsistent) == seen {
      unsafe rt_sleep_while(UnsafeRawPointer(storage.pointee.opened).assumingMemoryBound(to: UInt32.self), seen)
    }
    unsafe storage.pointee.sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
  }
}
