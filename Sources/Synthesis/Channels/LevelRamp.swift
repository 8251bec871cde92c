// SPDX-License-Identifier: MIT
// A controller that moves without a step. Audio thread.

import Realtime

/// A value that reaches its target along a straight line, so that a jump of a controller is not heard as a click.
struct LevelRamp: BitwiseCopyable {
  private var start: Double
  /// Where it is going.
  private(set) var target: Double
  private var startTime = FrameTime.zero
  private var endTime = FrameTime.zero

  /// At rest.
  @_noLocks @_noAllocation
  init(_ value: Double) {
    start = value
    target = value
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func value(at time: FrameTime) -> Double {
    guard time < endTime else { return target }
    return start + (target - start) * Double(time - startTime) / Double(endTime - startTime)
  }

  /// True until the target is reached. Thread: audio.
  @_noLocks @_noAllocation
  func isMoving(at time: FrameTime) -> Bool { time < endTime }

  /// Heads for a new target from wherever it is; at once where `frames` is 0. Thread: audio.
  @_noLocks @_noAllocation
  mutating func aim(at newTarget: Double, from time: FrameTime, frames: Int) {
    start = value(at: time)
    target = newTarget
    startTime = time
    endTime = time + frames
  }
}
