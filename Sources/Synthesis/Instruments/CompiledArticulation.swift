// SPDX-License-Identifier: MIT
// What regions share, as the audio thread reads it. Compiled on the downloader thread.

/// An articulation, resolved as far as it can be before a note is known, for all regions that have the same. What a new
/// one has is what a region of a DLS file has without any connection.
@safe struct CompiledArticulation: BitwiseCopyable {
  /// The same key again puts the old voice into its release instead of its shutdown (SoundFont).
  var releasesSameKey = false
  /// A note of the key group ends only voices of its own program (SoundFont 2.04, exclusiveClass); otherwise those of its
  /// channel.
  var keyGroupIsOfProgram = false
  /// LFOs are triangles, not sines (SoundFont 2.04).
  var hasTriangleLFO = false
  /// EG2 rises along the convex curve instead of a straight line (SoundFont 2.04, attackModEnv).
  var hasConvexEG2Attack = false
  /// The cutoff is the natural frequency of the filter's poles (SoundFont 2.04, initialFilterFc), not what DLS means by
  /// it.
  var hasPoleFilter = false
  /// False where the cutoff is at its highest, whatever would move it (DLS 2.2: then the filter is off).
  var needsFilter = false
  /// Cents a key: 100 but for unusual key→pitch connections. The pivot is the unity note.
  var centsPerKey: Double = 100
  /// How much of −40·log10 velocity, CC7 and CC11 contribute: 1 by default, 0 for none.
  var velocityToGain: Double = 1
  var volumeToGain: Double = 1
  var expressionToGain: Double = 1
  /// −0.5…0.5 over the range of CC10: 0.508 by default.
  var panControlDepth: Double = 0.508
  /// Static sums, `Parameter.index` by `Parameter.index`, in the parameter's unit; −∞ for exactly no time. Pitch, gain
  /// and pan are what the region begins with; what counts is the region's own.
  var parameters = [24 of Double](repeating: 0)
  /// Links that are evaluated when the note begins, and those that follow while it sounds; at most `Links.limit` each.
  // Safe because a bank's memory outlives every voice that plays from it.
  var noteLinks: UnsafePointer<ModulationLink>?
  var noteLinkCount = 0
  var liveLinks: UnsafePointer<ModulationLink>?
  var liveLinkCount = 0
}
