// SPDX-License-Identifier: MIT
// Reads the numbers of an XMF file one after the other. Any thread but the audio thread.

/// A position in a stretch of bytes; nothing beyond its end is read.
struct XMFCursor {
  let bytes: [UInt8]
  private(set) var position: Int
  let end: Int

  /// `range`: within `bytes`.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    (self.bytes, position, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// Bytes that are left.
  var rest: Int { end - position }

  /// A number of seven bits a byte, the highest first; nil where it has no end, or more than eight bytes.
  mutating func quantity() -> Int? {
    var value = 0
    for _ in 0..<8 {
      guard position < end else { return nil }
      let byte = bytes[position]
      position += 1
      value = value << 7 | Int(byte & 0x7F)
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }

  /// The next `count` bytes as a place; nil where there are fewer.
  mutating func take(_ count: Int) -> Range<Int>? {
    guard (0...rest).contains(count) else { return nil }
    defer { position += count }
    return position..<position + count
  }

  /// A stretch that begins with its own length, which does not count itself.
  mutating func block() -> Range<Int>? { quantity().flatMap { take($0) } }
}
