// SPDX-License-Identifier: MIT
// The four-character identifiers of RIFF files. Any thread but audio.

/// A chunk's identifier or a list's type: four bytes, usually printable.
public struct FourCC: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The four bytes, the first one highest, so that identifiers sort as their texts do.
  public let rawValue: UInt32

  /// The first byte of the file stands highest in `rawValue`. Thread: any.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Four ASCII characters. Thread: any.
  public init(stringLiteral value: StaticString) {
    precondition(value.utf8CodeUnitCount == 4, "an identifier has four characters")
    // Safe because the literal's bytes are only read inside the call.
    self.rawValue = value.withUTF8Buffer { text in unsafe text.reduce(0) { $0 << 8 | UInt32($1) } }
  }

  /// The identifier's four bytes in the order of the file.
  var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: rawValue >> (24 - 8 * $0)) } }

  /// True where each byte is printable ASCII and the first is not a space, as in every identifier of RIFF.
  var isPlausible: Bool {
    var rest = rawValue
    for _ in 0..<4 {
      guard (0x20...0x7E).contains(rest & 0xFF) else { return false }
      rest >>= 8
    }
    return rawValue >> 24 != 0x20
  }

  /// The same identifier in capitals: writers differ in `INFO` and its tags.
  var uppercased: FourCC {
    FourCC(rawValue: bytes.reduce(0) { $0 << 8 | UInt32((0x61...0x7A).contains($1) ? $1 - 0x20 : $1) })
  }

  /// Four characters, spaces included; a byte that is not printable reads `\x00`. Thread: any.
  public var description: String {
    bytes.reduce(into: "") { text, byte in
      text += (0x20...0x7E).contains(byte) ? String(UnicodeScalar(byte)) : "\\x" + hexadecimal(byte, digits: 2)
    }
  }

  /// `description` without the spaces that fill it up: "ins ", read aloud.
  var name: String { String(description.prefix { $0 != " " }) }
}
