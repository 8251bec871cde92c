// SPDX-License-Identifier: MIT
// A region as the audio thread reads it. Compiled on the downloader thread.

/// A region with its wave and articulation resolved as far as they can be before a note is known. What a new one has is
/// what a region of a DLS file has without any chunk of its own.
@safe struct CompiledRegion: BitwiseCopyable {
  var keyLow: UInt8 = 0
  var keyHigh: UInt8 = 127
  var velocityLow: UInt8 = 0
  var velocityHigh: UInt8 = 127
  /// The same key may sound more than once.
  var isSelfNonExclusive = false
  /// The same key again puts the old voice into its release instead of its shutdown (SoundFont).
  var releasesSameKey = false
  /// 0 none.
  var keyGroup: UInt16 = 0
  /// A note of the key group ends only voices of its own program (SoundFont 2.04, exclusiveClass); otherwise those of its
  /// channel.
  var keyGroupIsOfProgram = false
  /// Voices of one note with the same number run sample-locked, at the master's pitch; 0 for none.
  var phaseGroup: UInt16 = 0
  /// The one of its phase group that the others follow; without one it is the first.
  var isPhaseMaster = false
  /// True where CC10 has no effect: a multichannel link.
  var hasFixedPan = false
  /// The side that a channel of a stereo wave is on: −0.5 left, 0.5 right, added to what the pan has come to.
  var channelPan: Double = 0
  /// What the key and the velocity are for everything but the choice of regions; −1: what was played (SoundFont 2.04,
  /// keynum and velocity).
  var fixedKey: Int16 = -1
  var fixedVelocity: Int16 = -1
  /// LFOs are triangles, not sines (SoundFont 2.04).
  var hasTriangleLFO = false
  /// EG2 rises along the convex curve instead of a straight line (SoundFont 2.04, attackModEnv).
  var hasConvexEG2Attack = false
  /// The cutoff is the natural frequency of the filter's poles (SoundFont 2.04, initialFilterFc), not what DLS means by
  /// it.
  var hasPoleFilter = false

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
  var parameters = [24 of Double](repeating: 0)
  /// Links that are evaluated when the note begins, and those that follow while it sounds; at most `Links.limit` each.
  // Safe because a bank's memory outlives every voice that plays from it.
  var noteLinks: UnsafePointer<ModulationLink>?
  var noteLinkCount = 0
  var liveLinks: UnsafePointer<ModulationLink>?
  var liveLinkCount = 0

  /// Which keys and velocities it plays. Thread: worker.
  mutating func setRanges(_ keys: ClosedRange<UInt8>, _ velocities: ClosedRange<UInt8>) {
    keyLow = keys.lowerBound
    keyHigh = keys.upperBound
    velocityLow = velocities.lowerBound
    velocityHigh = velocities.upperBound
  }

  /// True if this region plays a note. Thread: audio.
  @_noLocks @_noAllocation
  func plays(key: UInt8, velocity: UInt8) -> Bool {
    key >= keyLow && key <= keyHigh && velocity >= velocityLow && velocity <= velocityHigh
  }
}
