// SPDX-License-Identifier: MIT
// A client's connections and form as a rack has them. Main thread.

import Control
import JackHost
import Miniport
import Realtime

extension JackSession {
  /// The client's state, but for what only the rack's keeper knows of banks.
  mutating func rack() -> Rack {
    var rack = studio.rack()
    // Before the first engine nothing is known of the groups but how many there will be.
    while rack.groups.count < configuration.layout.groupCount { rack.groups.append(Rack.Group()) }
    for (group, choice) in studio.miniports where rack.groups.indices.contains(group - 1) {
      rack.groups[group - 1].miniport = choice
    }
    rack.connections = Set(wantedPatches.map { Rack.Connection(port: $0.port, other: $0.other) })
    return rack
  }

  /// Has each group played by what the rack says; how many are played by something else now.
  mutating func setMiniports(_ rack: Rack) throws(JackError) -> Int {
    var count = 0
    for (index, group) in rack.groups.enumerated() where studio.miniport(ofGroup: index + 1) != group.miniport {
      try setMiniport(group.miniport, ofGroup: index + 1)
      count += 1
    }
    return count
  }

  /// Makes these connections and no others; those whose other side is not there are made when it comes.
  mutating func setConnections(_ connections: Set<Rack.Connection>) -> (made: Int, cut: Int) {
    let wanted = Set(connections.map { PatchMemory.Patch(port: $0.port, other: $0.other) })
    let before = wantedPatches
    want(wanted)
    return (wanted.subtracting(before).count, before.subtracting(wanted).count)
  }
}
