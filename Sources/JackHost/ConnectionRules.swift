// SPDX-License-Identifier: MIT
// What is to be connected by itself. Control thread.

import Miniport

/// Patterns for the ports of others that a client connects itself to, each when it comes; what somebody takes away after that
/// stays away until the port comes again.
public struct ConnectionRules: Sendable {
  /// For each channel group, from the first on, MIDI outputs that play it.
  public let sources: [PortPattern]
  /// Audio inputs that take the sound.
  public let destinations: [PortPattern]
  /// What has been connected already, as long as its port is there.
  private var known: Set<PatchMemory.Patch> = []

  /// Thread: any.
  public init(sources: [PortPattern] = [], destinations: [PortPattern] = []) {
    self.sources = sources
    self.destinations = destinations
  }

  /// Whether there is nothing to do.
  var isEmpty: Bool { sources.isEmpty && destinations.isEmpty }

  /// What is to be connected now. `sources`: the ports that each of the patterns matches; `destinations`: those that any does,
  /// in the server's order. Thread: control.
  mutating func take(
    sources: [[String]], destinations: [String], layout: PortLayout
  ) -> Set<PatchMemory.Patch> {
    var wanted: Set<PatchMemory.Patch> = []
    for (input, matches) in zip(layout.inputNames, sources) {
      for other in matches { wanted.insert(PatchMemory.Patch(port: input, other: other)) }
    }
    let outputs = layout.outputNames
    for ports in ConnectionRules.byClient(destinations) {
      for (index, output) in outputs.enumerated() {
        // Left to every other port of a client, from its first on, right to those between; to one that is alone both.
        let taking = ports.count == 1 ? ports : ports.indices.filter { $0 % 2 == index % 2 }.map { ports[$0] }
        for other in taking { wanted.insert(PatchMemory.Patch(port: output, other: other)) }
      }
    }
    defer { known = wanted }
    return wanted.subtracting(known)
  }

  /// The ports of each client together.
  private static func byClient(_ ports: [String]) -> [[String]] {
    var clients: [(name: Substring, ports: [String])] = []
    for port in ports {
      let name = port.prefix { $0 != ":" }
      if let place = clients.firstIndex(where: { $0.name == name }) {
        clients[place].ports.append(port)
      } else {
        clients.append((name, [port]))
      }
    }
    return clients.map(\.ports)
  }
}
