// SPDX-License-Identifier: MIT
// The power of the lines of a spectrum. Any thread.

import Glibc

/// Fourier's transform, for tests.
enum Spectrum {
  /// The lines up to half the rate, of a power of two of samples.
  static func power(_ samples: [Float]) -> [Double] {
    var real = samples.map(Double.init)
    var imaginary = [Double](repeating: 0, count: real.count)
    transform(&real, &imaginary)
    return (0..<(real.count / 2)).map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
  }

  /// In place, by halves.
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
    var size = 2
    while size <= count {
      let half = size / 2
      for offset in 0..<half {
        let (c, s) = (cos(-2 * .pi * Double(offset) / Double(size)), sin(-2 * .pi * Double(offset) / Double(size)))
        for first in stride(from: offset, to: count, by: size) {
          let second = first + half
          let re = real[second] * c - imaginary[second] * s
          let im = real[second] * s + imaginary[second] * c
          (real[second], imaginary[second]) = (real[first] - re, imaginary[first] - im)
          (real[first], imaginary[first]) = (real[first] + re, imaginary[first] + im)
        }
      }
      size *= 2
    }
  }
}
