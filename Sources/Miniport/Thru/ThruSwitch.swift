// SPDX-License-Identifier: MIT
// Changes the routes of a port while it plays. Control threads.

internal import Glibc
internal import Realtime

/// The control side of a port's routes. It outlives the port that reads them.
@safe public final class ThruSwitch: @unchecked Sendable {
  // Safe because one thread at a time has it: its owner's promise.
  private let publisher: TablePublisher<ThruTable>
  /// The one that was published last, and those before that may still be read.
  private var tables: [ThruTable]
  private let groupCount: Int

  /// How long a block is waited for: several of the longest periods.
  private static let patience = Duration.seconds(2)

  init(_ publisher: consuming TablePublisher<ThruTable>, initial: ThruTable) {
    self.publisher = publisher
    tables = [initial]
    groupCount = initial.groupCount
  }

  deinit { for table in tables { table.deallocate() } }

  /// These are the routes from the next block on. What is held on a channel that a source leaves ends there. False, and nothing has
  /// changed, where no block came in time. Thread: control.
  public func set(_ routes: ThruRoutes) -> Bool {
    let deadline = ContinuousClock().now + ThruSwitch.patience
    let new = ThruTable(routes, groupCount: groupCount)
    while !publisher.publish(new) {
      guard ContinuousClock().now < deadline else {
        new.deallocate()
        return false
      }
      usleep(500)
    }
    // All but the last two had been acknowledged before this one could be published.
    while tables.count > 1 { tables.removeFirst().deallocate() }
    tables.append(new)
    return true
  }
}
