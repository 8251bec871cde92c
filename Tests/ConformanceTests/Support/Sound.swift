// SPDX-License-Identifier: MIT
// Two channels of rendered sound, and what can be measured on them. Any thread.

import Foundation

/// Sound at 48 kHz. A note of `Waves.half` or `Waves.sine` at full volume in the middle comes out 3.01 dB below one half a
/// side; levels are given relative to that.
struct Sound: Sendable {
  static let rate = 48_000.0
  /// One side of a note at 0 dB.
  static let reference = 0.5 * 0.5.squareRoot()

  var left: [Double]
  var right: [Double]

  /// Samples as 32-bit floats, left and right in turn; padded with silence, or cut, to a number of frames.
  init(interleaved data: Data, frames: Int) {
    left = [Double](repeating: 0, count: frames)
    right = left
    let bytes = [UInt8](data)
    for frame in 0..<min(frames, bytes.count / 8) {
      left[frame] = Self.number(bytes, 8 * frame)
      right[frame] = Self.number(bytes, 8 * frame + 4)
    }
  }

  private static func number(_ bytes: [UInt8], _ at: Int) -> Double {
    let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << (8 * UInt32($1)) }
    return Double(Float(bitPattern: bits))
  }

  /// A stretch of it.
  func part(_ start: Int, _ count: Int) -> Sound {
    var sound = self
    sound.left = Array(left[start..<(start + count)])
    sound.right = Array(right[start..<(start + count)])
    return sound
  }

  /// The left side without the fall of a volume envelope that releases in 20 s from a frame on.
  func withoutRelease(from start: Int) -> Sound {
    var sound = self
    for frame in start..<left.count { sound.left[frame] *= pow(10, 96.0 / 20 / 20 * Double(frame - start) / Self.rate) }
    return sound
  }

  /// The first frame in which anything is heard.
  var onset: Double { left.indices.first { isHeard($0) }.map { Double($0) } ?? .nan }

  /// Frames up to the last in which anything is heard.
  var heardFrames: Double { Double((left.indices.last { isHeard($0) } ?? -1) + 1) }

  private func isHeard(_ frame: Int) -> Bool { abs(left[frame]) > 1e-5 || abs(right[frame]) > 1e-5 }

  /// The level of a constant around a frame, in dB; minus infinity for silence.
  func level(_ frame: Int, of channel: KeyPath<Sound, [Double]> = \.left, width: Int = 1) -> Double {
    let sum = (0..<width).reduce(0.0) { $0 + abs(self[keyPath: channel][frame + $1]) }
    let gain = sum / Double(width) / Self.reference
    // What is softer than −110 dB is the last bit of something else.
    return gain < 3e-6 ? -.infinity : Signal.decibels(gain)
  }

  /// The level of a steady sine, in dB.
  func sineLevel(_ range: Range<Int>, hertz: Double, of channel: KeyPath<Sound, [Double]> = \.left) -> Double {
    Signal.decibels(Signal.component(self[keyPath: channel], range, hertz: hertz).amplitude / Self.reference)
  }

  /// The level of a steady sine of whatever pitch, in dB; not a number for silence.
  func sineLevel(_ range: Range<Int>) -> Double { sineLevel(range, hertz: Signal.frequency(left, range)) }

  /// The pitch of a steady sine in cents above 480 Hz; not a number for silence.
  func cents(_ range: Range<Int>) -> Double { 1200 * log2(Signal.frequency(left, range) / 480) }

  /// The momentary pitch of `Waves.ramp` in cents, from how far the oscillator goes in 64 frames around each frame.
  func rampCents(_ range: Range<Int>) -> [Double] {
    var cents = range.map { frame in
      let from = max(frame - 32, 0)
      let steps = (left[from + 64] - left[from]) * 32_768 / 0.5.squareRoot() / 10 / 64
      // Where the ramp begins again there is nothing to be measured, nor where an interpolator sees that.
      let isClean = (max(from - 24, 0)..<min(from + 88, left.count - 1)).allSatisfy { left[$0 + 1] > left[$0] }
      return isClean ? 1200 * log2(steps) : .nan
    }
    Signal.bridge(&cents)
    return cents
  }

  /// The greatest distance of the momentary pitch of `Waves.ramp` from 0 cents, once what comes up slowly has come up.
  func greatestRampCents() -> Double { rampCents(480..<23_000).map(abs).max() ?? .nan }

  /// Levels of a constant frame by frame, in dB.
  func levels(_ range: Range<Int>) -> [Double] { range.map { level($0) } }
}
