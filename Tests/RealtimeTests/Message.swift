// SPDX-License-Identifier: MIT
// An element of several words that shows whether it crossed whole.

/// Eight words that belong together: torn, or read too early, the last does not match the others.
struct Message: BitwiseCopyable, Equatable {
  let number: UInt64
  private let words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
  private let checksum: UInt64

  init(number: UInt64) {
    self.number = number
    words = (number ^ 1, number &* 3, ~number, number &+ 77, number << 7, number >> 3)
    checksum = Message.checksum(number, words)
  }

  /// Whether all words were written by the same initializer.
  var isWhole: Bool { checksum == Message.checksum(number, words) && words.2 == ~number }

  static func == (left: Message, right: Message) -> Bool {
    left.number == right.number && left.isWhole && right.isWhole
  }

  private static func checksum(_ number: UInt64, _ words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in [number, words.0, words.1, words.2, words.3, words.4, words.5] {
      sum = (sum ^ word) &* 0x100_0000_01B3
    }
    return sum
  }
}
