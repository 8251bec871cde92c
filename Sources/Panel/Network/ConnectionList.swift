// SPDX-License-Identifier: MIT
// The connections that there are. Control threads.

internal import Synchronization

/// All connections: so many and no more, and none that lets others wait.
final class ConnectionList: Sendable {
  private let connections = Mutex<[ObjectIdentifier: Connection]>([:])
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Takes one in; false where there are enough.
  func add(_ connection: Connection) -> Bool {
    connections.withLock { connections in
      guard connections.count < limit else { return false }
      connections[ObjectIdentifier(connection)] = connection
      return true
    }
  }

  func remove(_ connection: Connection) {
    connections.withLock { $0[ObjectIdentifier(connection)] = nil }
  }

  /// Ends those that have been waited for long enough.
  func endOverdue(at now: ContinuousClock.Instant = .now) {
    for connection in all where connection.isOverdue(at: now) { connection.shutDown() }
  }

  /// Ends all.
  func endAll() { for connection in all { connection.shutDown() } }

  private var all: [Connection] { connections.withLock { Array($0.values) } }
}
