// SPDX-License-Identifier: MIT
// The reading end of a table swap. The audio thread.

public import Synchronization

/// The end of a table swap that reads; one thread at a time.
@safe public struct TableReader<Table: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // Safe because only this end stores `acknowledged`, and the storage lives as long as either end.
  @usableFromInline let storage: UnsafeMutablePointer<TableSwapStorage<Table>>

  init(_ storage: UnsafeMutablePointer<TableSwapStorage<Table>>) { unsafe self.storage = storage }

  deinit { unsafe TableSwapStorage.release(storage) }

  /// A copy of the latest table, which is acknowledged by this call.
  ///
  /// The copy, and what it points to, may be used until the next call of `current()`: call it once at the start of each
  /// block and keep no older copy.
  /// Thread: audio, or any one thread. Wait-free.
  @inlinable public borrowing func current() -> Table {
    let latest = unsafe storage.pointee.published.load(ordering: .acquiring)
    let table = unsafe storage.pointee.buffers[latest & 1]
    if unsafe storage.pointee.acknowledged.load(ordering: .relaxed) != latest {
      unsafe storage.pointee.acknowledged.store(latest, ordering: .releasing)
    }
    return table
  }

  /// The table that the next call of `current()` will return, where that is another one than the last: to be compared with it, as the
  /// older one is still there.
  ///
  /// Thread: the reading one. Wait-free.
  @inlinable public borrowing func pending() -> Table? {
    let latest = unsafe storage.pointee.published.load(ordering: .acquiring)
    guard unsafe storage.pointee.acknowledged.load(ordering: .relaxed) != latest else { return nil }
    return unsafe storage.pointee.buffers[latest & 1]
  }
}
