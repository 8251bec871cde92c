// SPDX-License-Identifier: MIT
// How what links add up to goes from one value to another. Audio thread.

import Realtime

/// The way of a voice's sums from where a message has found them to where it wants them: a straight line, as that of
/// volume and pan, so that no controller makes a step, whatever it is connected to. Gain goes along its amplitude.
///
/// The pitch is no part of it: it may jump, for a wave whose speed changes has no step.
struct LinkCourse: BitwiseCopyable {
  /// Set by a message: the sums are another thing now.
  var isTurned = false
  /// The sums of the last cell and when they were to be reached, without what was left of a way.
  private var last = LinkSums()
  private var lastTime = FrameTime.zero
  /// How far away the last message has found them, and how long the way is.
  private var distance = LinkSums()
  private var startTime = FrameTime.zero
  private var endTime = FrameTime.zero

  @_noLocks @_noAllocation
  init() {}

  /// Frames from `time` to the end of the last cell, had it not been cut. Thread: audio.
  @_noLocks @_noAllocation
  func framesLeft(at time: FrameTime) -> Int { max(0, lastTime - time) }

  /// True until the way is over. Thread: audio.
  @_noLocks @_noAllocation
  func isMoving(at time: FrameTime) -> Bool { time < endTime }

  /// A voice begins: it is where it is to be. Thread: audio.
  @_noLocks @_noAllocation
  mutating func begin(_ sums: LinkSums, at time: FrameTime) {
    self = LinkCourse()
    last = sums
    lastTime = time
  }

  /// A message has come: `sums` are what the last ones have become; gain counts up to `loudest` dB. Thread: audio.
  @_noLocks @_noAllocation
  mutating func turn(to sums: LinkSums, loudest: Double, at time: FrameTime, frames: Int) {
    isTurned = false
    var way = last
    way.add(sums, share: -1)
    way.own[1] = LinkCourse.amplitude(last.own[1], loudest) - LinkCourse.amplitude(sums.own[1], loudest)
    way.forgetPitch()
    // A message that has moved nothing here lets a way that is under way come to its end.
    guard !way.isNothing else { return }
    way.add(distance, share: share(at: time))
    distance = way
    startTime = time
    endTime = time + frames
  }

  /// What the sums are at `time` with what is left of the way. Thread: audio.
  @_noLocks @_noAllocation
  mutating func follow(_ sums: LinkSums, loudest: Double, at time: FrameTime) -> LinkSums {
    last = sums
    lastTime = time
    guard isMoving(at: time) else { return sums }
    var out = sums
    out.add(distance, share: share(at: time))
    out.own[1] = sums.own[1]
    if distance.own[1] != 0 {
      let amplitude = LinkCourse.amplitude(sums.own[1], loudest) + distance.own[1] * share(at: time)
      out.own[1] = amplitude > 0 ? RealtimeMath.decibels(ofAmplitude: amplitude) : -200
    }
    return out
  }

  /// What is louder than can be heard is on no way.
  @_noLocks @_noAllocation
  private static func amplitude(_ decibels: Double, _ loudest: Double) -> Double {
    RealtimeMath.amplitude(ofDecibels: max(min(min(decibels, loudest), 200), -200))
  }

  /// How much of the way is left.
  @_noLocks @_noAllocation
  private func share(at time: FrameTime) -> Double {
    isMoving(at: time) ? Double(endTime - time) / Double(endTime - startTime) : 0
  }
}
