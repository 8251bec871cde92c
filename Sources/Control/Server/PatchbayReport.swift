// SPDX-License-Identifier: MIT
// Ports and connections as values for programs. Control threads.

/// What `ctl connections --json` shows: as many ports as fit a datagram. Fields may be added, and are never renamed.
public struct PatchbayReport: Codable, Sendable {
  /// Ports of all clients.
  public let total: Int
  /// Number of the first one here.
  public let first: Int
  /// Some of them: this client's own, then the others.
  public let ports: [Patchbay.Port]
  /// Source and destination of each connection of those that are this client's own.
  public let connections: [[String]]

  init(_ patchbay: Patchbay, first: Int) {
    // A connection goes with the first of its ports that is this client's own.
    let own = Set(patchbay.ports.filter(\.own).map(\.name))
    let byPort = Dictionary(grouping: Set(patchbay.connections)) { connection in
      own.contains(connection.source) ? connection.source : connection.destination
    }
    func connections(of port: Patchbay.Port) -> [[String]] {
      (byPort[port.name] ?? []).map { [$0.source, $0.destination] }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    total = patchbay.ports.count
    self.first = first
    ports = JSONPage.elements(of: patchbay.ports, from: first) { port in
      connections(of: port).reduce(0) { $0 + JSONPage.byteCount($1) }
    }
    self.connections = ports.flatMap(connections)
  }
}
