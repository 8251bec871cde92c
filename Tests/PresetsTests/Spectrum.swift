// SPDX-License-Identifier: MIT
// Where the middle of a note's spectrum lies. Test thread.

import Glibc

/// The spectrum of a note's beginning.
enum Spectrum {
  /// Frames that are taken: 0.68 s. A power of two.
  private static let count = 32_768

  /// The mean frequency, weighted by amplitude. `samples`: as many as are taken, or more.
  static func centroidHertz(_ samples: [Float]) -> Double {
    let re = UnsafeMutablePointer<Double>.allocate(capacity: count)
    let im = UnsafeMutablePointer<Double>.allocate(capacity: count)
    defer {
      unsafe re.deallocate()
      unsafe im.deallocate()
    }
    for frame in 0..<count {
      let place = reversed(frame)
      unsafe re[place] = Double(samples[frame]) * (0.5 - 0.5 * cos(2 * .pi * Double(frame) / Double(count)))
      unsafe im[place] = 0
    }
    var length = 2
    while length <= count {
      unsafe join(re, im, length: length)
      length *= 2
    }
    var (sum, moment) = (0.0, 0.0)
    for bin in 1..<count / 2 {
      let amplitude = unsafe hypot(re[bin], im[bin])
      sum += amplitude
      moment += amplitude * Double(bin)
    }
    return moment / sum * Double(RenderedNote.rate) / Double(count)
  }

  /// The number with its bits in the opposite order.
  private static func reversed(_ number: Int) -> Int {
    var (rest, result, bit) = (number, 0, 1)
    while bit < count {
      result = result << 1 | rest & 1
      rest >>= 1
      bit <<= 1
    }
    return result
  }

  /// Joins pairs of transforms of half the length.
  private static func join(_ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>, length: Int) {
    let half = length / 2
    let step = -2 * Double.pi / Double(length)
    for offset in 0..<half {
      let (turnRe, turnIm) = (cos(step * Double(offset)), sin(step * Double(offset)))
      var low = offset
      while low < count {
        let high = low + half
        let oddRe = unsafe re[high] * turnRe - im[high] * turnIm
        let oddIm = unsafe re[high] * turnIm + im[high] * turnRe
        unsafe re[high] = re[low] - oddRe
        unsafe im[high] = im[low] - oddIm
        unsafe re[low] += oddRe
        unsafe im[low] += oddIm
        low += length
      }
    }
  }
}
