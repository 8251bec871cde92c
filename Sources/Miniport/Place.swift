// SPDX-License-Identifier: MIT
// Where something stands in the order of delivery. Audio thread.

/// A place in the order in which a port delivers: by time, equal times in order of arrival.
struct Place: BitwiseCopyable {
  /// When, in frames of the host timeline.
  let frames: Int64
  /// Events that the sequencer had taken in before.
  let arrival: UInt64

  /// After all others. Thread: audio.
  static var never: Place {
    @_noLocks @_noAllocation get { Place(frames: .max, arrival: .max) }
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  init(frames: Int64, arrival: UInt64) {
    self.frames = frames
    self.arrival = arrival
  }

  /// Whether both are the same place. Thread: audio.
  @_noLocks @_noAllocation
  func equals(_ other: Place) -> Bool { frames == other.frames && arrival == other.arrival }

  /// Whether this is the earlier place. Thread: audio.
  @_noLocks @_noAllocation
  func precedes(_ other: Place) -> Bool {
    frames == other.frames ? arrival < other.arrival : frames < other.frames
  }
}
