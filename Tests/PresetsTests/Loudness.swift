// SPDX-License-Identifier: MIT
// How loud a rendered note is to the ear. Test thread.

import Glibc

/// Loudness with the weighting of ITU-R BS.1770, both sides together, of the loudest 300 ms.
enum Loudness {
  /// Decibels below full scale, with the recommendation's coefficients, which are for 48 kHz.
  static func decibels(_ note: RenderedNote) -> Double {
    let left = weighted(note.left)
    let right = weighted(note.right)
    let window = 3 * RenderedNote.rate / 10
    var (sum, loudest) = (0.0, 0.0)
    unsafe left.withUnsafeBufferPointer { left in
      unsafe right.withUnsafeBufferPointer { right in
        var frame = 0
        while frame < left.count {
          sum += unsafe left[frame] * left[frame] + right[frame] * right[frame]
          let old = frame - window
          if old >= 0 { sum -= unsafe left[old] * left[old] + right[old] * right[old] }
          loudest = max(loudest, sum)
          frame += 1
        }
      }
    }
    return 10 * log10(max(loudest / Double(window), 1e-20))
  }

  /// The head's shelf, then the low cut.
  private static func weighted(_ side: [Float]) -> [Double] {
    var head = Biquad(
      b0: 1.53512485958697, b1: -2.69169618940638, b2: 1.19839281085285, a1: -1.69065929318241, a2: 0.73248077421585)
    var low = Biquad(b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621)
    return unsafe [Double](unsafeUninitializedCapacity: side.count) { buffer, count in
      unsafe side.withUnsafeBufferPointer { side in
        while count < side.count {
          unsafe buffer[count] = low.process(head.process(Double(side[count])))
          count += 1
        }
      }
    }
  }

  /// Two poles and two zeros, transposed direct form II.
  private struct Biquad {
    let b0, b1, b2, a1, a2: Double
    var s1 = 0.0
    var s2 = 0.0

    mutating func process(_ x: Double) -> Double {
      let y = b0 * x + s1
      s1 = b1 * x - a1 * y + s2
      s2 = b2 * x - a2 * y
      return y
    }
  }
}
