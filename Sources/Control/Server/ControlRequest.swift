// SPDX-License-Identifier: MIT
// One message that asks for something. Control thread.

import Realtime

/// A message, when it is to take effect, and who wants it.
struct ControlRequest: Sendable {
  let message: OSCMessage
  /// Of the bundle that it came in; immediate without one.
  let time: OSCTime
  let sender: OSCSocket.Address

  /// A whole number within a range. The types have been looked at.
  func integer(_ index: Int, _ name: String, _ range: ClosedRange<Int>) throws(ControlFault) -> Int {
    guard case .int32(let value) = message.arguments[index] else {
      throw ControlFault(.wrongTypes, "\(name) is no number")
    }
    guard range.contains(Int(value)) else { throw .range(name, range, found: Int(value)) }
    return Int(value)
  }

  /// A number with a fraction within a range; nothing else is one: no infinity, nothing that is no number.
  func real(_ index: Int, _ name: String, _ range: ClosedRange<Double>) throws(ControlFault) -> Double {
    guard case .float(let value) = message.arguments[index] else {
      throw ControlFault(.wrongTypes, "\(name) is no number")
    }
    // The decimal number that the sender means: 0.001 has no 32 bits, and the nearest ones are more than it.
    let decimal = Double("\(value)") ?? Double(value)
    guard range.contains(decimal) else {
      throw ControlFault(.badValue, "expected \(name) of \(range.lowerBound) to \(range.upperBound), found \(value)")
    }
    return decimal
  }

  /// A text that is not empty.
  func text(_ index: Int, _ name: String) throws(ControlFault) -> String {
    guard case .string(let value) = message.arguments[index], !value.isEmpty else {
      throw ControlFault(.badValue, "expected \(name), found an empty text")
    }
    return value
  }
}
