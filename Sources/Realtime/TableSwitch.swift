// SPDX-License-Identifier: MIT
// Replaces tables that own memory under the audio thread. Setup and control threads.

internal import Glibc

/// A table whose memory somebody has to free when nobody reads it any more.
public protocol OwnedTable: BitwiseCopyable {
  /// No copy may be used after. Thread: setup or control.
  func deallocate()
}

/// The control side of a table swap whose tables own memory. It lives as long as who reads them.
@safe public final class TableSwitch<Table: OwnedTable>: @unchecked Sendable {
  // Safe because one control thread at a time has it: its owner's promise.
  private let publisher: TablePublisher<Table>
  /// The one that was published last, and those before that may still be read.
  private var tables: [Table]

  /// How long a block is waited for: several of the longest periods.
  private static var patience: Duration { .seconds(2) }

  /// `initial`: what the reader of the same swap has. Thread: setup.
  public init(_ publisher: consuming TablePublisher<Table>, initial: Table) {
    self.publisher = publisher
    tables = [initial]
  }

  deinit { for table in tables { table.deallocate() } }

  /// Makes this the table of the next block. False, and it is freed and nothing has changed, where no block has taken the one before over in
  /// time. Thread: control.
  public func publish(_ new: Table) -> Bool {
    guard waitFor({ publisher.publish(new) }) else {
      new.deallocate()
      return false
    }
    // All but the last two had been let go of before this one could be published.
    while tables.count > 1 { tables.removeFirst().deallocate() }
    tables.append(new)
    return true
  }

  /// The same, and waits until the table is read: what only those before have led to is not used any more then. False where no block
  /// came in time. Thread: control.
  public func replace(with new: Table) -> Bool {
    guard publish(new), waitFor({ publisher.isAcknowledged }) else { return false }
    while tables.count > 1 { tables.removeFirst().deallocate() }
    return true
  }

  private func waitFor(_ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock().now + TableSwitch.patience
    while !condition() {
      guard ContinuousClock().now < deadline else { return false }
      usleep(500)
    }
    return true
  }
}
