// SPDX-License-Identifier: MIT
// What the listener tells of a sound. From the audio thread to the control thread.

/// The beginning of a sound.
struct HeardOnset: BitwiseCopyable, Equatable {
  /// The first frame at or above the threshold.
  var frame: UInt32
  /// Frames before that in which something softer was there already: how uncertain the beginning is.
  var uncertainty: UInt32

  /// Thread: any.
  @_noLocks @_noAllocation
  init(frame: UInt32, uncertainty: UInt32) {
    self.frame = frame
    self.uncertainty = uncertainty
  }
}
