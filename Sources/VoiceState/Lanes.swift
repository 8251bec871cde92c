// SPDX-License-Identifier: MIT
// Eight voices side by side. Audio thread.

/// One number of each of eight voices.
public typealias Lanes = SIMD8<Float>

/// Numbers that both the engine and its kernels rely on.
public enum VoiceLayout {
  /// Voices in a group.
  @inlinable public static var lanesPerGroup: Int { @_noLocks @_noAllocation get { 8 } }
  /// The longest stretch, in frames, over which gains, pitch and filter are straight lines. The grid of these
  /// stretches is tied to the host timeline, not to the block, so that the period does not show in the sound.
  @inlinable public static var controlFrames: Int { @_noLocks @_noAllocation get { 64 } }
  /// Frames of memory before and after each wave that an interpolator may read.
  @inlinable public static var guardFrames: Int { @_noLocks @_noAllocation get { 8 } }
  /// A number of frames that means "no end in sight" in a voice's stage; a `Float` holds every count up to here.
  @inlinable public static var endlessFrames: Float { @_noLocks @_noAllocation get { 0x1p24 } }
}
