// SPDX-License-Identifier: MIT
// Gain, master volume and limiter, last in the chain. Audio thread; `MasterSection+Setup.swift` makes it.

import Realtime
import VoiceState

/// What every bus goes through before it leaves the engine.
@safe struct MasterSection: ~Copyable {
  // Safe because the section alone has these pointers, and frees them last of all.
  let limiters: UnsafeMutablePointer<Limiter>
  let samples: UnsafeMutablePointer<Float>
  let gains: UnsafeMutablePointer<Int32>
  var busCount: Int
  let hasLimiter: Bool
  /// The user's gain, linear.
  let baseGain: Float
  /// 10 ms: how long a new master volume takes.
  let rampFrames: Int
  /// What messages have set, and the two properties of the instrument, each linear.
  var songVolume = 1.0
  var volume = 1.0
  var boost = 1.0
  /// The least gain of all limiters in the block at hand.
  var leastGain: Float = 1
  /// All of that together.
  var level: LevelRamp

  deinit {
    unsafe limiters.deallocate()
    unsafe samples.deallocate()
    unsafe gains.deallocate()
  }

  /// Frames from what comes in to what goes out. Thread: any.
  var latencyFrames: Int { @_noLocks @_noAllocation get { hasLimiter ? unsafe limiters[0].delayFrames : 0 } }

  /// True while a limiter holds something back. Thread: audio.
  var isSounding: Bool {
    @_noLocks @_noAllocation get {
      guard hasLimiter else { return false }
      for bus in 0..<busCount where unsafe !limiters[bus].isSilent { return true }
      return false
    }
  }

  /// Master volume (universal real-time SysEx), 14 bits, on the same curve as CC7 (`dls.md` 4.5). Thread: audio.
  @_noLocks @_noAllocation
  mutating func setVolume(_ value: Int, at time: FrameTime) {
    let share = Double(value) * (1.0 / 16_383)
    songVolume = share * share
    aim(from: time)
  }

  /// The instrument's own volume; −96 dB and below are silence. Thread: audio.
  @_noLocks @_noAllocation
  mutating func setVolume(decibels: Double, at time: FrameTime) {
    volume = decibels > -96 ? RealtimeMath.amplitude(ofDecibels: min(decibels, 0)) : 0
    aim(from: time)
  }

  /// What is added to it, −20 to 20 dB. Thread: audio.
  @_noLocks @_noAllocation
  mutating func setBoost(decibels: Double, at time: FrameTime) {
    boost = RealtimeMath.amplitude(ofDecibels: RealtimeMath.limited(decibels, -20, 20))
    aim(from: time)
  }

  @_noLocks @_noAllocation
  private mutating func aim(from time: FrameTime) {
    level.aim(at: songVolume * volume * boost * Double(baseGain), from: time, frames: rampFrames)
  }

  /// One bus, in place; returns the greatest magnitude of each side. `isSilent`: nothing but zeros comes in. What holds
  /// something that is not a finite number is silent afterwards, with all that the limiter held back, and nil is returned.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func process(
    bus: Int, _ block: StereoBlock, time: FrameTime, isSilent: Bool
  ) -> (left: Float, right: Float)? {
    if isSilent, unsafe !hasLimiter || limiters[bus].isSilent { return (0, 0) }
    if !isSilent { amplify(block, time) }
    let peak = MasterSection.peak(of: block)
    guard peak.left.isFinite, peak.right.isFinite else {
      block.clear()
      if hasLimiter { unsafe limiters[bus].begin() }
      return nil
    }
    guard hasLimiter else { return peak }
    unsafe limiters[bus].process(block, peak: max(peak.left, peak.right))
    leastGain = unsafe min(leastGain, limiters[bus].leastGain)
    return MasterSection.peak(of: block)
  }

  @_noLocks @_noAllocation
  private func amplify(_ block: StereoBlock, _ time: FrameTime) {
    let left = unsafe block.leftSamples
    let right = unsafe block.rightSamples
    guard level.isMoving(at: time) else {
      let gain = Float(level.target)
      if let samples = left.baseAddress { unsafe SampleRow.scale(samples, by: gain, count: block.count) }
      if let samples = right.baseAddress { unsafe SampleRow.scale(samples, by: gain, count: block.count) }
      return
    }
    for frame in 0..<block.count {
      let gain = Float(level.value(at: time + frame))
      unsafe left[frame] *= gain
      unsafe right[frame] *= gain
    }
  }

  @_noLocks @_noAllocation
  private static func peak(of block: StereoBlock) -> (left: Float, right: Float) {
    unsafe (peak(of: block.leftSamples), peak(of: block.rightSamples))
  }

  @_noLocks @_noAllocation
  private static func peak(of samples: UnsafeMutableBufferPointer<Float>) -> Float {
    guard let first = samples.baseAddress else { return 0 }
    return unsafe SampleRow.peak(of: first, count: samples.count)
  }
}
