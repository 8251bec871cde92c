// SPDX-License-Identifier: MIT
// What plays the groups, and what their sound goes through. Control threads.

public import LV2
internal import MIDI
internal import Miniport
public import Racks
internal import Realtime
internal import Synthesis
internal import Synchronization

/// A plug-in that runs.
public struct StudioPlugin: Sendable {
  /// Its controls.
  public let controls: PluginControls
  /// What messages for it have as their group.
  public let group: UInt16

  /// Thread: any.
  public init(_ controls: PluginControls, group: Int) {
    self.controls = controls
    self.group = UInt16(group)
  }
}

extension Studio {
  /// What plays a group, from 1, or will play it. Thread: any but audio.
  public func miniport(ofGroup group: Int) -> MiniportChoice { miniports[group] ?? .synthesizer }

  /// What plays the groups that the synthesizer does not. Thread: any but audio.
  public var miniports: [Int: MiniportChoice] { present.miniports }

  /// Effects, levels and sends, as they are or will be. Thread: any but audio.
  public var strips: [StripName: StripChoice] { present.strips }

  /// What a group, from 1, has been told, for a synthesizer that is to play it. Thread: any but audio.
  public func state(ofGroup group: Int) -> GroupState {
    let all = mirror.reports
    guard all.indices.contains(16 * group - 1) else { return GroupState() }
    let reports = all[16 * (group - 1)..<16 * group]
    let reset = reports.first.map { [$0.dialect.resetMessage] } ?? []
    // A property of the whole instrument is every group's.
    let mutes = mix.withLock { $0.told }.sorted().map {
      Event(mute: true, group: UInt16($0 / 16 + 1), channel: UInt8($0 % 16))
    }
    let properties = (propertyEvents() + mutes).filter { $0.group == 0 || Int($0.group) == group }
    return GroupState(messages: reset + reports.flatMap(\.messages), properties: properties)
  }

  /// A group is played by this from now on. `controls`: those of a plug-in that runs. Thread: main.
  public func setMiniport(_ choice: MiniportChoice, ofGroup group: Int, controls: PluginControls? = nil) {
    settings.withLock { $0.miniports[group] = choice == .synthesizer ? nil : choice }
    plugins.withLock { $0[.group(group)] = controls.map { StudioPlugin($0, group: group) } }
  }

  /// A strip is this from now on; nil: there is none. `running`: the plug-ins of its effects, in their order, those that run.
  /// Thread: main.
  public func setStrip(_ choice: StripChoice?, _ name: StripName, running: [StudioPlugin?] = []) {
    settings.withLock { settings in
      settings.strips[name] = choice
      guard choice == nil, case .bus(let bus) = name else { return }
      for other in settings.strips.keys { settings.strips[other]?.sends[bus] = nil }
    }
    plugins.withLock { plugins in
      plugins = plugins.filter { if case .insert(_, name) = $0.key { false } else { true } }
      for (index, plugin) in running.enumerated() { plugins[.insert(index + 1, of: name)] = plugin }
    }
  }

  /// A plug-in that runs.
  func plugin(at address: PluginAddress) throws(ControlFault) -> StudioPlugin {
    guard let found = plugins.withLock({ $0[address] }) else {
      throw ControlFault(.failed, "\(address.title) is no plug-in that runs")
    }
    return found
  }

  /// Brings the controls of a plug-in to these values, and where `isComplete` those that are not named to what they are at first, unless a preset or
  /// a state has set them. Thread: main.
  public func setControls(of plugin: PluginChoice, _ running: StudioPlugin, isComplete: Bool = true) {
    let changes = running.controls.changes(
      to: plugin.controls, isComplete: isComplete && plugin.namesChangedControlsAlone)
    withInput { input in
      for change in changes { input.push(Event(parameter: change.index, change.value, group: running.group)) }
    }
  }

  /// Sets a property of a plug-in that is a text, by its URI, with one of the next blocks.
  func setText(_ uri: String, to text: String, of plugin: StudioPlugin) throws(ControlFault) {
    let controls = plugin.controls
    guard controls.description.settable(uri) == nil else {
      throw ControlFault(.badValue, "expected a number for \(uri), found \(text)")
    }
    guard controls.description.settableText(uri) != nil else {
      throw ControlFault(.badValue, PluginFault.unknownControl(uri: controls.description.uri, symbol: uri).description)
    }
    guard controls.want(text, of: uri) else {
      throw ControlFault(.badValue, "expected a text of 4096 bytes at most, found \(text.utf8.count)")
    }
  }

  /// Sets a control of a plug-in, by its symbol, or a property, by its URI, at a frame.
  func setParameter(
    _ name: String, to value: Float, of plugin: StudioPlugin, at time: FrameTime
  ) throws(ControlFault) {
    let controls = plugin.controls
    guard controls.description.settableText(name) == nil else {
      throw ControlFault(.badValue, "expected a text for \(name), found \(value)")
    }
    guard let index = controls.description.settable(name) else {
      throw ControlFault(
        .badValue, PluginFault.unknownControl(uri: controls.description.uri, symbol: name).description)
    }
    let range = controls.range(ofSettable: index)
    guard range.contains(value) else {
      throw ControlFault(
        .badValue, "expected \(name) of \(range.lowerBound) to \(range.upperBound), found \(value)")
    }
    try push(Event(parameter: index, value, group: plugin.group, time: time))
  }
}
