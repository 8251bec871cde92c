// SPDX-License-Identifier: MIT
// Waves at half their rate. Loading threads.

import Glibc

/// A half-band low-pass without delay: what is above a quarter of the rate goes. Flat to 0.2 of the rate, −90 dB from 0.3
/// on. Every other frame would then do for the rest.
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

  /// What is left of `samples`, frame by frame. Beyond the ends there is silence. Thread: worker.
  public func filtered(_ samples: [Float]) -> [Float] {
    let padded = [Float](repeating: 0, count: Self.reach) + samples + [Float](repeating: 0, count: Self.reach)
    return unsafe [Float](unsafeUninitializedCapacity: samples.count) { out, initialized in
      for index in samples.indices { unsafe out.initializeElement(at: index, to: 0.5 * samples[index]) }
      for (tap, coefficient) in coefficients.enumerated() {
        let distance = 2 * tap + 1
        for index in samples.indices {
          let pair = padded[index + Self.reach - distance] + padded[index + Self.reach + distance]
          unsafe out[index] += coefficient * pair
        }
      }
      initialized = samples.count
    }
  }

  /// Every other frame, the first at index `lead`; its own frame 0 stands there too. Thread: worker.
  public static func thinned(_ samples: [Float], lead: Int) -> [Float] {
    let count = lead + max(0, (samples.count - lead + 1) / 2)
    // What rings before frame 0 comes closer to it.
    return (0..<count).map { index in
      let place = 2 * index - lead
      return samples.indices.contains(place) ? samples[place] : 0
    }
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
