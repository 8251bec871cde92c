// SPDX-License-Identifier: MIT
// What plays a channel group. Any thread but audio.

/// Which miniport plays a channel group.
public enum MiniportChoice: Hashable, Sendable {
  /// The synthesizer, as from the beginning.
  case synthesizer
  /// A MIDI output of the group's own.
  case uart

  /// What people write: `synthesizer`, `uart`; nil for anything else. Thread: any but audio.
  public init?(text: String) {
    switch text {
    case "synthesizer": self = .synthesizer
    case "uart": self = .uart
    default: return nil
    }
  }

  /// The same word. Thread: any but audio.
  public var text: String {
    switch self {
    case .synthesizer: "synthesizer"
    case .uart: "uart"
    }
  }

  /// Whether the group has a MIDI output. Thread: any but audio.
  public var hasMIDIOutput: Bool { self == .uart }
}
