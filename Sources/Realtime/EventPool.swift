// SPDX-License-Identifier: MIT
// Preallocated memory for messages too long for an event. Any thread, the audio thread included.

internal import Synchronization

/// One end of a pool of equal slots for long messages (system exclusive).
///
/// Whoever reserves a slot owns it, fills it and passes its number on; whoever got the number last releases it. All
/// ends are equal, and each may be moved to a thread of its own.
@safe public struct EventPool: ~Copyable, @unchecked Sendable {
  // Safe because all that changes in the storage is atomic, and it lives as long as any end.
  let storage: UnsafeMutablePointer<EventPoolStorage>

  init(_ storage: UnsafeMutablePointer<EventPoolStorage>) { unsafe self.storage = storage }

  deinit { unsafe EventPool.giveBack(storage) }

  /// A slot that was free, or nil when none was found: the caller counts that.
  ///
  /// Thread: any. Wait-free: each slot is tried at most once, so one released during the search may be missed.
  @_noLocks @_noAllocation
  public borrowing func reserve() -> UInt16? {
    for word in 0..<(unsafe storage.pointee.wordCount) {
      var free = unsafe ~storage.pointee.words[word].load(ordering: .relaxed)
      while free != 0 {
        let bit = free.trailingZeroBitCount
        let mask: UInt64 = 1 &<< UInt64(bit)
        // Only the one bit of the old value is looked at: so this is a single instruction on x86-64, not a loop.
        if unsafe storage.pointee.words[word].bitwiseOr(mask, ordering: .acquiring).oldValue & mask == 0 {
          return UInt16(truncatingIfNeeded: word &* 64 &+ bit)
        }
        free &= ~mask
      }
    }
    return nil
  }

  /// The memory of a slot, which belongs to the caller until it releases the slot or passes it on; empty where the pool
  /// has no such slot.
  ///
  /// Thread: any.
  @_noLocks @_noAllocation
  public borrowing func bytes(ofSlot slot: UInt16) -> UnsafeMutableRawBufferPointer {
    guard unsafe slot < storage.pointee.slotCount else {
      return unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }
    let start = unsafe storage.pointee.bytes + Int(slot) &* storage.pointee.slotByteCount
    return unsafe UnsafeMutableRawBufferPointer(start: start, count: storage.pointee.slotByteCount)
  }

  /// Makes a reserved slot free again; a number that no slot has is ignored.
  ///
  /// Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func release(_ slot: UInt16) {
    guard unsafe slot < storage.pointee.slotCount else { return }
    let mask: UInt64 = 1 &<< UInt64(slot & 63)
    unsafe storage.pointee.words[Int(slot >> 6)].bitwiseAnd(~mask, ordering: .releasing)
  }

  /// Slots that are free; by the time the caller looks, perhaps others. Thread: any.
  public var freeCount: Int {
    @_noLocks @_noAllocation get {
      var count = 0
      for word in 0..<(unsafe storage.pointee.wordCount) {
        count &+= unsafe (~storage.pointee.words[word].load(ordering: .relaxed)).nonzeroBitCount
      }
      return count
    }
  }

  /// Slots in all. Thread: any.
  public var slotCount: Int {
    @_noLocks @_noAllocation get { unsafe storage.pointee.slotCount }
  }

  /// Bytes that fit a slot. Thread: any.
  public var slotByteCount: Int {
    @_noLocks @_noAllocation get { unsafe storage.pointee.slotByteCount }
  }
}
