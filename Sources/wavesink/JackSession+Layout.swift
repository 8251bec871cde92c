// SPDX-License-Identifier: MIT
// Groups and outputs of a client that come and go. Main thread.

import Control
import JackHost
import Miniport
import Synthesis

extension JackSession {
  /// From now on it has these groups and outputs: ports that stay are not touched, and what sounds goes on. Where the engine has
  /// no room for so many groups the client becomes another one, with the same connections. Throws, and nothing has changed,
  /// where the server has no room for the ports, or has stopped.
  mutating func setLayout(_ wanted: PortLayout) throws(JackError) {
    var layout = JackSession.possible(wanted, hasEffects: sound.hasEffects)
    try endMiniports(above: layout.groupCount)
    layout.midiOutputs = layout.midiOutputs.upTo(layout.groupCount)
    let old = configuration.layout
    guard layout != old else { return }
    let groupLimit = studio.form?.groupLimit ?? 0
    var isDone = true
    do throws(JackError) { isDone = try client?.setLayout(layout, groupLimit: groupLimit) ?? true } catch {
      if case .serverGone = error { loss = error }
      throw error
    }
    configuration.layout = layout
    sound.layout = layout
    studio.setLayout(layout)
    if !isDone { leaveServer() }
    // Those of a client are moved with it.
    if client == nil { patches.move(to: layout, from: old) }
  }

  /// Adds and removes groups and outputs as others have asked.
  mutating func answerLayoutRequests() {
    for request in studio.takeLayoutRequests() {
      let layout = PortLayout(
        groupCount: request.groupCount ?? configuration.layout.groupCount,
        outputs: request.outputs ?? configuration.layout.outputs,
        effects: request.effects ?? configuration.layout.effects, midiOutputs: configuration.layout.midiOutputs)
      do throws(JackError) {
        try setLayout(layout)
        let problem =
          request.miniport.flatMap { setMiniport($0.choice, ofGroup: $0.group) }
          ?? request.strip.flatMap { change($0.name, $0.change) }
        tellStatuses()
        request.finish(problem.map { .failed($0) } ?? .done(configuration.layout))
      } catch { request.finish(.failed(error.description)) }
    }
  }

  /// Lets patchbays read what others call the groups.
  mutating func nameGroups() { client?.name(groups: studio.groupNames) }

  /// The same without an output for effects where there are none.
  static func possible(_ layout: PortLayout, hasEffects: Bool) -> PortLayout {
    guard layout.effects.isApart, !hasEffects else { return layout }
    Console.warning("there are no effects (--no-effects), and no outputs of theirs")
    return PortLayout(groupCount: layout.groupCount, outputs: layout.outputs, midiOutputs: layout.midiOutputs)
  }
}
