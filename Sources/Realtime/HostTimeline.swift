// SPDX-License-Identifier: MIT
// A 64-bit timeline over JACK's 32-bit frame counter. Audio thread.

/// Extends the server's 32-bit frame counter, which wraps within a day or so, to the 64-bit host timeline.
///
/// The first cycle is frame 0 of the timeline. A step of the counter of less than 2³¹ frames forwards, across its wrap
/// or not, moves the timeline by as much, but always by the frames of the cycle before at least: so where the counter
/// stands still or steps backwards, by at most 2³¹ frames, that cycle follows the one before without a gap, and time runs
/// on from there. No frame is rendered twice, and a counter that the server set back costs nothing but the step itself.
@frozen public struct HostTimeline: BitwiseCopyable, Sendable {
  /// Where the current cycle begins; 0 before the first one.
  public private(set) var cycleStart: FrameTime
  /// The server's counter at that moment.
  private var counter: UInt32
  /// Frames of the current cycle; 0 before the first one.
  private var frames: UInt32
  /// Whether a first cycle has defined frame 0.
  private var hasBegun: Bool

  /// A timeline that the first cycle begins. Thread: setup.
  public init() {
    cycleStart = FrameTime(0)
    counter = 0
    frames = 0
    hasBegun = false
  }

  /// Moves to the cycle of `frames` frames that begins when the server's counter is `counter`, and returns its start.
  ///
  /// Thread: audio, once a cycle.
  @_noLocks @_noAllocation
  public mutating func advance(toCycleStart counter: UInt32, frames: UInt32) -> FrameTime {
    let step = hasBegun ? Int64(Int32(bitPattern: counter &- self.counter)) : 0
    hasBegun = true
    cycleStart.frames &+= max(step, Int64(self.frames))
    self.counter = counter
    self.frames = frames
    return cycleStart
  }
}
