// SPDX-License-Identifier: MIT
// Plug-ins that begin anew with a preset. Main thread.

import Control
import JackHost
import LV2
import Racks

extension JackSession {
  /// Brings plug-ins to presets as others have asked.
  mutating func answerPresetRequests() {
    for request in studio.takePresetRequests() {
      let problem: String?
      switch request.address {
      case .group(let group): problem = load(request.preset.uri, intoGroup: group)
      case .insert(let number, let name): problem = load(request.preset.uri, intoInsert: number, of: name)
      }
      tellStatuses()
      if let problem { request.fail(problem) } else { request.finish() }
    }
  }

  /// Why nothing has changed; nil where it plays so.
  private mutating func load(_ preset: String, intoGroup group: Int) -> String? {
    guard let present = studio.miniport(ofGroup: group).plugin, board != nil else {
      return "group \(group) is no plug-in that runs"
    }
    do throws(JackError) {
      return try play(group, with: .plugin(present.beginning(with: preset)), isAnew: true)?.description
    } catch { return error.description }
  }

  private mutating func load(_ preset: String, intoInsert number: Int, of name: StripName) -> String? {
    guard var strip = studio.strips[name], let present = heard(name), strip.inserts.indices.contains(number - 1),
      board != nil
    else { return "insert \(number) of \(name.title) is no plug-in that runs" }
    // The others play on as they are.
    for index in strip.inserts.indices { strip.inserts[index].controls = present.inserts[index].controls }
    strip.inserts[number - 1] = strip.inserts[number - 1].beginning(with: preset)
    return set(name, strip, isRack: false, anew: number).first
  }
}

extension PluginChoice {
  /// The same with a preset, and as that has it.
  fileprivate func beginning(with preset: String) -> PluginChoice {
    var choice = self
    (choice.preset, choice.state, choice.controls) = (preset, nil, [:])
    return choice
  }
}
