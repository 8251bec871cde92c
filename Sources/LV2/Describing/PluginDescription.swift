// SPDX-License-Identifier: MIT
// What is said of a plug-in. Any thread.

/// A plug-in as its data describe it: nothing of it has been started.
public struct PluginDescription: Sendable, Codable, Equatable {
  /// What it is called by programs.
  public let uri: String
  /// What it is called by people.
  public let name: String
  /// The kind of plug-in, such as Instrument or Reverb.
  public let kind: String
  /// The folder that it is in.
  public let bundle: String
  /// Of its code: minor and micro version, 0 where nothing is said.
  public let version: [Int]
  /// All its ports, in their order.
  public let ports: [PluginPort]
  /// What is set and told by messages: in the order of their URIs.
  public let properties: [PluginProperty]
  /// Features without which it does not run.
  public let requiredFeatures: [String]
  /// It keeps the deadlines of the audio thread.
  public let isRealtimeCapable: Bool
  /// It has state of its own beside its controls.
  public let hasState: Bool
  /// It works on a thread of its own beside the audio.
  public let hasWorker: Bool
  /// Why it cannot be hosted; empty where it can.
  public let obstacles: [String]

  /// Thread: any.
  public var isHostable: Bool { obstacles.isEmpty }

  /// It makes sound of messages. Thread: any.
  public var isInstrument: Bool {
    ports.contains { $0.isInput && $0.hasMIDI } && ports.contains { !$0.isInput && $0.kind == .audio }
      && !ports.contains { $0.isInput && $0.kind == .audio && !$0.isOptional }
  }

  /// It changes sound. Thread: any.
  public var isEffect: Bool {
    ports.contains { $0.isInput && $0.kind == .audio } && ports.contains { !$0.isInput && $0.kind == .audio }
  }

  /// Itself, where it can be hosted for what it is to be. Thread: any but audio.
  func hostable(as role: PluginRole) throws(PluginFault) -> PluginDescription {
    guard isHostable else { throw .notHostable(uri: uri, obstacles: obstacles) }
    if let fault = role.fault(of: self) { throw fault }
    return self
  }

  /// How many numbers are told of it: one for each port, and behind them one for each property.
  public var valueCount: Int { ports.count + properties.count }

  /// What programs set: which of the numbers a control with a symbol is, or a property with a URI, whose values are numbers; nil where there is
  /// none that can be set. Thread: any.
  public func settable(_ name: String) -> Int? {
    if let port = control(name) { return port.index }
    let property = properties.firstIndex { $0.uri == name && $0.isWritable && $0.isNumber }
    return property.map { ports.count + $0 }
  }

  /// The place of a property with a URI, whose values are texts; nil where there is none that can be set. Thread: any.
  public func settableText(_ uri: String) -> Int? {
    properties.firstIndex { $0.uri == uri && $0.isWritable && $0.isText }
  }

  /// The control with a symbol; nil where there is none that can be set. Thread: any.
  public func control(_ symbol: String) -> PluginPort? {
    ports.first { $0.symbol == symbol && $0.kind == .control && $0.isInput }
  }
}
