// SPDX-License-Identifier: MIT
// The writing end of a ring. Any one thread, the audio thread included.

public import Synchronization

/// The end of a ring that pushes; one thread at a time.
@safe public struct RingProducer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // Safe because only this end stores `pushed`, and the storage lives as long as either end.
  @usableFromInline let storage: UnsafeMutablePointer<RingStorage<Element>>

  init(_ storage: UnsafeMutablePointer<RingStorage<Element>>) { unsafe self.storage = storage }

  deinit { unsafe RingStorage.release(storage) }

  /// Adds an element; false, and nothing added, when the ring is full: the caller counts that.
  ///
  /// Thread: any, one at a time. Wait-free.
  @inlinable public borrowing func push(_ element: Element) -> Bool {
    let head = unsafe storage.pointee.pushed.position.load(ordering: .relaxed)
    if unsafe head &- storage.pointee.pushed.otherSeen > storage.pointee.mask {
      let tail = unsafe storage.pointee.popped.position.load(ordering: .acquiring)
      unsafe storage.pointee.pushed.otherSeen = tail
      guard unsafe head &- tail <= storage.pointee.mask else { return false }
    }
    unsafe storage.pointee.slots[head & storage.pointee.mask] = element
    unsafe storage.pointee.pushed.position.store(head &+ 1, ordering: .releasing)
    return true
  }

  /// Elements pushed and not yet popped; by the time the caller looks, perhaps fewer. Thread: the pushing one.
  @inlinable public var count: Int {
    let head = unsafe storage.pointee.pushed.position.load(ordering: .relaxed)
    return unsafe head &- storage.pointee.popped.position.load(ordering: .relaxed)
  }

  /// Elements that fit. Thread: any.
  @inlinable public var capacity: Int { unsafe storage.pointee.mask + 1 }
}
