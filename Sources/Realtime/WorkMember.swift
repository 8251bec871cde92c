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
  private var rhythm = WorkRhythm()

  init(_ storage: UnsafeMutablePointer<SharedWorkStorage>) { unsafe self.storage = storage }

  deinit { unsafe SharedWorkStorage.release(storage) }

  /// Waits until another work is opened: a while awake, because works of a period follow each other closely, then asleep; where
  /// periods come at even intervals it is awake again a moment before the next. False when there will be no more.
  /// Thread: the member's; it may wait.
  public mutating func waitForWork() -> Bool {
    var looks = 0
    while isNothingNew, looks < 2000 {
      rt_pause()
      looks += 1
    }
    if isNothingNew {
      if let watch = rhythm.watch { awaitNext(watch) }
      while isNothingNew { sleep() }
      rhythm.note(rt_clock_nanoseconds())
    }
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

  /// Sleeps until it is time, and then looks again and again; comes back when there is work, or none has come in time.
  private borrowing func awaitNext(_ watch: (from: UInt64, to: UInt64)) {
    // A sleep may end early.
    var now = rt_clock_nanoseconds()
    while isNothingNew, now < watch.from {
      sleep(nanoseconds: watch.from - now)
      now = rt_clock_nanoseconds()
    }
    while isNothingNew, rt_clock_nanoseconds() < watch.to { for _ in 0..<16 { rt_pause() } }
  }

  /// `nanoseconds`: how long at most; 0 for any time.
  private borrowing func sleep(nanoseconds: UInt64 = 0) {
    unsafe storage.pointee.sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    if unsafe storage.pointee.opened.pointee.load(ordering: .sequentiallyConsistent) == seen {
      unsafe rt_sleep_while(
        UnsafeRawPointer(storage.pointee.opened).assumingMemoryBound(to: UInt32.self), seen, nanoseconds)
    }
    unsafe storage.pointee.sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
  }
}
