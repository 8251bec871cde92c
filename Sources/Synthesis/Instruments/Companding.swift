// SPDX-License-Identifier: MIT
// Telephone codings: eight bits that stand for sixteen. Downloader thread.

/// ITU-T G.711.
enum Companding {
  /// A-law: every other bit is inverted; sign, three bits of segment, four of mantissa.
  static func aLaw(_ byte: UInt8) -> Int16 {
    let bits = Int16(byte ^ 0x55)
    let segment = bits >> 4 & 7
    let mantissa = (bits & 15) << 4
    let magnitude = segment == 0 ? mantissa + 8 : (mantissa + 0x108) << (segment - 1)
    return bits & 0x80 == 0 ? -magnitude : magnitude
  }

  /// µ-law: every bit is inverted; a bias of 132 makes the segments meet.
  static func muLaw(_ byte: UInt8) -> Int16 {
    let bits = Int16(~byte)
    let magnitude = ((bits & 15) << 3 + 0x84) << (bits >> 4 & 7) - 0x84
    return bits & 0x80 == 0 ? magnitude : -magnitude
  }
}
