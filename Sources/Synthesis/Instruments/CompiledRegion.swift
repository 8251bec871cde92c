// SPDX-License-Identifier: MIT
// A region as the audio thread reads it. Compiled on the downloader thread.

/// What a region has for itself; what many share is its articulation. A large bank has tens of thousands of regions: each
/// number is no wider than it must be. What a new one has is what a region of a DLS file has without any chunk of its own.
@safe struct CompiledRegion: BitwiseCopyable {
  /// Which notes it plays: the audio thread looks in the program's own list (`ProgramEntry.ranges`).
  var range = NoteRange()
  /// 0 none.
  var keyGroup: UInt16 = 0
  /// Voices of one note with the same number run sample-locked, at the master's pitch; 0 for none.
  var phaseGroup: UInt16 = 0
  /// The one of its phase group that the others follow; without one it is the first.
  var isPhaseMaster = false
  /// The same key may sound more than once.
  var isSelfNonExclusive = false
  /// True where CC10 has no effect: a multichannel link.
  var hasFixedPan = false
  /// What the key and the velocity are for everything but the choice of regions; −1: what was played (SoundFont 2.04,
  /// keynum and velocity).
  var fixedKey: Int8 = -1
  var fixedVelocity: Int8 = -1
  /// The key that plays the wave unshifted, and what the wave itself is off, in cents.
  var unityNote: UInt8 = 60
  var fineTuneCents: Int16 = 0
  /// The pitch of the wave at 0 cents of everything: wave frames a second.
  var waveRate: UInt32 = 0
  /// The side that a channel of a stereo wave is on: −0.5 left, 0.5 right, added to what the pan has come to.
  var channelPan: Float = 0
  /// dB of `wsmp`.
  var sampleDecibels: Double = 0
  /// Static sums of the parameters that differ most from region to region: cents, dB, −0.5…0.5.
  var pitchCents: Double = 0
  var gainDecibels: Double = 0
  var pan: Double = 0
  // Safe because a bank's memory outlives every voice that plays from it.
  var articulation: UnsafePointer<CompiledArticulation>
  /// Nil until the bank's waves are in their places.
  var wave: UnsafePointer<PreparedWave>?

  init(_ articulation: UnsafePointer<CompiledArticulation>) { unsafe self.articulation = articulation }

  /// Cents from the pitch of the wave to that of a key (DLS 2.2, pitch; the pivot of an unusual key→pitch scale is the
  /// unity note). Thread: any.
  @_noLocks @_noAllocation
  func cents(ofKey key: Double) -> Double {
    unsafe (key - Double(unityNote)) * articulation.pointee.centsPerKey + Double(fineTuneCents) + pitchCents
  }
}
