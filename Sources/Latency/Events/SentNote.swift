// SPDX-License-Identifier: MIT
// What the sender tells of a note. From the audio thread to the control thread.

/// A note as it was really sent.
struct SentNote: BitwiseCopyable, Equatable {
  /// Its place in the plan, from 0.
  var index: Int32
  /// On the server's counter.
  var frame: UInt32
  /// Its place in the cycle.
  var offset: UInt32
  /// Frames of the cycle.
  var period: UInt32
  /// The cycle that it was planned for had passed: the server skipped it.
  var wasLate: Bool

  /// Thread: any.
  @_noLocks @_noAllocation
  init(index: Int32, frame: UInt32, offset: UInt32, period: UInt32, wasLate: Bool) {
    self.index = index
    self.frame = frame
    self.offset = offset
    self.period = period
    self.wasLate = wasLate
  }
}
