// SPDX-License-Identifier: MIT
// What is measured on the answers of rooms. Any thread.

import Glibc

/// Reverberation times and what else a tail is judged by.
enum Decay {
  /// Seconds to −60 dB in an octave band, by Schroeder's backward integration from −5 to −35 dB, over several answers.
  static func time(of answers: [[Float]], band hertz: Double, rate: Double) -> Double {
    var energy: [Double] = []
    for answer in answers {
      let band = octave(answer, hertz: hertz, rate: rate)
      if energy.isEmpty { energy = [Double](repeating: 0, count: band.count) }
      for frame in band.indices { energy[frame] += band[frame] * band[frame] }
    }
    var sum = 0.0
    for frame in energy.indices.reversed() {
      sum += energy[frame]
      energy[frame] = sum
    }
    let total = energy[0]
    let start = energy.firstIndex { $0 < total * pow(10, -0.5) } ?? 0
    let end = energy.firstIndex { $0 < total * pow(10, -3.5) } ?? energy.count - 1
    return -60 / slope(energy[start..<end].map { 10 * log10($0) }) / rate
  }

  /// What the same measurement gives for a room whose time is `time` of the frequency: over an octave in which the time
  /// falls, what dies away slowest counts most.
  static func time(ofBand hertz: Double, _ time: (Double) -> Double) -> Double {
    let times = (0..<64).map { time(hertz * exp2((Double($0) + 0.5) / 64 - 0.5)) }
    let step = 0.001 * (times.max() ?? 1)
    let decibels = (0..<2000).map { index in
      10 * log10(times.reduce(0) { $0 + $1 * exp(-13.8155 * step * Double(index) / $1) })
    }
    let start = decibels.firstIndex { $0 < decibels[0] - 5 } ?? 0
    let end = decibels.firstIndex { $0 < decibels[0] - 35 } ?? decibels.count - 1
    return -60 / slope(Array(decibels[start..<end])) * step
  }

  /// Change per element of the straight line of least squares.
  private static func slope(_ values: [Double]) -> Double {
    let middle = Double(values.count - 1) / 2
    var (above, below) = (0.0, 0.0)
    for (index, value) in values.enumerated() {
      above += (Double(index) - middle) * value
      below += (Double(index) - middle) * (Double(index) - middle)
    }
    return above / below
  }

  /// An octave around a frequency: two band-passes of second order behind one another, twice.
  static func octave(_ samples: [Float], hertz: Double, rate: Double) -> [Double] {
    var out = samples.map(Double.init)
    // Staggered by a quarter of an octave to either side: flat in the middle.
    for factor in [0.84, 1.19, 0.84, 1.19] {
      let omega = 2 * .pi * min(hertz * factor, 0.45 * rate) / rate
      let alpha = sin(omega) / (2 * 2.2)
      let (a0, a1, a2) = (1 + alpha, -2 * cos(omega), 1 - alpha)
      var (x1, x2, y1, y2) = (0.0, 0.0, 0.0, 0.0)
      for frame in out.indices {
        let x = out[frame]
        let y = (alpha * x - alpha * x2 - a1 * y1 - a2 * y2) / a0
        (x2, x1, y2, y1) = (x1, x, y1, y)
        out[frame] = y
      }
    }
    return out
  }

  /// The share of samples beyond one standard deviation, of a window around a frame, over that of noise: 1 for a dense tail
  /// (Abel and Huang's normalised echo density).
  static func echoDensity(_ samples: [Float], at frame: Int, width: Int) -> Double {
    let window = samples[max(0, frame - width / 2)..<min(samples.count, frame + width / 2)]
    let power = window.reduce(0) { $0 + Double($1) * Double($1) } / Double(window.count)
    let deviation = Float(power.squareRoot())
    return Double(window.count { abs($0) > deviation }) / Double(window.count) / 0.3173
  }

  /// How much the two sides have in common, −1…1.
  static func correlation(_ left: some Collection<Float>, _ right: some Collection<Float>) -> Double {
    var (ll, rr, lr) = (0.0, 0.0, 0.0)
    for (l, r) in zip(left, right) {
      ll += Double(l) * Double(l)
      rr += Double(r) * Double(r)
      lr += Double(l) * Double(r)
    }
    return lr / (ll * rr).squareRoot()
  }
}
