// SPDX-License-Identifier: MIT
// What a wave does at its loop's seam, and which pitch the loop has. Test thread.

import DLS
import Glibc

/// A looped wave under the lens.
struct LoopMeasure {
  var samples: [Double]
  var start: Int
  var length: Int
  var rate: Double

  init?(wave: Wave, sample: SampleParameters) {
    guard let loop = sample.loop else { return nil }
    samples = wave.samples
    start = Int(loop.start)
    length = Int(loop.length)
    rate = Double(wave.sampleRate)
  }

  /// The frames after the loop's end that the file keeps, against those after its start: greatest difference.
  var valueJump: Double {
    (0..<samples.count - start - length).reduce(0) { max($0, abs(samples[start + length + $1] - samples[start + $1])) }
  }

  /// The same of the slope from each of those frames to the next.
  var slopeJump: Double {
    let last = samples.count - start - length - 1
    return (0..<last).reduce(0) { most, index in
      let after = samples[start + length + index + 1] - samples[start + length + index]
      let before = samples[start + index + 1] - samples[start + index]
      return max(most, abs(after - before))
    }
  }

  /// Power of the loop in a whole number of periods ("bin"), by projection on sine and cosine.
  func power(bin: Int) -> Double {
    var (re, im) = (0.0, 0.0)
    for index in 0..<length {
      let angle = 2 * Double.pi * Double((bin * index) % length) / Double(length)
      re += samples[start + index] * cos(angle)
      im += samples[start + index] * sin(angle)
    }
    return (re * re + im * im) * 4 / Double(length * length)
  }

  /// Power of the whole loop, without its mean.
  var totalPower: Double {
    let part = samples[start..<start + length]
    let mean = part.reduce(0, +) / Double(length)
    return part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(length) * 2
  }

  /// The bin nearest to a frequency.
  func bin(hertz: Double) -> Int { Int((hertz * Double(length) / rate).rounded()) }

  /// Frequency of a bin.
  func hertz(bin: Int) -> Double { Double(bin) * rate / Double(length) }
}
