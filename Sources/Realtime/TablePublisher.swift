// SPDX-License-Identifier: MIT
// The writing end of a table swap. One worker or control thread.

public import Synchronization

/// The end of a table swap that publishes; one thread at a time.
@safe public struct TablePublisher<Table: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // Safe because only this end stores `published`, and the storage lives as long as either end.
  @usableFromInline let storage: UnsafeMutablePointer<TableSwapStorage<Table>>

  init(_ storage: UnsafeMutablePointer<TableSwapStorage<Table>>) { unsafe self.storage = storage }

  deinit { unsafe TableSwapStorage.release(storage) }

  /// Makes `table` the one that the reader gets next; false, and nothing changed, while the last publication is not
  /// yet acknowledged.
  ///
  /// Thread: any, one at a time. Wait-free.
  @inlinable public borrowing func publish(_ table: Table) -> Bool {
    let last = unsafe storage.pointee.published.load(ordering: .relaxed)
    guard unsafe storage.pointee.acknowledged.load(ordering: .acquiring) == last else { return false }
    let next = last &+ 1
    unsafe storage.pointee.buffers[next & 1] = table
    unsafe storage.pointee.published.store(next, ordering: .releasing)
    return true
  }

  /// Whether the reader uses the latest table, so that no older one, nor anything only an older one points to, will be
  /// read again. True before the first publication.
  ///
  /// Thread: the publishing one. Wait-free.
  @inlinable public var isAcknowledged: Bool {
    let last = unsafe storage.pointee.published.load(ordering: .relaxed)
    return unsafe storage.pointee.acknowledged.load(ordering: .acquiring) == last
  }
}
