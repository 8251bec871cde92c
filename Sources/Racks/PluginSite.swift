// SPDX-License-Identifier: MIT
// Where plug-ins are started: what they have to know of the server. Any thread but audio.

internal import Glibc
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
  /// The real-time priority of what runs beside the audio thread; 0 for none.
  public let priority: Int32
  /// The file of the program that hosts plug-ins.
  public let sandboxProgram: String

  /// Thread: any.
  public init(
    library: PluginLibrary, rate: SampleRate, period: Int, priority: Int32 = 0,
    sandboxProgram: String = PluginSite.usualSandbox
  ) {
    self.library = library
    self.rate = rate
    self.period = period
    self.priority = priority
    self.sandboxProgram = sandboxProgram
  }

  /// It lies beside the program that runs, as it is built, or in `lib/wavesink`, as it is installed. Thread: any but audio.
  public static var usualSandbox: String {
    guard let path = unsafe realpath("/proc/self/exe", nil) else { return "wavesink-sandbox" }
    defer { unsafe free(path) }
    let folder = unsafe String(cString: path).split(separator: "/").dropLast()
    let beside = folder.reduce("") { $0 + "/" + $1 } + "/wavesink-sandbox"
    guard unsafe access(beside, X_OK) != 0 else { return beside }
    return folder.dropLast().reduce("") { $0 + "/" + $1 } + "/lib/wavesink/wavesink-sandbox"
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
