// SPDX-License-Identifier: MIT
// The settings of one drum: what GS and XG change for a key of a drum part. Audio thread.

/// One key of a drum part, as drum messages have set it over what the bank says.
struct DrumKey: BitwiseCopyable {
  var cents: Float = 0
  /// dB over the bank's own level.
  var decibels: Float = 0
  /// −0.5…0.5 in place of the bank's; above 1 for the bank's own.
  var pan: Float = 2
  /// Shares of the sends.
  var reverb: Float = 1
  var chorus: Float = 1
  var cutoffCents: Float = 0
  var resonanceDecibels: Float = 0
  var attackTimeCents: Float = 0
  var decayTimeCents: Float = 0

  @_noLocks @_noAllocation
  init() {}

  /// What an unregistered parameter of GS and XG sets, by its MSB; false for one that is not a drum's. Times, cutoff and
  /// resonance go in the steps of the sound controllers. Thread: audio.
  @_noLocks @_noAllocation
  mutating func set(_ parameter: UInt8, _ value: UInt8) -> Bool {
    let steps = Float(value) - 64
    switch parameter {
    case 0x14: cutoffCents = steps * 75
    case 0x15: resonanceDecibels = steps * 0.35
    case 0x16: attackTimeCents = steps * 75
    case 0x17: decayTimeCents = steps * 75
    // Coarse and fine share one number: semitones first, what is below the semitone after.
    case 0x18: cents = steps * 100
    case 0x19: cents = Float(Int((cents + (cents < 0 ? -50 : 50)) / 100)) * 100 + steps
    case 0x1A: decibels = Float(RealtimeMath.decibels(ofAmplitude: Channel.amplitude(value)))
    // 0 is a place at random: the bank's own is as good.
    case 0x1C: pan = value == 0 ? 2 : Float(max(value, 1)) / 126 - 1.0 / 126 - 0.5
    case 0x1D: reverb = Float(value) / 127
    case 0x1E: chorus = Float(value) / 127
    default: return false
    }
    return true
  }
}
