// SPDX-License-Identifier: MIT
// A strip as values for programs. Control threads.

internal import Racks

/// What `ctl strip --json` shows. Fields may be added, and are never renamed.
public struct StripReport: Codable, Sendable {
  /// A group's number, the name of a bus, or master.
  public let strip: String
  /// Its effects, in their order.
  public let inserts: [Insert]
  /// dB.
  public let level: Double
  /// dB by the name of the bus.
  public let sends: [String: Double]

  /// An effect.
  public struct Insert: Codable, Sendable {
    /// Its URI.
    public let lv2: String
    /// Where it runs.
    public let mode: String
  }

  init(_ name: StripName, _ choice: StripChoice) {
    strip = name.text
    inserts = choice.inserts.map { Insert(lv2: $0.uri, mode: $0.mode.rawValue) }
    (level, sends) = (choice.level, choice.sends)
  }
}
