// SPDX-License-Identifier: MIT
// The sines that the interpolators are measured with.

import Foundation

/// A sine, recorded at the rate of the output, that has an instrument of its own.
struct Tone {
  /// The channel, and the program, that play it.
  let channel: Int
  let hertz: Double

  /// The key that plays it as it was recorded.
  static let unityKey = 60
  /// Semitones that it is shifted by.
  static let shifts = -24...24
  /// Of full scale.
  static let amplitude = 0.9
  /// Enough for the longest measurement two octaves up.
  static let frameCount = 65_536
  /// What a frequency up to an eighth of the rate is: in the lower two octaves of the spectrum.
  static let lowerHertz = Double(BenchSettings.rate) / 8

  /// From a 128th of the rate to 7/16 of it, never a whole part of it: the errors of rounding to 16 bits would have a
  /// period, and not be spread over the spectrum.
  static let all: [Tone] = {
    let hertz = [373, 751, 1499, 2999, 4493, 5987, 7499, 8999, 11_987, 14_983, 17_989, 20_983]
    return zip(Note.channels, hertz).map { Tone(channel: $0, hertz: Double($1)) }
  }()

  /// The channel, and the program, of the sweep: the first that no sine has.
  static let sweepChannel = Note.channels[all.count]

  /// How many times as fast a wave is read that is shifted by so many semitones.
  static func ratio(ofShift shift: Int) -> Double { exp2(Double(shift) / 12) }

  /// Its frames.
  var samples: [Int16] {
    (0..<Tone.frameCount).map { frame in
      Tone.sample(2 * .pi * hertz * Double(frame) / Double(BenchSettings.rate))
    }
  }

  /// A sine whose frequency grows in a line from nothing to half of the rate.
  static var sweepSamples: [Int16] {
    (0..<frameCount).map { frame in
      let turns = Double(frame) * Double(frame) / Double(4 * frameCount)
      return sample(2 * .pi * turns.truncatingRemainder(dividingBy: 1))
    }
  }

  private static func sample(_ phase: Double) -> Int16 { Int16((amplitude * 32_767 * sin(phase)).rounded()) }
}
