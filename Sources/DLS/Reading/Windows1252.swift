// SPDX-License-Identifier: MIT
// The character set of old Windows programs, for texts that are not UTF-8. Any thread but audio.

/// Windows code page 1252.
enum Windows1252 {
  /// Characters of 0x80 to 0x9F, where the code page leaves Latin 1; five bytes mean nothing.
  private static let upper: [UnicodeScalar] = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)

  /// Every byte a character.
  static func decode(_ bytes: some Sequence<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      text.append((0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UnicodeScalar(byte))
    }
    return String(text)
  }
}
