// SPDX-License-Identifier: MIT
// Changes the routes of a port while it plays. Control threads.

internal import Realtime

/// The control side of a port's routes. It outlives the port that reads them.
public final class ThruSwitch: Sendable {
  private let tables: TableSwitch<ThruTable>
  private let groupCount: Int

  init(_ publisher: consuming TablePublisher<ThruTable>, initial: ThruTable) {
    tables = TableSwitch(publisher, initial: initial)
    groupCount = initial.groupCount
  }

  /// These are the routes from the next block on. What is held on a channel that a source leaves ends there. False, and nothing has
  /// changed, where no block came in time. Thread: control, one at a time.
  public func set(_ routes: ThruRoutes) -> Bool { tables.publish(ThruTable(routes, groupCount: groupCount)) }
}
