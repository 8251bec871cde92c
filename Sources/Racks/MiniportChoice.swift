// SPDX-License-Identifier: MIT
// What plays a channel group. Any thread but audio.

/// Which miniport plays a channel group.
public enum MiniportChoice: Hashable, Sendable {
  /// The synthesizer, as from the beginning.
  case synthesizer
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
    case .synthesizer: "synthesizer"
    case .uart: "uart"
    case .plugin(let plugin): plugin.uri
    }
  }

  /// What may stand for one, for messages.
  public static let expected = "synthesizer, uart or the URI of an LV2 instrument"

  /// Whether the group has a MIDI output. Thread: any but audio.
  public var hasMIDIOutput: Bool {
    switch self {
    case .synthesizer: false
    case .uart: true
    case .plugin(let plugin): plugin.sendsMIDI
    }
  }

  /// The plug-in; nil for what is none. Thread: any but audio.
  public var plugin: PluginChoice? {
    if case .plugin(let plugin) = self { return plugin }
    return nil
  }
}
