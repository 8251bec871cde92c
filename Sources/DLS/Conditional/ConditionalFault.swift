// SPDX-License-Identifier: MIT
// What stops the program of a conditional chunk. Any thread but audio.

/// Why a `cdl ` chunk has no answer.
public enum ConditionalFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// An operation found fewer words than it takes.
  case underflow
  /// More words than the stack holds.
  case overflow
  /// An operation that the specification does not have.
  case unknownOperation(UInt16)
  /// The divisor is zero.
  case divisionByZero
  /// The chunk ends inside an operation.
  case truncated

  /// What was found. Thread: any.
  public var description: String {
    switch self {
    case .underflow: "an operation without its operands"
    case .overflow: "more than \(ConditionalProgram.stackLimit) words on the stack"
    case .unknownOperation(let code): "operation 0x" + hexadecimal(code, digits: 4)
    case .divisionByZero: "a division by zero"
    case .truncated: "the end inside an operation"
    }
  }
}
