// SPDX-License-Identifier: MIT
// What is said of a property of a plug-in. Any thread.

/// A property that is set and told by messages, and has no port: what LV2 calls a parameter.
public struct PluginProperty: Sendable, Codable, Equatable {
  /// What its values are.
  public enum Kind: String, Sendable, Codable { case float, double, int, long, bool, string, path, uri, unknown }

  /// What it is called by programs.
  public let uri: String
  /// What it is called by people.
  public let name: String
  /// What its values are.
  public let kind: Kind
  /// Whether it can be set; else the plug-in only tells it.
  public let isWritable: Bool
  /// Of a number: the least, the greatest and the first value; nil where nothing is said.
  public let least: Float?
  /// See `least`.
  public let greatest: Float?
  /// See `least`.
  public let first: Float?

  /// Its values are numbers, or on and off. Thread: any.
  public var isNumber: Bool {
    switch kind {
    case .float, .double, .int, .long, .bool: true
    case .string, .path, .uri, .unknown: false
    }
  }

  /// Its values are texts, of which a path is one. Thread: any.
  public var isText: Bool { kind == .string || kind == .path || kind == .uri }

  /// Whole numbers alone. Thread: any.
  public var isInteger: Bool { kind == .int || kind == .long || kind == .bool }

  /// What it may be set to: where nothing is said, what its kind can be. Thread: any.
  public var range: ClosedRange<Float> {
    let (low, high): (Float, Float) =
      switch kind {
      case .bool: (0, 1)
      // The greatest numbers of this type that are numbers of the other one.
      case .int: (-0x1p31, 0x1.fffffep30)
      case .long: (-0x1p62, 0x1p62)
      // Racks keep none that are greater.
      case .float, .double, .string, .path, .uri, .unknown: (-1e30, 1e30)
      }
    let bottom = min(max(least ?? low, low), high)
    return bottom...max(bottom, min(greatest ?? high, high))
  }
}
