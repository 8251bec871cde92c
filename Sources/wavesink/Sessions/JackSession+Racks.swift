// SPDX-License-Identifier: MIT
// A client's connections and form as a rack has them. Main thread.

import Control
import JackHost
import LV2
import Miniport
import Racks
import Realtime

extension JackSession {
  /// The client's state, but for what only the rack's keeper knows of banks.
  mutating func rack() -> Rack {
    var rack = studio.rack()
    // Before the first engine nothing is known of the groups but how many there will be.
    while rack.groups.count < configuration.layout.groupCount { rack.groups.append(Rack.Group()) }
    for group in studio.miniports.keys where rack.groups.indices.contains(group - 1) {
      rack.groups[group - 1].miniport = played(group)
    }
    for name in rack.strips.keys { rack.strips[name] = heard(name) }
    rack.connections = Set(wantedPatches.map { Rack.Connection(port: $0.port, other: $0.other) })
    return rack
  }

  /// Has each group played by what the rack says; how many are played by something else now, and what does not play.
  mutating func setMiniports(_ rack: Rack) -> (changes: Int, problems: [String]) {
    var (changes, problems): (Int, [String]) = (0, [])
    for (index, group) in rack.groups.prefix(configuration.layout.groupCount).enumerated()
    where !isLike(group.miniport, group: index + 1) {
      changes += 1
      if let problem = setMiniport(group.miniport, ofGroup: index + 1) {
        problems.append("group \(index + 1): \(problem)")
      }
    }
    return (changes, problems)
  }

  /// Whether a group is played by this already, with the same controls.
  private func isLike(_ choice: MiniportChoice, group: Int) -> Bool {
    let present = played(group)
    guard var plugin = present.plugin, var wanted = choice.plugin else { return present == choice }
    // A rack does not say it: the plug-in's data do.
    plugin.sendsMIDI = wanted.sendsMIDI
    if let controls = board?.controls(ofGroup: group) { wanted = wanted.named(by: controls) }
    return plugin == wanted
  }

  /// What plays a group, with the state that it has now.
  func played(_ group: Int) -> MiniportChoice {
    let choice = studio.miniport(ofGroup: group)
    guard let wanted = choice.plugin, let controls = board?.controls(ofGroup: group) else { return choice }
    return .plugin(wanted.with(controls, state: board?.state(ofGroup: group)))
  }

  /// Makes these connections and no others; those whose other side is not there are made when it comes.
  mutating func setConnections(_ connections: Set<Rack.Connection>) -> (made: Int, cut: Int) {
    let wanted = Set(connections.map { PatchMemory.Patch(port: $0.port, other: $0.other) })
    let before = wantedPatches
    want(wanted)
    return (wanted.subtracting(before).count, before.subtracting(wanted).count)
  }
}
