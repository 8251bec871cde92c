// SPDX-License-Identifier: MIT
// The ports of what is measured. Any thread.

/// Full names of ports, as JACK has them.
public struct TargetPorts: Equatable, Sendable {
  /// What a person calls it.
  public var name: String
  /// Where notes go.
  public var midi: String
  /// Where sound comes from, one or two.
  public var audio: [String]

  /// Thread: any.
  public init(name: String, midi: String, audio: [String]) {
    self.name = name
    self.midi = midi
    self.audio = audio
  }
}
