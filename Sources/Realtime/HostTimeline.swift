// SPDX-License-Identifier: MIT
// A 64-bit timeline over JACK's 32-bit frame counter. Audio thread.

/// Extends the server's 32-bit frame counter, which wraps within a day or so, to the 64-bit host timeline.
///
/// The first cycle is frame 0 of the timeline. A step of the counter of less than 2³¹ frames forwards, across its wrap
/// or not, moves the timeline by as much. A step backwards, of at most 2³¹ frames, is held: that cycle begins where the
/// cycle before began, and time runs on from there with the next step forwards. So time never runs backwards, and a
/// counter that the server set back costs nothing but the step itself.
@frozen public struct HostTimeline: BitwiseCopyable, Sendable {
  /// Where the current cycle begins; 0 before the first one.
  public private(set) var cycleStart: FrameTime
  /// The server's counter at that moment.
  private var counter: UInt32
  /// Whether a first cycle has defined frame 0.
  private var hasBegun: Bool

  /// A timeline that the first cycle begins. Thread: setup.
  public init() {
    cycleStart = FrameTime(0)
    counter = 0
    hasBegun = false
  }

  /// Moves to the cycle that begins when the server's counter is `counter`, and returns its start.
  ///
  /// Thread: audio, once a cycle.
  @_noLocks @_noAllocation
  public mutating func advance(toCycleStart counter: UInt32) -> FrameTime {
    let step = hasBegun ? Int32(bitPattern: counter &- self.counter) : 0
    hasBegun = true
    self.counter = counter
    if step > 0 { cycleStart.frames &+= Int64(step) }
    return cycleStart
  }

  /// Says that the next cycle counts with a new counter, after the server was replaced: it begins where the last one
  /// began.
  ///
  /// Thread: setup, while no cycle runs.
  @_noLocks @_noAllocation
  public mutating func restart() { hasBegun = false }

  /// The moment `offset` frames into the current cycle. Thread: audio.
  @_noLocks @_noAllocation
  public func frameTime(ofCycleOffset offset: UInt32) -> FrameTime {
    FrameTime(cycleStart.frames &+ Int64(offset))
  }
}
