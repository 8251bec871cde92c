// SPDX-License-Identifier: MIT
// Which plug-in is in a place of a rack, and how. Any thread but audio.

/// A plug-in and what it is to begin with.
public struct PluginChoice: Hashable, Sendable {
  /// What programs call it.
  public var uri: String
  /// Where it runs.
  public var mode: PluginMode
  /// The sandbox that it shares with others, by its name; nil for one of its own.
  public var sandboxGroup: String?
  /// A bundle that is seen for this plug-in alone; nil for what is installed.
  public var bundle: String?
  /// A preset to begin with, by its URI or name.
  public var preset: String?
  /// Values of controls, by their symbols.
  public var controls: [String: Float]
  /// Controls that are moved by controllers, 0 to 127, over their whole range.
  public var controllers: [Int: String]
  /// What it has of its own, as LV2 writes it; nil for what it begins with.
  public var state: String?
  /// It sends messages out, by a MIDI output of the group.
  public var sendsMIDI: Bool

  /// Thread: any.
  public init(
    uri: String, mode: PluginMode = .sandbox, sandboxGroup: String? = nil, bundle: String? = nil, preset: String? = nil,
    controls: [String: Float] = [:],
    controllers: [Int: String] = [:], state: String? = nil, sendsMIDI: Bool = false
  ) {
    self.uri = uri
    self.mode = mode
    self.sandboxGroup = sandboxGroup
    self.bundle = bundle
    self.preset = preset
    self.controls = controls
    self.controllers = controllers
    self.state = state
    self.sendsMIDI = sendsMIDI
  }

  /// Whether controls that are not named are as the plug-in begins: neither a preset nor a state has set others. Thread: any.
  public var namesChangedControlsAlone: Bool { preset == nil && state == nil }

  /// Whether an instance of the other one needs no more than other values of its controls to be this. Thread: any.
  public func isSameInstance(as other: PluginChoice) -> Bool {
    uri == other.uri && mode == other.mode && sandboxGroup == other.sandboxGroup && bundle == other.bundle
      && preset == other.preset
      && controllers == other.controllers
      && state == other.state
  }
}
