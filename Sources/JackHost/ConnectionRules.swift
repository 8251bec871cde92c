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
  private var known: Set<Wish> = []
  /// Which outputs a port takes, as long as it is there.
  private var sides: [String: Side] = [:]

  /// A port of another client that a rule means.
  struct Wish: Hashable, Sendable {
    /// The channel group that it plays, from 1; 0 where it takes the sound.
    let group: Int
    /// Its full name.
    let other: String
  }

  private enum Side {
    case left, right, both

    func takes(output index: Int) -> Bool {
      switch self {
      case .left: index % 2 == 0
      case .right: index % 2 == 1
      case .both: true
      }
    }
  }

  /// Thread: any.
  public init(sources: [PortPattern] = [], destinations: [PortPattern] = []) {
    self.sources = sources
    self.destinations = destinations
  }

  /// Whether there is nothing to do.
  var isEmpty: Bool { sources.isEmpty && destinations.isEmpty }

  /// What is to be connected now, until `note` is told that it is. `sources`: the ports that each of the patterns matches;
  /// `destinations`: those that any does, in the server's order. Thread: control.
  mutating func wishes(
    sources: [[String]], destinations: [String], layout: PortLayout
  ) -> [Wish: [PatchMemory.Patch]] {
    chooseSides(of: destinations)
    var wishes: [Wish: [PatchMemory.Patch]] = [:]
    for (index, (input, matches)) in zip(layout.inputNames, sources).enumerated() {
      for other in matches {
        wishes[Wish(group: index + 1, other: other)] = [PatchMemory.Patch(port: input, other: other)]
      }
    }
    let outputs = layout.outputNames
    for other in destinations {
      let taken = outputs.indices.filter { sides[other]?.takes(output: $0) ?? false }
      wishes[Wish(group: 0, other: other)] = taken.map { PatchMemory.Patch(port: outputs[$0], other: other) }
    }
    known.formIntersection(wishes.keys)
    return wishes.filter { !known.contains($0.key) }
  }

  /// It is connected. Thread: control.
  mutating func note(_ wish: Wish) { known.insert(wish) }

  /// Left for every other port of a client, from its first on, right for those between, both for one that is alone; as it was
  /// when the port was first seen.
  private mutating func chooseSides(of ports: [String]) {
    sides = sides.filter { ports.contains($0.key) }
    let clients = Dictionary(grouping: ports) { $0.prefix { $0 != ":" } }
    for siblings in clients.values {
      for (index, port) in siblings.enumerated() where sides[port] == nil {
        sides[port] = siblings.count == 1 ? .both : index % 2 == 0 ? .left : .right
      }
    }
  }
}
