// SPDX-License-Identifier: MIT
// A wave while it is being made. Off-line.

/// A mono signal with the key it plays and, where it sustains, its loop.
struct Tone {
  /// Frames kept after the loop's end, so that interpolators which do not wrap still read the right curve.
  static let guardFrames = 16

  /// Frames per second.
  var rate: Int
  /// The MIDI key that plays the wave unshifted.
  var key: Int
  /// ±1 is not a limit: the peak is normalised when the bank takes the wave.
  var samples: [Double]
  /// Frames that repeat while the note sounds.
  var loop: Range<Int>?

  /// Adds another signal, sample by sample, as far as this one goes.
  mutating func add(_ other: [Double], gain: Double = 1, at start: Int = 0) {
    for index in 0..<max(0, min(other.count, samples.count - start)) {
      samples[start + index] += gain * other[index]
    }
  }

  /// Adds a passing noise.
  ///
  /// What would reach into the loop is faded out before it, or it would come back each time round.
  mutating func add(burst: [Double], gain: Double) {
    let end = loop?.lowerBound ?? samples.count
    let fade = min(end, rate / 100)
    for index in 0..<min(burst.count, end) {
      samples[index] += gain * burst[index] * min(1, Double(end - index) / Double(fade))
    }
  }

  /// Adds a signal that repeats for ever, under an envelope by time in seconds that must be constant in the loop.
  mutating func add(repeating period: [Double], envelope: (Double) -> Double) {
    let settle = Double(loop?.lowerBound ?? samples.count) / Double(rate)
    for index in samples.indices {
      samples[index] += envelope(min(Double(index) / Double(rate), settle)) * period[index % period.count]
    }
  }

  /// The same tone after a sample-by-sample shaper such as a saturating amplifier.
  func shaped(_ shaper: (Double) -> Double) -> Tone {
    var copy = self
    copy.samples = samples.map(shaper)
    return copy
  }

  /// The same tone after filters; the loop moves on by some repetitions until the filters have settled.
  func filtered(_ filters: [Biquad], settleSeconds: Double = 0.04) -> Tone {
    var copy = self
    guard let loop else {
      copy.samples = filters.applied(to: samples)
      return copy
    }
    let extra = (Int(settleSeconds * Double(rate)) / loop.count + 1) * loop.count
    var long = Array(samples[..<loop.upperBound])
    for index in 0..<(extra + Self.guardFrames) { long.append(samples[loop.lowerBound + index % loop.count]) }
    copy.samples = filters.applied(to: long)
    copy.loop = loop.lowerBound + extra..<loop.upperBound + extra
    return copy
  }

  /// The greatest magnitude.
  var peak: Double { samples.reduce(0) { max($0, abs($1)) } }

  /// A short linear ramp at both ends of a one-shot, so that it starts and ends at nothing.
  mutating func fadeEnds(inSeconds: Double, outSeconds: Double) {
    let fadeIn = Int(inSeconds * Double(rate))
    let fadeOut = Int(outSeconds * Double(rate))
    for index in 0..<min(fadeIn, samples.count) { samples[index] *= Double(index) / Double(fadeIn) }
    for index in 0..<min(fadeOut, samples.count) {
      samples[samples.count - 1 - index] *= Double(index) / Double(fadeOut)
    }
  }
}
