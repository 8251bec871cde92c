// SPDX-License-Identifier: MIT
// Globally unique identifiers as numbers. Any thread but audio.

/// A GUID, as conditional chunks and wave formats name things.
struct GUID: Hashable, CustomStringConvertible {
  /// The first eight digits.
  let part1: UInt32
  /// The next four.
  let part2: UInt16
  /// The next four.
  let part3: UInt16
  /// The last sixteen, which the file stores in reading order.
  let part4: UInt64

  /// The parts in the order in which the text shows them: `178F2F24-C364-11D1-A760-0000F875AC12` is
  /// `GUID(0x178F2F24, 0xC364, 0x11D1, 0xA760_0000F875AC12)`.
  init(_ part1: UInt32, _ part2: UInt16, _ part3: UInt16, _ part4: UInt64) {
    (self.part1, self.part2, self.part3, self.part4) = (part1, part2, part3, part4)
  }

  /// Five groups of capital digits.
  var description: String {
    let head = hexadecimal(part1, digits: 8) + "-" + hexadecimal(part2, digits: 4) + "-" + hexadecimal(part3, digits: 4)
    return head + "-" + hexadecimal(part4 >> 48, digits: 4) + "-" + hexadecimal(part4 & 0xFFFF_FFFF_FFFF, digits: 12)
  }
}
