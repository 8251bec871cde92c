// SPDX-License-Identifier: MIT
// Effects, levels and sends of a client. Main thread.

import Control
import JackHost
import LV2
import Miniport
import Racks

extension JackSession {
  /// Changes a strip as somebody has asked; nil: it is to go. Why nothing has changed; nil where it is so.
  mutating func change(_ name: StripName, _ change: StripChange?) -> String? {
    set(name, change?.applied(to: heard(name)), isRack: false).first
  }

  /// From now on a strip is this; nil: there is none. `isRack`: controls of effects that are not named are as at first, and what does not begin
  /// is left out. `anew`: an effect, from 1, that begins anew; controls of the others stay as they are. What is wrong;
  /// where it is no rack, nothing has changed then.
  mutating func set(_ name: StripName, _ wanted: StripChoice?, isRack: Bool, anew: Int? = nil) -> [String] {
    if case .group(let group) = name, group > configuration.layout.groupCount { return ["there is no group \(group)"] }
    for bus in wanted?.sends.keys.sorted() ?? [] where studio.strips[.bus(bus)] == nil {
      return [RackFault.unknownBus(bus).description]
    }
    var faults: [RackFault] = []
    do throws(RackFault) { faults = try board?.set(wanted, of: name, leavesOut: isRack, anew: anew) ?? [] } catch {
      if error == .stopped { loss = .serverGone(reason: "it runs no cycles") }
      return [error.description]
    }
    let isThere = name.isBus ? wanted != nil : wanted.map { !$0.isPlain } ?? false
    let running = wanted.map { self.running($0, name) } ?? []
    studio.setStrip(isThere ? wanted : nil, name, running: running)
    for (index, choice) in (wanted?.inserts ?? []).enumerated() where anew == nil || anew == index + 1 {
      if let plugin = running[index] { studio.setControls(of: choice, plugin, isComplete: isRack) }
    }
    // Groups that have sent to a bus that has gone, and nothing else.
    if name.isBus, wanted == nil {
      for (other, choice) in studio.strips where !other.isBus && choice.isPlain { _ = set(other, nil, isRack: isRack) }
    }
    return faults.map(\.description)
  }

  /// Brings all strips to what a rack says; how many are otherwise now, and what does not play.
  mutating func setStrips(_ rack: Rack) -> (changes: Int, problems: [String]) {
    var (changes, problems): (Int, [String]) = (0, [])
    let names = Set(rack.strips.keys).union(studio.strips.keys).sorted(by: StripName.precedes)
    // A bus is there before somebody sends to it, and goes when nobody does any more.
    let (coming, others) = (names.filter { $0.isBus && rack.strips[$0] != nil }, names.filter { !$0.isBus })
    let going = names.filter { $0.isBus && rack.strips[$0] == nil }
    for name in coming + others + going where !isLike(rack.strips[name], name) {
      if case .group(let group) = name, group > configuration.layout.groupCount { continue }
      changes += 1
      problems += set(name, rack.strips[name], isRack: true).map { "\(name.title): \($0)" }
    }
    return (changes, problems)
  }

  /// Whether a strip is this already, with the same controls.
  private func isLike(_ wanted: StripChoice?, _ name: StripName) -> Bool {
    guard var wanted, let present = heard(name) else { return wanted == nil && studio.strips[name] == nil }
    for index in wanted.inserts.indices {
      guard let controls = board?.controls(ofInsert: index + 1, in: name) else { continue }
      wanted.inserts[index] = wanted.inserts[index].named(by: controls)
    }
    return wanted == present
  }

  /// A strip with the state that its effects have now; nil where there is none.
  func heard(_ name: StripName) -> StripChoice? {
    guard var choice = studio.strips[name] else { return nil }
    for index in choice.inserts.indices {
      guard let controls = board?.controls(ofInsert: index + 1, in: name) else { continue }
      let state = board?.state(ofInsert: index + 1, in: name)
      choice.inserts[index] = choice.inserts[index].with(controls, state: state)
    }
    return choice
  }

  /// The plug-ins of a strip's effects, those that run.
  func running(_ choice: StripChoice, _ name: StripName) -> [StudioPlugin?] {
    choice.inserts.indices.map { index in
      guard let controls = board?.controls(ofInsert: index + 1, in: name),
        let address = board?.address(ofInsert: index + 1, in: name)
      else { return nil }
      return StudioPlugin(controls, group: address)
    }
  }
}

extension PluginChoice {
  /// The same without values that are as at first: what is so is not named.
  func named(by controls: PluginControls) -> PluginChoice {
    var named = self
    if namesChangedControlsAlone { named.controls = controls.withoutFirst(self.controls) }
    return named
  }

  /// The same as it stands now. `state`: nil for one that has none, or does not answer.
  func with(_ controls: PluginControls, state: String?) -> PluginChoice {
    var present = self
    // A preset or a state has set others before: then each is said.
    present.controls = namesChangedControlsAlone ? controls.changed : controls.all
    // One that does not answer, because it is being started anew, keeps the state that it had.
    present.state = state ?? self.state
    return present
  }
}
