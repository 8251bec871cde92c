// SPDX-License-Identifier: MIT
// Where plug-ins are started: what they have to know of the server. Any thread but audio.

public import LV2
public import Realtime
public import Sandbox

/// What plug-ins, and synthesizers in sandboxes, are made for.
public struct PluginSite: Sendable {
  /// Where they are looked for.
  public let library: PluginLibrary
  /// The server's.
  public let rate: SampleRate
  /// Frames of its period.
  public let period: Int
  /// The real-time priority of what runs beside the audio thread; 0 for none.
  public let priority: Int32
  /// The file of the program that hosts them.
  public let sandboxProgram: String
  /// The client's own; nil where no other one can be had.
  public let synthesizer: SynthesizerSite?

  /// Thread: any.
  public init(
    library: PluginLibrary, rate: SampleRate, period: Int, priority: Int32 = 0,
    sandboxProgram: String = SandboxProgram.path, synthesizer: SynthesizerSite? = nil
  ) {
    self.library = library
    self.rate = rate
    self.period = period
    self.priority = priority
    self.sandboxProgram = sandboxProgram
    self.synthesizer = synthesizer
  }

  /// Starts a plug-in, and brings it to the state that is wanted. Thread: control; it loads code, which may wait.
  func start(_ wanted: PluginChoice, as role: PluginRole) throws(PluginFault) -> PluginInstance {
    let plugin = try PluginInstance(
      wanted.uri, in: library.world(bundle: wanted.bundle), rate: rate, period: period, as: role)
    try plugin.prepare(
      preset: wanted.preset, state: wanted.state, controls: wanted.controls, controllers: wanted.controllers)
    return plugin
  }
}
