// SPDX-License-Identifier: MIT
// Where plug-ins are started: what they have to know of the server. Any thread but audio.

public import LV2
public import Realtime

/// What plug-ins are made for.
public struct PluginSite: Sendable {
  /// Where they are looked for.
  public let library: PluginLibrary
  /// The server's.
  public let rate: SampleRate
  /// Frames of its period.
  public let period: Int

  /// Thread: any.
  public init(library: PluginLibrary, rate: SampleRate, period: Int) {
    self.library = library
    self.rate = rate
    self.period = period
  }

  /// Starts a plug-in, and brings it to the state that is wanted. Thread: control; it loads code, which may wait.
  func start(_ wanted: PluginChoice) throws(PluginFault) -> PluginInstance {
    let plugin = try PluginInstance(wanted.uri, in: library.world(bundle: wanted.bundle), rate: rate, period: period)
    if let preset = wanted.preset { try plugin.restore(preset: preset) }
    if let state = wanted.state { try plugin.restore(stateText: state) }
    for (symbol, value) in wanted.controls { try plugin.set(symbol, to: value) }
    for (controller, symbol) in wanted.controllers { try plugin.bind(controller: controller, to: symbol) }
    return plugin
  }
}
