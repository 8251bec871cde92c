// SPDX-License-Identifier: MIT
// A control or property of a plug-in as values for programs. Control threads.

internal import LV2

/// What `ctl parameter --json` shows of a control or a property. Fields may be added, and are never renamed.
public struct ParameterReport: Codable, Sendable {
  /// The name for programs, which does not change from version to version; of a property, its URI.
  public let symbol: String
  /// The name for people.
  public let name: String
  /// As the audio thread has it; of a property that nobody has set or told yet, what it is at first, or 0.
  public let value: Float
  /// What it may be set to, at least.
  public let least: Float
  /// And at most.
  public let greatest: Float
  /// What it is at first.
  public let first: Float
  /// Whether the plug-in writes it: it cannot be set.
  public let isOutput: Bool
  /// Of a property: what its values are, such as float, bool or path; nil for a control.
  public let kind: String?
  /// Whether `value` or `text` is how it stands.
  public let isKnown: Bool
  /// Of a property that is a text: what somebody has set it to.
  public let text: String?
  /// What stands behind the number, such as dB; nil where nothing is said. No older client tells, nor of what follows.
  public let unit: String?
  /// Whole numbers alone.
  public let isInteger: Bool?
  /// On or off.
  public let isToggle: Bool?
  /// Equal steps are equal ratios.
  public let isLogarithmic: Bool?
  /// Values that have names.
  public let scalePoints: [ScalePoint]?

  /// A value that has a name.
  public struct ScalePoint: Codable, Sendable {
    /// The value.
    public let value: Float
    /// What people call it.
    public let label: String
  }

  init(_ port: PluginPort, of controls: PluginControls) {
    (symbol, name, isOutput) = (port.symbol, port.name, !port.isInput)
    value = controls.value(of: port)
    let range = controls.range(of: port)
    (least, greatest) = (range.lowerBound, range.upperBound)
    first = controls.first(of: port)
    (kind, isKnown, text) = (nil, true, nil)
    (unit, isInteger, isToggle, isLogarithmic) = (port.unitSymbol, port.isInteger, port.isToggle, port.isLogarithmic)
    scalePoints = port.scalePoints?.map { ScalePoint(value: $0.value, label: $0.label) }
  }

  init(_ property: PluginProperty, of controls: PluginControls) {
    (symbol, name, isOutput) = (property.uri, property.name, !property.isWritable)
    let known = controls.value(of: property)
    (least, greatest) = (property.range.lowerBound, property.range.upperBound)
    first = property.first ?? 0
    value = known ?? first
    text = controls.text(of: property)
    (kind, isKnown) = (property.kind.rawValue, known != nil || text != nil)
    (unit, isInteger, isToggle, isLogarithmic) = (nil, property.isInteger, property.kind == .bool, false)
    scalePoints = nil
  }
}
