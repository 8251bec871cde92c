// SPDX-License-Identifier: MIT
// An argument of an OSC message. Any thread but audio.

/// A value of one of OSC's types. Source: Open Sound Control 1.0, "OSC Type Tag String".
public enum OSCValue: Sendable, Equatable {
  /// `i`
  case int32(Int32)
  /// `h`
  case int64(Int64)
  /// `f`
  case float(Float)
  /// `d`
  case double(Double)
  /// `s`
  case string(String)
  /// `S`
  case symbol(String)
  /// `c`
  case character(UInt8)
  /// `b`
  case blob([UInt8])
  /// `m`: port, status, two data bytes.
  case midi([UInt8])
  /// `t`
  case time(OSCTime)
  /// `T`, `F`
  case bool(Bool)
  /// `N`
  case `nil`
  /// `I`
  case infinitum

  /// The type's letter.
  public var letter: Character {
    switch self {
    case .int32: "i"
    case .int64: "h"
    case .float: "f"
    case .double: "d"
    case .string: "s"
    case .symbol: "S"
    case .character: "c"
    case .blob: "b"
    case .midi: "m"
    case .time: "t"
    case .bool(let value): value ? "T" : "F"
    case .nil: "N"
    case .infinitum: "I"
    }
  }
}
