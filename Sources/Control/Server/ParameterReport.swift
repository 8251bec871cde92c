// SPDX-License-Identifier: MIT
// A control of a plug-in as values for programs. Control threads.

internal import LV2

/// What `ctl parameter --json` shows of a control. Fields may be added, and are never renamed.
public struct ParameterReport: Codable, Sendable {
  /// The name for programs, which does not change from version to version.
  public let symbol: String
  /// The name for people.
  public let name: String
  /// As the audio thread has it.
  public let value: Float
  /// What it may be set to, at least.
  public let least: Float
  /// And at most.
  public let greatest: Float
  /// What it is at first.
  public let first: Float
  /// Whether the plug-in writes it: it cannot be set.
  public let isOutput: Bool

  init(_ port: PluginPort, of controls: PluginControls) {
    (symbol, name, isOutput) = (port.symbol, port.name, !port.isInput)
    value = controls.value(of: port)
    let range = controls.range(of: port)
    (least, greatest) = (range.lowerBound, range.upperBound)
    first = controls.first(of: port)
  }
}
