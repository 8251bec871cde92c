// SPDX-License-Identifier: MIT
// Why a control message was not obeyed. Control threads.

/// What is wrong with a message, as its sender is told.
public struct ControlFault: Error, Sendable, Equatable {
  /// The second argument of `/error`.
  public enum Code: Int32, Sendable {
    /// The packet is no OSC.
    case noPacket = 1
    /// There is no such path.
    case unknownPath = 2
    /// The arguments have other types than the path takes.
    case wrongTypes = 3
    /// A value is outside of its range.
    case badValue = 4
    /// What was asked for cannot be done: the sentence says why.
    case failed = 5
  }

  /// What kind of fault.
  public let code: Code
  /// What was expected, and what stood there.
  public let sentence: String

  /// Thread: any.
  public init(_ code: Code, _ sentence: String) { (self.code, self.sentence) = (code, sentence) }

  static func range(_ name: String, _ range: ClosedRange<Int>, found: Int) -> ControlFault {
    ControlFault(.badValue, "expected a \(name) of \(range.lowerBound) to \(range.upperBound), found \(found)")
  }
}
