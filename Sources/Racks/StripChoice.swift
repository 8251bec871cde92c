// SPDX-License-Identifier: MIT
// What a strip of a rack is to be. Any thread.

/// Effects, level and sends of a strip.
public struct StripChoice: Hashable, Sendable {
  /// The effects, in the order in which the sound goes through them.
  public var inserts: [PluginChoice]
  /// dB, of what comes out of them; −96 is silence.
  public var level: Double
  /// Of a group: what goes to buses behind all that, in dB by the name of the bus.
  public var sends: [String: Double]

  /// Thread: any.
  public init(inserts: [PluginChoice] = [], level: Double = 0, sends: [String: Double] = [:]) {
    self.inserts = inserts
    self.level = level
    self.sends = sends
  }

  /// dB that a level or a send may have.
  public static let levels = -96.0...12.0

  /// Whether sound passes as if there were no strip. Thread: any.
  public var isPlain: Bool { inserts.isEmpty && level == 0 && sends.isEmpty }
}
