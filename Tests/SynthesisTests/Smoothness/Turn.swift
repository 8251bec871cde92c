// SPDX-License-Identifier: MIT
// One controller that moves while a note sounds. Any thread.

import DLS
import MIDI
import Testing

/// A note of certain connections, and messages in the middle of it.
struct Turn: CustomTestStringConvertible {
  let testDescription: String
  var connections: [Connection] = []
  var before: [Event] = []
  let messages: [Event]
  /// See `SlowTone`.
  var curvature = 0.0

  init(
    _ name: String, of connections: [Connection] = [], before: [Event] = [], _ messages: [Event], curvature: Double = 0
  ) {
    testDescription = name
    self.connections = connections
    self.before = before
    self.messages = messages
    self.curvature = curvature
  }

  /// The greatest step that it makes.
  func step(period: Int = 48_000, widths: [Int] = Steps.widths) throws -> Float {
    var tone = SlowTone(period: period, connections)
    tone.widths = widths
    tone.curvature = curvature
    return try tone.step(before, messages)
  }
}
