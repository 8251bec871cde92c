// SPDX-License-Identifier: MIT
// Gain, master volume and limiter, last in the chain. Audio thread; `MasterSection+Setup.swift` makes it.

import Realtime

/// What every bus goes through before it leaves the engine.
@safe struct MasterSection: ~Copyable {
  // Safe because the section alone has this pointer, and frees it last of all.
  let limiters: UnsafeMutablePointer<Limiter>
  let busCount: Int
  let hasLimiter: Bool
  /// The user's gain, linear.
  let baseGain: Float
  /// 10 ms: how long a new master volume takes.
  let rampFrames: Int
  /// Gain times master volume, linear.
  var level: LevelRamp

  deinit { unsafe limiters.deallocate() }

  /// Master volume (universal real-time SysEx), 14 bits, on the same curve as CC7 (`dls.md` 4.5). Thread: audio.
  @_noLocks @_noAllocation
  mutating func setVolume(_ value: Int, at time: FrameTime) {
    let share = Double(value) * (1.0 / 16_383)
    level.aim(at: share * share * Double(baseGain), from: time, frames: rampFrames)
  }

  /// One bus, in place; returns the greatest magnitude of each side. Thread: audio.
  @_noLocks @_noAllocation
  mutating func process(bus: Int, _ block: StereoBlock, time: FrameTime) -> (left: Float, right: Float) {
    let left = unsafe block.leftSamples
    let right = unsafe block.rightSamples
    var peakLeft: Float = 0
    var peakRight: Float = 0
    var gain = Float(level.target)
    let isMoving = level.isMoving(at: time)
    for frame in 0..<block.count {
      if isMoving { gain = Float(level.value(at: time + frame)) }
      var l = unsafe left[frame] * gain
      var r = unsafe right[frame] * gain
      if hasLimiter { unsafe limiters[bus].limit(&l, &r) }
      unsafe left[frame] = l
      unsafe right[frame] = r
      peakLeft = max(peakLeft, l.magnitude)
      peakRight = max(peakRight, r.magnitude)
    }
    return (peakLeft, peakRight)
  }
}
