// SPDX-License-Identifier: MIT
// What one interpolator makes of the part of a sweep that it lifts above the spectrum.

import Foundation

/// What comes out of a sweep, shifted up, where nothing should.
struct SweepReading {
  /// Semitones.
  let shift: Int
  /// Power of what comes out while the sweep is where its copies fall below 18 kHz, beside its power below half of the
  /// rate, in dB.
  let level: Double

  static func all(_ synth: any BenchedSynth) throws -> [SweepReading] {
    // From the fifth semitone on the sweep gets beyond 30 kHz.
    try (5...Tone.shifts.upperBound).map { try SweepReading(shift: $0, synth) }
  }

  private init(shift: Int, _ synth: any BenchedSynth) throws {
    self.shift = shift
    let ratio = Tone.ratio(ofShift: shift)
    let frameCount = Int(Double(Tone.frameCount) / ratio)
    let samples = try synth.note(Note(channel: Tone.sweepChannel, key: Tone.unityKey + shift), frameCount: frameCount)
    /// The frame in which the sweep, as it is read, comes to a frequency.
    func frame(ofHertz hertz: Double) -> Int {
      Int(Double(frameCount) * hertz / (Double(BenchSettings.rate) / 2 * ratio))
    }
    // The ends are left out: there the sweep begins and breaks off.
    let heard = samples[frame(ofHertz: 1000)..<frame(ofHertz: 18_000)]
    let unheard = samples[frame(ofHertz: ToneReading.audibleAliasHertz)..<(frameCount - 64)]
    level = 10 * log10(ToneReading.power(unheard) / ToneReading.power(heard))
  }
}
