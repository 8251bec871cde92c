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
    /// The bundle of its own; nil for what is installed.
    public let bundle: String?
    /// The preset that it began with.
    public let preset: String?
    /// Values that it began with, by the symbols of its controls.
    public let controls: [String: Float]?
    /// Controls that are moved by controllers.
    public let controllers: [Int: String]?
    /// How it is; no older client tells.
    public let running: RunningReport?

    init(_ choice: PluginChoice, _ running: RunningReport) {
      self.running = running
      (lv2, mode, bundle, preset) = (choice.uri, choice.mode.rawValue, choice.bundle, choice.preset)
      controls = choice.controls.isEmpty ? nil : choice.controls
      controllers = choice.controllers.isEmpty ? nil : choice.controllers
    }
  }

  /// `running`: how an effect is, by its number from 1.
  init(_ name: StripName, _ choice: StripChoice, running: (Int) -> RunningReport) {
    strip = name.text
    inserts = choice.inserts.enumerated().map { Insert($1, running($0 + 1)) }
    (level, sends) = (choice.level, choice.sends)
  }
}
