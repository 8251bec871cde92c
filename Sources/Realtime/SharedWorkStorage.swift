// SPDX-License-Identifier: MIT
// The memory that the ends of a shared work have in common. Made at setup.

internal import CRealtime
internal import Synchronization

/// What leader and members of a shared work see.
///
/// A work is opened by the leader: the count of its pieces and the next piece are one word, so that whoever takes a piece
/// knows, in one step, whether there was one left. A member that comes too late, into the next work, takes a piece of that
/// one. A work is done when as many pieces have been finished as it has; only then may the next be opened.
@safe struct SharedWorkStorage: ~Copyable {
  /// Count of the pieces << 16 | the next piece. Who finds none left adds to it no more than once, so that the lower half does
  /// not overflow.
  let ticket = Atomic<UInt32>(0)
  /// Pieces that are finished.
  let finished = Atomic<Int>(0)
  /// Works that have been opened: the word on which members sleep. Apart, because the kernel is told its address.
  let opened: UnsafeMutablePointer<Atomic<UInt32>>
  /// Members that sleep or are about to.
  let sleepers = Atomic<Int>(0)
  /// There will be no more work.
  let isEnded = Atomic<Bool>(false)
  /// The leader, and each member that there is.
  let ends = EndCount(1)

  init() {
    unsafe opened = .allocate(capacity: 1)
    unsafe opened.initialize(to: Atomic<UInt32>(0))
  }

  deinit {
    unsafe opened.deinitialize(count: 1)
    unsafe opened.deallocate()
  }

  /// A piece, where one is left. Thread: any of the ends'. Wait-free.
  @_noLocks @_noAllocation
  borrowing func take() -> Int? {
    // First a look: what is all taken need not be written to.
    guard SharedWorkStorage.piece(of: ticket.load(ordering: .relaxed)) != nil else { return nil }
    return SharedWorkStorage.piece(of: ticket.wrappingAdd(1, ordering: .acquiringAndReleasing).oldValue)
  }

  /// Says that a piece that was taken is finished: whoever finds the work done sees what was written. Thread: any of the
  /// ends'. Wait-free.
  @_noLocks @_noAllocation
  borrowing func finish() { finished.wrappingAdd(1, ordering: .acquiringAndReleasing) }

  @_noLocks @_noAllocation
  private static func piece(of ticket: UInt32) -> Int? {
    let next = ticket & 0xFFFF
    return next < ticket >> 16 ? Int(next) : nil
  }

  /// Wakes members that sleep; what was written before is seen by them. Thread: audio or setup.
  @_noLocks @_noAllocation
  borrowing func wake() {
    // In one order with the sleepers' count: either this sees that there is one, or that one sees the new number.
    unsafe opened.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    unsafe rt_wake_all(UnsafeRawPointer(opened).assumingMemoryBound(to: UInt32.self))
  }

  /// Gives one end back; the last one frees. Thread: setup or a member's, never audio.
  static func release(_ storage: UnsafeMutablePointer<Self>) {
    guard unsafe storage.pointee.ends.takeAway() else { return }
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
  }
}
