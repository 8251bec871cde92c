// SPDX-License-Identifier: MIT
// The end of a shared work that divides it. The audio thread.

internal import CRealtime
internal import Glibc
internal import Synchronization

/// The end that opens a work in pieces, again and again, takes part in it, and sees that it is done; one thread at a time.
/// What the pieces are, leader and members know.
///
/// It never sleeps: it takes pieces itself until none is left, and then looks, for a limited time, whether the members have
/// finished theirs.
@safe public struct WorkLeader: ~Copyable, @unchecked Sendable {
  // Safe because all that changes in the storage is atomic, and it lives as long as any end.
  private let storage: UnsafeMutablePointer<SharedWorkStorage>
  /// Pieces of the work that was opened last.
  private var pieceCount = 0

  /// A work without members. Thread: setup.
  public init() {
    unsafe storage = .allocate(capacity: 1)
    unsafe storage.initialize(to: SharedWorkStorage())
  }

  /// One more member, to be moved to its thread. Thread: setup, before the first work is opened.
  public borrowing func makeMember() -> WorkMember {
    unsafe storage.pointee.ends.add()
    return unsafe WorkMember(storage)
  }

  deinit {
    waitUntilDone()
    unsafe storage.pointee.isEnded.store(true, ordering: .sequentiallyConsistent)
    unsafe storage.pointee.wake()
    unsafe SharedWorkStorage.release(storage)
  }

  /// Waits for members that are still at work, before memory goes that they work on. Thread: setup, never audio.
  public borrowing func waitUntilDone() {
    while !isDone { usleep(100) }
  }

  /// The most pieces that a work has.
  public static var pieceLimit: Int { @_noLocks @_noAllocation get { 1 << 14 } }

  /// True when every piece of the last work is finished, and what was written in it can be seen. Thread: the leader's.
  public var isDone: Bool {
    @_noLocks @_noAllocation get { unsafe storage.pointee.finished.load(ordering: .acquiring) == pieceCount }
  }

  /// Lays out so many pieces, up to `pieceLimit`, and wakes the members. The last work is done. Thread: audio. A system
  /// call where a member sleeps, which does not wait for it.
  @_noLocks @_noAllocation
  public mutating func open(pieceCount: Int) {
    self.pieceCount = min(max(pieceCount, 0), WorkLeader.pieceLimit)
    unsafe storage.pointee.finished.store(0, ordering: .relaxed)
    let ticket = UInt32(truncatingIfNeeded: self.pieceCount) << 16
    unsafe storage.pointee.ticket.store(ticket, ordering: .releasing)
    unsafe storage.pointee.wake()
  }

  /// A piece, where one is left. Thread: audio. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func take() -> Int? { unsafe storage.pointee.take() }

  /// Says that a piece that was taken is finished. Thread: audio. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func finish() { unsafe storage.pointee.finish() }

  /// Looks again and again whether the work is done, until a time on the clock of `rt_clock_nanoseconds`; false when it is not.
  /// Thread: audio.
  @_noLocks @_noAllocation
  public borrowing func isDone(before deadline: UInt64) -> Bool {
    repeat {
      for _ in 0..<16 {
        if isDone { return true }
        rt_pause()
      }
    } while rt_clock_nanoseconds() < deadline
    return isDone
  }
}
