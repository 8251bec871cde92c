// SPDX-License-Identifier: MIT
// A region as the audio thread reads it. Compiled on the downloader thread.

/// A region with its wave and articulation resolved as far as they can be before a note is known.
@safe struct CompiledRegion: BitwiseCopyable {
  var keyLow: UInt8 = 0
  var keyHigh: UInt8 = 127
  var velocityLow: UInt8 = 0
  var velocityHigh: UInt8 = 127
  /// The same key may sound more than once.
  var isSelfNonExclusive = false
  /// 0 none.
  var keyGroup: UInt16 = 0
  /// True where pan has no effect: a multichannel link.
  var hasFixedPan = false

  var wave = PreparedWave()
  /// The pitch of the wave at 0 cents of everything: wave frames a second.
  var waveRate: Double = 0
  /// The key that plays the wave unshifted, and what the wave itself is off, in cents.
  var unityNote: Double = 60
  var fineTuneCents: Double = 0
  /// Cents a key: 100 but for unusual key→pitch connections. The pivot is the unity note.
  var centsPerKey: Double = 100
  /// dB of `wsmp`.
  var sampleDecibels: Double = 0
  /// How much of −40·log10 velocity, CC7 and CC11 contribute: 1 by default, 0 for none.
  var velocityToGain: Double = 1
  var volumeToGain: Double = 1
  var expressionToGain: Double = 1
  /// −0.5…0.5 over the range of CC10: 0.508 by default.
  var panControlDepth: Double = 0.508

  /// False where the cutoff is at its highest, whatever would move it (DLS 2.2: then the filter is off).
  var needsFilter = false

  /// Static sums, `Parameter.index` by `Parameter.index`, in the parameter's unit; −∞ for exactly no time.
  var parameters = [22 of Double](repeating: 0)
  /// Links that are evaluated when the note begins, and those that follow while it sounds.
  // Safe because a bank's memory outlives every voice that plays from it.
  var noteLinks: UnsafePointer<ModulationLink>?
  var noteLinkCount = 0
  var liveLinks: UnsafePointer<ModulationLink>?
  var liveLinkCount = 0

  /// True if this region plays a note. Thread: audio.
  @_noLocks @_noAllocation
  func plays(key: UInt8, velocity: UInt8) -> Bool {
    key >= keyLow && key <= keyHigh && velocity >= velocityLow && velocity <= velocityHigh
  }
}
