// SPDX-License-Identifier: MIT
// The reading end of a ring. Any one thread, the audio thread included.

public import Synchronization

/// The end of a ring that pops; one thread at a time.
@safe public struct RingConsumer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // Safe because only this end stores `popped`, and the storage lives as long as either end.
  @usableFromInline let storage: UnsafeMutablePointer<RingStorage<Element>>

  init(_ storage: UnsafeMutablePointer<RingStorage<Element>>) { unsafe self.storage = storage }

  deinit { unsafe RingStorage.release(storage) }

  /// Takes the oldest element, or nil when the ring is empty.
  ///
  /// Thread: any, one at a time. Wait-free.
  @inlinable public borrowing func pop() -> Element? {
    let tail = unsafe storage.pointee.popped.position.load(ordering: .relaxed)
    guard hasElement(at: tail) else { return nil }
    let element = unsafe storage.pointee.slots[tail & storage.pointee.mask]
    unsafe storage.pointee.popped.position.store(tail &+ 1, ordering: .releasing)
    return element
  }

  /// The oldest element, which stays, or nil when the ring is empty.
  ///
  /// Thread: the popping one. Wait-free.
  @inlinable public borrowing func peek() -> Element? {
    let tail = unsafe storage.pointee.popped.position.load(ordering: .relaxed)
    guard hasElement(at: tail) else { return nil }
    return unsafe storage.pointee.slots[tail & storage.pointee.mask]
  }

  /// Whether the slot at position `tail` is filled; asks the producer only when the remembered position says no.
  @inlinable borrowing func hasElement(at tail: Int) -> Bool {
    if unsafe tail != storage.pointee.popped.otherSeen { return true }
    let head = unsafe storage.pointee.pushed.position.load(ordering: .acquiring)
    unsafe storage.pointee.popped.otherSeen = head
    return tail != head
  }

  /// Elements that wait; by the time the caller looks, perhaps more. Thread: the popping one.
  @inlinable public var count: Int {
    let tail = unsafe storage.pointee.popped.position.load(ordering: .relaxed)
    return unsafe storage.pointee.pushed.position.load(ordering: .relaxed) &- tail
  }

  /// Elements that fit. Thread: any.
  @inlinable public var capacity: Int { unsafe storage.pointee.mask + 1 }
}
