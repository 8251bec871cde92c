// SPDX-License-Identifier: MIT
// Which pitch a rendered note has. Test thread.

import Glibc

/// What stands in a note around the frequency that is expected of it.
struct PitchMeasure {
  /// How far the note is from where it is expected.
  let cents: Double
  /// Powers at 1, 2 and 3 times the expected frequency, in parts of the whole note's.
  let harmonics: [Double]
  /// The same at half of it and at 3/2: they belong to some programs.
  let half: Double
  let threeHalves: Double
  /// The same at 1/4, 3/4, 2/3 and 4/3 together: a note that is an octave, a fifth or a fourth away has them.
  let foreign: Double

  /// A fundamental so far under the third harmonic, here as powers, is one that the ear adds by itself: the lowest keys
  /// of a piano. Then the third harmonic is measured. Being odd, it is not there in a note that is an octave too high.
  private static let weak = 0.016

  /// `samples`: the steady part of a note, half a second at least.
  init(_ samples: [Float], hertz: Double) {
    let whole = max(1e-20, PitchMeasure.wholePower(samples))
    let power = { (ratio: Double) in Line(samples, hertz: ratio * hertz).power / whole }
    harmonics = [1, 2, 3].map(power)
    (half, threeHalves) = (power(0.5), power(1.5))
    foreign = [0.25, 0.75, 2.0 / 3, 4.0 / 3].map(power).reduce(0, +)
    let line = harmonics[0] > PitchMeasure.weak * harmonics[2] ? hertz : 3 * hertz
    cents = 1200 * log2(1 + Line(samples, hertz: line).offsetHertz / line)
  }

  /// What is wrong with a note that is expected at `hertz`, or nil. `nature`: lines that it has besides its harmonics.
  static func fault(_ samples: [Float], hertz: Double, nature: PitchNature) -> String? {
    let found = PitchMeasure(samples, hertz: hertz)
    let sum = found.harmonics.reduce(0, +)
    guard sum > 0.002 else { return "nothing sounds at its harmonics" }
    let odd = nature == .fifthAbove ? found.harmonics[0] : max(found.harmonics[0], found.harmonics[2])
    guard odd > 0.03 * sum else { return "only the octave above sounds" }
    guard found.foreign < (nature == .tremolo ? 0.15 : 0.03) * sum else { return "something lower sounds" }
    switch nature {
    case .harmonic where found.half + found.threeHalves > 0.05 * sum: return "an octave below sounds"
    case .octaveBelow where found.half < 0.01 * sum: return "no octave below sounds"
    case .fifthAbove where found.half > 0.03 * sum || found.threeHalves < 0.003 * sum: return "no fifth above sounds"
    default: return abs(found.cents) < 2 ? nil : "\(found.cents) cents"
    }
  }

  /// Twice the mean square: the power of a sine is the square of its amplitude.
  private static func wholePower(_ samples: [Float]) -> Double {
    var sum = 0.0
    unsafe samples.withUnsafeBufferPointer { samples in
      var frame = 0
      while frame < samples.count {
        sum += unsafe Double(samples[frame]) * Double(samples[frame])
        frame += 1
      }
    }
    return 2 * sum / Double(samples.count)
  }
}
