// SPDX-License-Identifier: MIT
// What plays the groups. Control threads.

public import LV2
internal import MIDI
internal import Miniport
public import Racks
internal import Realtime
internal import Synchronization

extension Studio {
  /// What plays a group, from 1, or will play it. Thread: any but audio.
  public func miniport(ofGroup group: Int) -> MiniportChoice { miniports[group] ?? .synthesizer }

  /// What plays the groups that the synthesizer does not. Thread: any but audio.
  public var miniports: [Int: MiniportChoice] { present.miniports }

  /// A group is played by this from now on. `controls`: those of a plug-in that runs. Thread: main.
  public func setMiniport(_ choice: MiniportChoice, ofGroup group: Int, controls: PluginControls? = nil) {
    settings.withLock { $0.miniports[group] = choice == .synthesizer ? nil : choice }
    plugins.withLock { $0[group] = controls }
  }

  /// The controls of the plug-in that plays a group.
  func controls(ofGroup group: Int) throws(ControlFault) -> PluginControls {
    guard let found = plugins.withLock({ $0[group] }) else {
      throw ControlFault(.failed, "group \(group) is played by no plug-in")
    }
    return found
  }

  /// Brings the controls of a plug-in to these values, and those that are not named to what they are at first, unless a preset or a state has
  /// set them. Thread: main.
  public func setControls(of plugin: PluginChoice, _ controls: PluginControls, group: Int) {
    let changes = controls.changes(to: plugin.controls, isComplete: plugin.namesChangedControlsAlone)
    withInput { input in
      for change in changes { input.push(Event(parameter: change.port.index, change.value, group: UInt16(group))) }
    }
  }

  /// Sets a control of the plug-in that plays a group, at a frame.
  func setParameter(_ symbol: String, to value: Float, group: Int, at time: FrameTime) throws(ControlFault) {
    let controls = try controls(ofGroup: group)
    guard let port = controls.description.control(symbol) else {
      throw ControlFault(
        .badValue, PluginFault.unknownControl(uri: controls.description.uri, symbol: symbol).description)
    }
    let range = controls.range(of: port)
    guard range.contains(value) else {
      throw ControlFault(
        .badValue, "expected \(symbol) of \(range.lowerBound) to \(range.upperBound), found \(value)")
    }
    try push(Event(parameter: port.index, value, group: UInt16(group), time: time))
  }
}
