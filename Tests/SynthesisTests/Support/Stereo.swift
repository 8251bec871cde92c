// SPDX-License-Identifier: MIT
// Two channels of rendered sound, and what can be measured on them. Any thread.

import Glibc
import Testing

/// Two channels of rendered sound at 48 kHz.
struct Stereo: Equatable {
  var left: [Float] = []
  var right: [Float] = []

  /// The bits of every sample, left then right.
  var bits: [UInt32] { left.map(\.bitPattern) + right.map(\.bitPattern) }
  /// Equal to the last bit.
  static func == (left: Stereo, right: Stereo) -> Bool { left.bits == right.bits }
  /// True where no sample is heard.
  var isSilent: Bool { left.allSatisfy { $0 == 0 } && right.allSatisfy { $0 == 0 } }
  /// Frames up to the last that is heard.
  var heardFrames: Int { max((left.lastIndex { $0 != 0 } ?? -1) + 1, (right.lastIndex { $0 != 0 } ?? -1) + 1) }
  /// The first frame that is heard.
  var onset: Int? { left.firstIndex { $0 != 0 } }

  /// The gain of one voice of `TestBank.level` in centre position at a frame, in dB: its wave is one half, its side
  /// 3.01 dB lower.
  func gain(at frame: Int) -> Double { 20 * log10(Double(left[frame]) / (0.5 * 0.5.squareRoot())) }
}

extension Stereo: CustomTestStringConvertible {
  /// Not every sample in the message of a test that fails.
  var testDescription: String { "\(left.count) frames, heard from \(onset ?? -1) to \(heardFrames)" }
}

/// Waves and measurements.
enum Signal {
  /// Half of full scale, `period` frames a turn.
  static func sine(period: Double, count: Int, amplitude: Double = 16_384) -> [Int16] {
    (0..<count).map { Int16((amplitude * sin(2 * .pi * Double($0) / period)).rounded()) }
  }

  /// The greatest step from one sample to the next.
  static func greatestStep(_ samples: some Collection<Float>) -> Float {
    zip(samples, samples.dropFirst()).reduce(0) { max($0, abs($1.1 - $1.0)) }
  }

  /// Amplitude and phase (radians) of the sine of `hertz` in a stretch, under a Hann window.
  static func component(_ samples: [Float], _ range: Range<Int>, hertz: Double) -> (amplitude: Double, phase: Double) {
    var (real, imaginary, weight) = (0.0, 0.0, 0.0)
    for frame in range {
      let window = 0.5 - 0.5 * cos(2 * .pi * Double(frame - range.lowerBound) / Double(range.count))
      let angle = 2 * .pi * hertz * Double(frame) / 48_000
      real += window * Double(samples[frame]) * cos(angle)
      imaginary -= window * Double(samples[frame]) * sin(angle)
      weight += window
    }
    return (2 * hypot(real, imaginary) / weight, atan2(imaginary, real))
  }

  /// The frequency of a steady sine near `hertz`, from the slope of its phase.
  static func frequency(_ samples: [Float], near hertz: Double, from start: Int = 0) -> Double {
    let half = (samples.count - start) / 2
    let first = component(samples, start..<(start + half), hertz: hertz).phase
    let second = component(samples, (start + half)..<(start + 2 * half), hertz: hertz).phase
    return hertz + remainder(second - first, 2 * .pi) / (2 * .pi) * 48_000 / Double(half)
  }

  static func cents(_ ratio: Double) -> Double { 1200 * log2(ratio) }
  static func decibels(_ amplitude: Double) -> Double { 20 * log10(amplitude) }
}
