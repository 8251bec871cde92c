// SPDX-License-Identifier: MIT
// What plays a channel group. Any thread but audio.

/// Which miniport plays a channel group.
public enum MiniportChoice: Hashable, Sendable {
  /// The synthesizer, as from the beginning.
  case synthesizer
  /// A synthesizer of the group's own in a sandbox.
  case sandboxedSynthesizer(SynthesizerChoice)
  /// A MIDI output of the group's own.
  case uart
  /// An LV2 instrument.
  case plugin(PluginChoice)

  /// What people write: `synthesizer`, `uart`, or the URI of a plug-in; nil for anything else. Thread: any but audio.
  public init?(text: String) {
    switch text {
    case "synthesizer": self = .synthesizer
    case "uart": self = .uart
    case _ where text.contains(":") && !text.contains(where: \.isWhitespace): self = .plugin(PluginChoice(uri: text))
    default: return nil
    }
  }

  /// The same words. Thread: any but audio.
  public var text: String {
    switch self {
    case .synthesizer, .sandboxedSynthesizer: "synthesizer"
    case .uart: "uart"
    case .plugin(let plugin): plugin.uri
    }
  }

  /// What may stand for one, for messages.
  public static let expected = "synthesizer, uart or the URI of an LV2 instrument"

  /// Whether the group has a MIDI output. Thread: any but audio.
  public var hasMIDIOutput: Bool {
    switch self {
    case .synthesizer, .sandboxedSynthesizer: false
    case .uart: true
    case .plugin(let plugin): plugin.sendsMIDI
    }
  }

  /// Where it runs; nil for what has no choice. Thread: any but audio.
  public var mode: PluginMode? {
    switch self {
    case .synthesizer: .inProcess
    case .sandboxedSynthesizer(let synthesizer): synthesizer.isPipelined ? .pipelined : .sandbox
    case .plugin(let plugin): plugin.mode
    case .uart: nil
    }
  }

  /// The sandbox that it shares with others, by its name; nil for none. Thread: any but audio.
  public var sandboxGroup: String? {
    switch self {
    case .sandboxedSynthesizer(let synthesizer): synthesizer.sandboxGroup
    case .plugin(let plugin): plugin.sandboxGroup
    case .synthesizer, .uart: nil
    }
  }

  /// The same elsewhere; nil for what has no choice. `sandboxGroup`: the sandbox that it shares, which in-process has none. Thread: any but audio.
  public func running(_ mode: PluginMode, in sandboxGroup: String? = nil) -> MiniportChoice? {
    let group = mode == .inProcess ? nil : sandboxGroup
    switch self {
    case .uart: return nil
    case .synthesizer, .sandboxedSynthesizer:
      guard mode != .inProcess else { return .synthesizer }
      return .sandboxedSynthesizer(SynthesizerChoice(isPipelined: mode == .pipelined, sandboxGroup: group))
    case .plugin(var plugin):
      (plugin.mode, plugin.sandboxGroup) = (mode, group)
      return .plugin(plugin)
    }
  }

  /// The plug-in; nil for what is none. Thread: any but audio.
  public var plugin: PluginChoice? {
    if case .plugin(let plugin) = self { return plugin }
    return nil
  }
}
