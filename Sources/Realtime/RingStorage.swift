// SPDX-License-Identifier: MIT
// The memory that both ends of a ring share. Made at setup; each index is stored by one thread.

public import Synchronization

/// How far one end of a ring has come, alone on its cache lines so that the two ends never write the same one.
@safe @usableFromInline
struct RingIndex: ~Copyable {
  /// Elements pushed, or popped, since the beginning; runs freely and wraps. Stored by this end alone.
  @usableFromInline let position = Atomic<Int>(0)
  /// The other end's position when this end last looked. Touched by this end alone.
  @usableFromInline var otherSeen = 0
  /// Two lines of 64 bytes, because processors fetch lines in pairs.
  private let padding = InlineArray<14, Int>(repeating: 0)

  init() {}
}

/// What both ends of a ring see.
///
/// The producer alone stores its position, with release, after the element is written; the consumer reads it with
/// acquire and so sees the element whole. The consumer stores its own with release after the element is copied out; the
/// producer reads that with acquire before it writes the slot again. Each end asks for the other's position only when
/// the one it remembers says full or empty, so most calls touch no line that the other thread writes.
@safe @usableFromInline
struct RingStorage<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline let slots: UnsafeMutablePointer<Element>
  /// Capacity minus one.
  @usableFromInline let mask: Int
  /// Ends not yet destroyed; the last one frees the storage.
  private let ends = EndCount(2)
  private let padding = InlineArray<13, Int>(repeating: 0)
  @usableFromInline var pushed = RingIndex()
  @usableFromInline var popped = RingIndex()

  init(capacity: Int) {
    unsafe slots = .allocate(capacity: capacity)
    mask = capacity - 1
  }

  deinit { unsafe slots.deallocate() }

  /// Gives one end back; the last one frees. Thread: setup or control, never audio.
  @usableFromInline static func release(_ storage: UnsafeMutablePointer<Self>) {
    guard unsafe storage.pointee.ends.takeAway() else { return }
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
  }
}
