// SPDX-License-Identifier: MIT
// The discrete Fourier transform. Any thread.

import Foundation

/// Magnitudes of a stretch of sound whose length is a power of two.
struct Spectrum {
  /// From 0 Hz to half the rate.
  let magnitudes: [Double]

  init(_ samples: ArraySlice<Double>) {
    var real = Array(samples)
    var imaginary = [Double](repeating: 0, count: real.count)
    Self.transform(&real, &imaginary)
    magnitudes = (0...(real.count / 2)).map { hypot(real[$0], imaginary[$0]) }
  }

  /// Decimation in time, in place.
  private static func transform(_ real: inout [Double], _ imaginary: inout [Double]) {
    let count = real.count
    var reversed = 0
    for index in 1..<count {
      var bit = count >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if index < reversed {
        real.swapAt(index, reversed)
        imaginary.swapAt(index, reversed)
      }
    }
    var half = 1
    while half < count {
      let turns = (0..<half).map { (cos(.pi * Double($0) / Double(half)), -sin(.pi * Double($0) / Double(half))) }
      for start in stride(from: 0, to: count, by: 2 * half) {
        for offset in 0..<half {
          let (low, high) = (start + offset, start + offset + half)
          let (c, s) = turns[offset]
          let (a, b) = (real[high] * c - imaginary[high] * s, real[high] * s + imaginary[high] * c)
          (real[high], imaginary[high]) = (real[low] - a, imaginary[low] - b)
          (real[low], imaginary[low]) = (real[low] + a, imaginary[low] + b)
        }
      }
      half *= 2
    }
  }
}
