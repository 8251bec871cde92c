// SPDX-License-Identifier: MIT
// The least of the last so many numbers, beside what a search finds. The test's own thread.

import Testing

@testable import Synthesis

struct SlidingMinimumTests {
  @Test(arguments: [1, 2, 3, 73, 289])
  func `it is the least of the window, whatever comes`(length: Int) {
    let memory = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * length)
    defer { unsafe memory.deallocate() }
    var minimum = unsafe SlidingMinimum(length: length, memory: memory)
    var state: UInt32 = 7
    var numbers: [Int32] = []
    for index in 0..<3000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      // Stretches that rise, that fall, that stay, and noise.
      let number: Int32 =
        switch index / 400 % 4 {
        case 0: Int32(index)
        case 1: Int32(5000 - index)
        case 2: 17
        default: Int32(state >> 20)
        }
      numbers.append(number)
      #expect(minimum.take(number) == numbers.suffix(length).min())
    }
  }
}
