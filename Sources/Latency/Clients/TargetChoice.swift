// SPDX-License-Identifier: MIT
// Which client a person asked for. Any thread.

/// What a person asked for: a client, and perhaps its ports.
public struct TargetChoice: Equatable, Sendable {
  /// The client.
  public var client: String
  /// Names of its ports without the client's; nil for the first of each kind.
  public var midi: String?
  /// One or two; empty for the first two.
  public var audio: [String]

  /// `text`: `CLIENT`, or `CLIENT:MIDI,AUDIO[,AUDIO]`; nil where it is neither. Thread: any.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, !first.isEmpty else { return nil }
    client = first
    audio = []
    guard parts.count == 2 else { return }
    let ports = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(ports.count), ports.allSatisfy({ !$0.isEmpty }) else { return nil }
    midi = ports[0]
    audio = Array(ports.dropFirst())
  }
}
