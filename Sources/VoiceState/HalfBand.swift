// SPDX-License-Identifier: MIT
// Waves at half their rate. Loading threads.

import Glibc

/// A half-band low-pass without delay: what is above a quarter of the rate goes, so that every other frame does for the
/// rest. Flat to 0.2 of the rate, −90 dB from 0.3 on.
public struct HalfBand: Sendable {
  /// Frames that a result depends on, before it and after it.
  public static let reach = 35

  /// The coefficients 1, 3, 5… frames from the middle, which has ½; those in between are 0.
  private let coefficients: [Float]

  /// A sinc under a Kaiser window for 90 dB, scaled so that a constant stays what it is. Thread: setup or worker.
  public init() {
    let beta = 0.1102 * (90 - 8.7)
    let shares = stride(from: 1, through: Self.reach, by: 2).map { distance in
      let share = Double(distance) / Double(Self.reach + 1)
      let sinc = sin(.pi / 2 * Double(distance)) / (.pi * Double(distance))
      return sinc * Self.besselI0(beta * (1 - share * share).squareRoot())
    }
    let sum = shares.reduce(0, +)
    coefficients = shares.map { Float($0 / (4 * sum)) }
  }

  /// Every other frame of what is left of `samples`, the first at index `lead`; its own frame 0 stands there too. Beyond
  /// the ends there is silence. Thread: worker.
  public func halved(_ samples: [Float], lead: Int) -> [Float] {
    let count = lead + max(0, (samples.count - lead + 1) / 2)
    // Frame k's middle is sample 2k + lead; with so many zeros before it is number k + lead of the odd ones.
    let (even, odd) = Self.dealt(samples, zeros: lead + Self.reach, count: count + Self.reach + 1)
    let half = Self.reach / 2
    return unsafe [Float](unsafeUninitializedCapacity: count) { out, initialized in
      for index in 0..<count { unsafe out.initializeElement(at: index, to: 0.5 * odd[index + half]) }
      for (tap, coefficient) in coefficients.enumerated() {
        for index in 0..<count {
          let pair = even[index + half - tap] + even[index + half + 1 + tap]
          unsafe out[index] += coefficient * pair
        }
      }
      initialized = count
    }
  }

  /// The samples of even and of odd numbers, `zeros` before them counted, and zeros after them.
  private static func dealt(_ samples: [Float], zeros: Int, count: Int) -> (even: [Float], odd: [Float]) {
    var even = [Float](repeating: 0, count: count)
    var odd = even
    for (index, sample) in samples.enumerated() {
      let place = index + zeros
      guard place / 2 < count else { break }
      if place.isMultiple(of: 2) { even[place / 2] = sample } else { odd[place / 2] = sample }
    }
    return (even, odd)
  }

  /// Modified Bessel function of order 0, by its power series.
  private static func besselI0(_ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    for k in 1..<40 {
      term *= (x / 2 / Double(k)) * (x / 2 / Double(k))
      sum += term
    }
    return sum
  }
}
