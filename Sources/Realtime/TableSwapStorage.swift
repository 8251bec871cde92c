// SPDX-License-Identifier: MIT
// The memory that both ends of a table swap share. Made at setup; each number is stored by one thread.

public import Synchronization

/// What publisher and reader of a table see.
///
/// Publication number n lies in buffer n mod 2. The publisher writes the buffer, then stores n in `published` with
/// release; the reader loads it with acquire and so sees the table, and all that it points to, whole. The reader
/// stores n in `acknowledged` with release after its last use of table n − 1; the publisher loads that with acquire
/// before it writes again, and so may also reuse or free what table n − 1 pointed to. While table n waits to be
/// acknowledged nothing is written: the reader never meets a buffer that changes under it.
@safe @usableFromInline
struct TableSwapStorage<Table: BitwiseCopyable>: ~Copyable {
  /// Two tables.
  @usableFromInline let buffers: UnsafeMutablePointer<Table>
  /// Number of the latest publication; 0 is the initial table. Stored by the publisher alone.
  @usableFromInline let published = Atomic<Int>(0)
  /// Number of the publication that the reader uses. Stored by the reader alone.
  @usableFromInline let acknowledged = Atomic<Int>(0)
  /// Ends not yet destroyed; the last one frees the storage.
  private let ends = EndCount(2)

  init(initial: Table) {
    unsafe buffers = .allocate(capacity: 2)
    unsafe buffers.initialize(repeating: initial, count: 2)
  }

  deinit { unsafe buffers.deallocate() }

  /// Gives one end back; the last one frees. Thread: setup or control, never audio.
  @usableFromInline static func release(_ storage: UnsafeMutablePointer<Self>) {
    guard unsafe storage.pointee.ends.takeAway() else { return }
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
  }
}
