// SPDX-License-Identifier: MIT
// What plays the groups of a client. Main thread.

import Control
import JackHost
import LV2
import Miniport
import Racks
import Realtime

extension JackSession {
  /// The miniports of an engine that comes; what does not play is told: its group is silent, and an effect is left out.
  func makeBoard(rate: SampleRate, period: Int, priority: Int32) -> SlotBoard {
    let site = PluginSite(
      library: library, rate: rate, period: period, priority: priority,
      synthesizer: SynthesizerSite(sound, downloader))
    let board = SlotBoard(studio.miniports, strips: studio.strips, site: site, statistics: statistics.another())
    for (strip, choice, fault) in board.faults {
      let isEffect = studio.strips[strip]?.inserts.contains { .plugin($0) == choice } ?? false
      Console.warning("\(strip.title) \(isEffect ? "has an effect less" : "is silent"): \(fault)")
    }
    return board
  }

  /// Lets others see the controls of the plug-ins that have begun.
  func showPlugins() {
    for (group, choice) in studio.miniports {
      studio.setMiniport(choice, ofGroup: group, controls: board?.controls(ofGroup: group))
    }
    for (name, choice) in studio.strips { studio.setStrip(choice, name, running: running(choice, name)) }
  }

  /// Keeps what the plug-ins are like, for the next engine.
  func keepPlugins() {
    for group in studio.miniports.keys { studio.setMiniport(played(group), ofGroup: group) }
    for name in studio.strips.keys { studio.setStrip(heard(name), name) }
  }

  /// Lets others see how the miniports and effects are.
  func tellStatuses() { studio.setStatuses(board?.statuses ?? [:]) }

  /// Says what has become of sandboxes.
  func reportSandboxes() { for notice in board?.takeNotices() ?? [] { Console.warning(notice) } }

  /// From now on this plays a group, from 1, whose MIDI output comes before it plays or goes after it has. Why nothing has changed;
  /// nil where it is so.
  mutating func setMiniport(_ wanted: MiniportChoice, ofGroup group: Int) -> String? {
    guard group <= configuration.layout.groupCount else { return "there is no group \(group)" }
    let choice = resolved(wanted)
    do throws(JackError) {
      var layout = configuration.layout
      if choice.hasMIDIOutput { layout.midiOutputs.insert(group) }
      try setLayout(layout)
      let fault = try play(group, with: choice)
      if studio.miniport(ofGroup: group).hasMIDIOutput { return fault?.description }
      layout.midiOutputs.remove(group)
      try setLayout(layout)
      return fault?.description
    } catch { return error.description }
  }

  /// The synthesizer plays the groups above this one, which are about to go.
  mutating func endMiniports(above last: Int) throws(JackError) {
    for group in studio.miniports.keys.sorted() where group > last { _ = try play(group, with: .synthesizer) }
    for case .group(let group) in studio.strips.keys where group > last { _ = set(.group(group), nil, isRack: false) }
  }

  /// The same with what only the plug-in's data say.
  private func resolved(_ choice: MiniportChoice) -> MiniportChoice { JackSession.resolved(choice, library) }

  /// A rack whose plug-ins say whether they have MIDI outputs, which no file says.
  static func resolved(_ rack: Rack, _ library: PluginLibrary) -> Rack {
    var rack = rack
    for group in rack.groups.indices { rack.groups[group].miniport = resolved(rack.groups[group].miniport, library) }
    return rack
  }

  private static func resolved(_ choice: MiniportChoice, _ library: PluginLibrary) -> MiniportChoice {
    guard var plugin = choice.plugin else { return choice }
    let ports = library.description(of: plugin.uri, bundle: plugin.bundle)?.ports ?? []
    plugin.sendsMIDI = ports.contains { !$0.isInput && $0.hasMIDI }
    return .plugin(plugin)
  }

  /// Why it does not, where the plug-in is to blame; throws where the server has stopped.
  /// `isAnew`: it begins anew even where the same plays already.
  mutating func play(
    _ group: Int, with choice: MiniportChoice, isAnew: Bool = false
  ) throws(JackError) -> RackFault? {
    do throws(RackFault) {
      try board?.set(choice, group: group, state: studio.state(ofGroup: group), isAnew: isAnew)
    } catch {
      guard error == .stopped else { return error }
      let stop = JackError.serverGone(reason: "it runs no cycles")
      loss = stop
      throw stop
    }
    let controls = board?.controls(ofGroup: group)
    studio.setMiniport(choice, ofGroup: group, controls: controls)
    if let plugin = choice.plugin, let controls {
      studio.setControls(of: plugin, StudioPlugin(controls, group: group))
    }
    return nil
  }
}
