// SPDX-License-Identifier: MIT
// The least of the last so many numbers. Audio thread.

/// The least of the last `length` numbers: on average in two steps a number, whatever they are.
///
/// Of those in the window it keeps the ones that can still become the least: each is less than all that came after it but
/// for the last, so that the first is the least of all.
@safe struct SlidingMinimum: BitwiseCopyable {
  /// Numbers in the window.
  let length: Int
  // Safe because the master section that owns the memory outlives every copy of these pointers.
  /// Rings: numbers in rising order, and when each came.
  private let values: UnsafeMutablePointer<Int32>
  private let times: UnsafeMutablePointer<Int32>
  private var first = 0
  private var count = 0
  /// Numbers that have come so far; it may wrap.
  private var time: Int32 = 0

  /// `memory`: twice `length` numbers. Thread: setup.
  init(length: Int, memory: UnsafeMutablePointer<Int32>) {
    self.length = length
    unsafe values = memory
    unsafe times = memory + length
  }

  /// Takes in a number; returns the least of the window that ends with it. Thread: audio.
  @_noLocks @_noAllocation
  mutating func take(_ value: Int32) -> Int32 {
    time = time &+ 1
    if count > 0, unsafe Int(time &- times[first]) >= length {
      first = index(1)
      count = count &- 1
    }
    while count > 0, unsafe values[index(count &- 1)] >= value { count = count &- 1 }
    let last = index(count)
    unsafe values[last] = value
    unsafe times[last] = time
    count = count &+ 1
    return unsafe values[first]
  }

  /// The place in the rings of the number so many after the first.
  @_noLocks @_noAllocation
  private func index(_ offset: Int) -> Int {
    let index = first &+ offset
    return index < length ? index : index &- length
  }
}
