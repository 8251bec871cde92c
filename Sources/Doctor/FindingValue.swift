// SPDX-License-Identifier: MIT
// A fact behind a finding. Control thread.

/// A fact as JSON has it.
public enum FindingValue: Encodable, Equatable, Sendable {
  case text(String)
  case number(Double)
  case truth(Bool)
  case texts([String])
  /// There is no such thing here, or no limit to it.
  case none

  /// A whole number; nil is `none`.
  static func count(_ value: Int?) -> FindingValue { value.map { .number(Double($0)) } ?? .none }

  /// A text; nil is `none`.
  static func name(_ value: String?) -> FindingValue { value.map { .text($0) } ?? .none }

  /// Whole numbers are written without a fraction.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number):
      if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
    case .truth(let isTrue): try container.encode(isTrue)
    case .texts(let texts): try container.encode(texts)
    case .none: try container.encodeNil()
    }
  }
}
