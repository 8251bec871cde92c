// SPDX-License-Identifier: MIT
// JSON as far as the panel needs it. Any thread but audio.

internal import Control
internal import Glibc

/// Writes values, and takes an object apart without looking at what is in its members.
enum JSONText {
  /// A text in quotation marks.
  static func string(_ text: String) -> String {
    var bytes = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case ..<0x20: bytes += Array("\\u00".utf8) + Array(Hexadecimal.text([byte]).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number, to so many digits; null for what is none.
  static func number(_ value: Float, digits: Int = 7) -> String {
    guard value.isFinite else { return "null" }
    if value == 0 { return "0" }
    let place = Double(digits - 1) - log10(Double(abs(value))).rounded(.down)
    let scale = pow(10, place)
    let rounded = (Double(value) * scale).rounded()
    // Divided where the scale is a whole number: a power of ten below one is none exactly.
    let number = Float(place >= 0 ? rounded / scale : rounded * pow(10, -place))
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Values of a message as an array.
  static func array(_ values: [OSCValue]) -> String {
    "[" + values.map(value).joined(separator: ",") + "]"
  }

  private static func value(_ value: OSCValue) -> String {
    switch value {
    case .int32(let number): "\(number)"
    case .int64(let number): "\(number)"
    case .float(let number): JSONText.number(number)
    case .double(let number): JSONText.number(Float(number))
    case .string(let text), .symbol(let text): string(text)
    case .bool(let value): "\(value)"
    default: "null"
    }
  }

  /// The members of an object: names with their quotation marks, and values as they stand there; nil for what is no object.
  static func members(of text: String) -> [String: String]? {
    var members: [String: String] = [:]
    var rest = Array(text.utf8)[...]
    skipBlanks(&rest)
    guard rest.popFirst() == UInt8(ascii: "{") else { return nil }
    skipBlanks(&rest)
    if rest.first == UInt8(ascii: "}") { return members }
    while true {
      skipBlanks(&rest)
      guard rest.first == UInt8(ascii: "\""), let name = value(&rest) else { return nil }
      skipBlanks(&rest)
      guard rest.popFirst() == UInt8(ascii: ":") else { return nil }
      skipBlanks(&rest)
      guard let content = value(&rest) else { return nil }
      members[name] = content
      skipBlanks(&rest)
      switch rest.popFirst() {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "}"): return members
      default: return nil
      }
    }
  }

  private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) {
    rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  /// Takes one value from the front: to the end of its text, of its brackets, or to what separates.
  private static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
    let start = rest.startIndex
    var depth = 0
    var isText = false
    var index = start
    scan: while index < rest.endIndex {
      switch rest[index] {
      case UInt8(ascii: "\\") where isText: index += 1
      case UInt8(ascii: "\""):
        isText.toggle()
        if !isText, depth == 0 {
          index += 1
          break scan
        }
      case _ where isText: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { break scan }
        depth -= 1
        if depth == 0 {
          index += 1
          break scan
        }
      case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09: if depth == 0 { break scan }
      default: break
      }
      index += 1
    }
    guard index > start, index <= rest.endIndex, !isText, depth == 0 else { return nil }
    defer { rest = rest[index...] }
    return String(decoding: rest[start..<index], as: UTF8.self)
  }
}
