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
    rack.connections = Set(wantedPatches.map { Rack.Connection(port: $0.port, other: $0.other) })
    return rack
  }

  /// Makes these connections and no others; those whose other side is not there are made when it comes.
  mutating func setConnections(_ connections: Set<Rack.Connection>) -> (made: Int, cut: Int) {
    let wanted = Set(connections.map { PatchMemory.Patch(port: $0.port, other: $0.other) })
    let before = wantedPatches
    want(wanted)
    return (wanted.subtracting(before).count, before.subtracting(wanted).count)
  }
}
