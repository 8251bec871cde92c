// SPDX-License-Identifier: MIT
// Makes a table that one thread replaces while another reads it. Setup thread.

/// Both ends of a table swap: one thread publishes whole tables, another always reads the latest one.
///
/// Take the value apart and move each end to its thread; the memory lives as long as either end. What a table points to
/// belongs to the publisher, who keeps it until the next publication is acknowledged.
@frozen public struct TableSwapEnds<Table: BitwiseCopyable>: ~Copyable {
  /// The end that replaces the table.
  public let publisher: TablePublisher<Table>
  /// The end that reads it.
  public let reader: TableReader<Table>

  /// `initial`: what the reader sees before the first publication.
  ///
  /// Thread: setup.
  public init(initial: Table) {
    let storage = UnsafeMutablePointer<TableSwapStorage<Table>>.allocate(capacity: 1)
    unsafe storage.initialize(to: TableSwapStorage(initial: initial))
    unsafe publisher = TablePublisher(storage)
    unsafe reader = TableReader(storage)
  }
}
