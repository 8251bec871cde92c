// SPDX-License-Identifier: MIT
// Where sounds begin. Audio thread; made in `OnsetDetector+Setup.swift`.

/// Finds the first frame of each sound: the first one at the threshold that stands out from what was there before.
///
/// With the tool's own bank the level falls at once, a threshold is all there is, and the frame is exact. With other patches the
/// level falls slowly, so that a new note has to rise above the rest of the last one.
struct OnsetDetector: BitwiseCopyable {
  /// Least magnitude of an onset, linear.
  let threshold: Float
  /// Magnitude from which there is something at all, linear.
  let floor: Float
  /// How many times louder than what is left an onset has to be.
  let rise: Float
  /// What is left of the level after each frame, 0 to 1.
  let decay: Float
  /// How far back lies what is left of the last sound, in frames, and at most twice that: a slow attack is not its own background.
  let lagFrames: UInt32
  /// Frames without another onset: of silence, where the threshold is all there is, and otherwise since the last onset.
  let holdFrames: UInt32

  /// Greatest magnitude of late, decaying.
  var level: Float = 0
  /// The greatest level of the present stretch of `lagFrames`.
  var recent: Float = 0
  /// The same of the last one: what an onset stands out from.
  var past: Float = 0
  /// Frames of the present one.
  var lag: UInt32 = 0
  /// Frames that have been held.
  var heldFrames = UInt32.max
  /// Frames in a row with something in them that stands out.
  var presentFrames: UInt32 = 0

  /// Takes one frame; whether a sound begins there. Thread: audio.
  @_noLocks @_noAllocation
  mutating func take(_ magnitude: Float) -> Bool {
    let isLoud = magnitude >= threshold
    let begins = isLoud && magnitude >= rise * past && heldFrames >= holdFrames
    level = max(magnitude, level * decay)
    presentFrames = level >= floor && level >= rise * past ? presentFrames &+ 1 : 0
    recent = max(recent, level)
    lag &+= 1
    if lag >= lagFrames { (past, recent, lag) = (recent, 0, 0) }
    heldFrames = begins || (isLoud && rise == 0) ? 0 : (heldFrames == .max ? .max : heldFrames &+ 1)
    return begins
  }

  /// Frames before the present one in which something was there already. Thread: audio.
  var uncertainty: UInt32 {
    @_noLocks @_noAllocation get { presentFrames > 0 ? presentFrames &- 1 : 0 }
  }
}
