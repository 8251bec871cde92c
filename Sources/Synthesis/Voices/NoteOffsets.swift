// SPDX-License-Identifier: MIT
// What the moment and the key of a note add to its parameters. Audio thread.

/// What a note takes along from its beginning, over what its region and its channel say.
struct NoteOffsets: BitwiseCopyable {
  /// Pitch in cents, gain in dB, pan, cutoff in cents.
  var live = SIMD4<Double>()
  /// How far the key is from equal temperament, in cents; real-time tuning messages change it.
  var tuningCents: Double = 0
  /// How far portamento is from the note's own pitch, in cents of a keyboard of 100 cents a key.
  var glide = LevelRamp(0)
  /// dB of resonance, time cents of EG1's attack and decay: drum settings.
  var resonance: Double = 0
  var attack: Double = 0
  var decay: Double = 0
  /// Shares of the sends to reverb and chorus: drum settings.
  var reverb: Float = 1
  var chorus: Float = 1

  @_noLocks @_noAllocation
  init() {}
}
