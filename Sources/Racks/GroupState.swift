// SPDX-License-Identifier: MIT
// What a group has been told before somebody plays it. Any thread but audio.

public import MIDI

/// Messages and properties that bring a synthesizer to the state of a group.
public struct GroupState: Sendable {
  /// Whole messages, a reset first.
  public var messages: [[UInt8]]
  /// Those of the whole instrument, and of the channels.
  public var properties: [Event]

  /// Nothing: as it begins. Thread: any.
  public init(messages: [[UInt8]] = [], properties: [Event] = []) {
    self.messages = messages
    self.properties = properties
  }
}
