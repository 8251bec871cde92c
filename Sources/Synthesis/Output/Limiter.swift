// SPDX-License-Identifier: MIT
// Keeps the output under full scale. Audio thread; `Limiter+Setup.swift` makes it.

import Realtime

/// A peak limiter that looks ahead: the gain begins to fall when a peak comes in, along a straight line, is where the peak
/// needs it when the peak goes out, and comes back with a time constant of 50 ms. Both sides have the same gain.
///
/// While no peak is above its ceiling it only delays: not a bit is changed. The gain that each frame needs, recovering,
/// has its minimum taken over the frames that are in the delay, and that its mean over as many: the mean of minima that
/// all know of a peak is no higher than the peak allows. Gains are counted in whole numbers, so that their sum is exact.
@safe struct Limiter: BitwiseCopyable {
  /// −0.3 dBFS.
  static var ceiling: Float { @_noLocks @_noAllocation get { 0.966 } }
  /// A gain of 1.
  private static var one: Int32 { @_noLocks @_noAllocation get { 1 << 30 } }

  /// How many frames it looks ahead.
  let delayFrames: Int
  private let recovery: Double
  // Safe because the master section that owns the memory outlives every copy of these pointers.
  private let left: UnsafeMutablePointer<Float>
  private let right: UnsafeMutablePointer<Float>
  /// What frames need, over the delay and the newest.
  private var needs: SlidingMinimum
  /// A ring of `delayFrames + 1`: the minima.
  private let minima: UnsafeMutablePointer<Int32>
  private var place = 0
  private var window = 0
  private var envelope = 1.0
  private var sum: Int64
  /// Frames in a row without need: at rest when the windows hold nothing else.
  private var restFrames: Int
  /// The least gain of the stretch that went out last.
  private(set) var leastGain: Float = 1
  /// Silent frames in a row that came in.
  private(set) var silentFrames: Int

  /// `memory`: `delayFrames` samples for each side; `gains`: three times one number more. Thread: setup.
  init(
    delayFrames: Int, rate: SampleRate, memory: UnsafeMutablePointer<Float>, gains: UnsafeMutablePointer<Int32>
  ) {
    self.delayFrames = delayFrames
    recovery = 1 / (0.05 * Double(rate.hertz))
    unsafe left = memory
    unsafe right = memory + delayFrames
    unsafe minima = gains
    unsafe needs = SlidingMinimum(length: delayFrames + 1, memory: gains + delayFrames + 1)
    sum = Int64(delayFrames + 1) << 30
    restFrames = 2 * (delayFrames + 1)
    silentFrames = delayFrames
  }

  /// True when nothing is in the delay and the gain is 1. Thread: audio.
  var isSilent: Bool { @_noLocks @_noAllocation get { silentFrames >= delayFrames && isAtRest } }

  private var isAtRest: Bool { @_noLocks @_noAllocation get { restFrames >= 2 &* (delayFrames &+ 1) } }

  /// A stretch, in place; `peak` is its greatest magnitude. Thread: audio.
  @_noLocks @_noAllocation
  mutating func process(_ block: StereoBlock, peak: Float) {
    silentFrames = peak == 0 ? silentFrames &+ block.count : 0
    leastGain = 1
    guard peak > Limiter.ceiling || !isAtRest else { return delay(block) }
    let l = unsafe block.leftSamples
    let r = unsafe block.rightSamples
    for frame in 0..<block.count {
      let gain = unsafe gain(max(l[frame].magnitude, r[frame].magnitude))
      leastGain = min(leastGain, gain)
      unsafe l[frame] = exchange(left, l[frame], gain)
      unsafe r[frame] = exchange(right, r[frame], gain)
      place = place &+ 1 == delayFrames ? 0 : place &+ 1
    }
  }

  /// Takes over what another limiter holds back, and is as far down as the lower of both; the other one is as at first after that.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeOver(_ other: inout Limiter) {
    // Most buses are silent, and there may be hundreds of them in one block.
    guard !other.isSilent else { return }
    if isSilent { swap(&self, &other) } else { add(&other) }
    other.begin()
  }

  /// What both hold back together. While both are at rest not a bit of it is changed.
  @_noLocks @_noAllocation
  private mutating func add(_ other: inout Limiter) {
    var (mine, its) = (place, other.place)
    for _ in 0..<delayFrames {
      unsafe left[mine] += other.left[its]
      unsafe right[mine] += other.right[its]
      mine = mine &+ 1 == delayFrames ? 0 : mine &+ 1
      its = its &+ 1 == delayFrames ? 0 : its &+ 1
    }
    silentFrames = min(silentFrames, other.silentFrames)
    envelope = min(envelope, other.envelope)
    // The gains of before, as low as either, and then those that the sum needs, from its oldest frame on.
    let need = envelope == 1 ? Limiter.one : Int32(envelope * 0x1p30)
    for _ in 0...delayFrames { take(need) }
    for frame in 0..<delayFrames {
      let index = place &+ frame < delayFrames ? place &+ frame : place &+ frame &- delayFrames
      _ = unsafe gain(max(left[index].magnitude, right[index].magnitude))
    }
  }

  /// As at first: nothing in the delay, and a gain of 1. Thread: audio.
  @_noLocks @_noAllocation
  mutating func begin() {
    for frame in 0..<delayFrames { unsafe (left[frame], right[frame]) = (0, 0) }
    silentFrames = delayFrames
    guard !isAtRest else { return }
    envelope = 1
    for _ in 0...delayFrames { take(Limiter.one) }
    for _ in 0...delayFrames { take(Limiter.one) }
  }

  /// The delay alone.
  @_noLocks @_noAllocation
  private mutating func delay(_ block: StereoBlock) {
    let l = unsafe block.leftSamples
    let r = unsafe block.rightSamples
    var done = 0
    while done < block.count {
      let count = min(block.count &- done, delayFrames &- place)
      for frame in 0..<count {
        let (oldLeft, oldRight) = unsafe (left[place &+ frame], right[place &+ frame])
        unsafe left[place &+ frame] = l[done &+ frame]
        unsafe right[place &+ frame] = r[done &+ frame]
        unsafe l[done &+ frame] = oldLeft
        unsafe r[done &+ frame] = oldRight
      }
      place = place &+ count == delayFrames ? 0 : place &+ count
      done = done &+ count
    }
  }

  /// The oldest sample with its gain, for the newest. The product may be a bit too high, for it is rounded.
  @_noLocks @_noAllocation
  private func exchange(_ line: UnsafeMutablePointer<Float>, _ new: Float, _ gain: Float) -> Float {
    let old = unsafe line[place] * gain
    unsafe line[place] = new
    return min(max(old, -Limiter.ceiling), Limiter.ceiling)
  }

  /// The gain of the frame that goes out when one with this peak comes in.
  @_noLocks @_noAllocation
  private mutating func gain(_ peak: Float) -> Float {
    envelope += (1 - envelope) * recovery
    if envelope > 0.999_99 { envelope = 1 }
    if peak > Limiter.ceiling { envelope = min(envelope, Double(Limiter.ceiling) / Double(peak)) }
    take(envelope == 1 ? Limiter.one : Int32(envelope * 0x1p30))
    return Float(Double(sum) / Double(Int64(delayFrames &+ 1) << 30))
  }

  /// The need of one more frame.
  @_noLocks @_noAllocation
  private mutating func take(_ need: Int32) {
    restFrames = need == Limiter.one ? restFrames &+ 1 : 0
    let minimum = needs.take(need)
    sum = unsafe sum &+ Int64(minimum) &- Int64(minima[window])
    unsafe minima[window] = minimum
    window = window == delayFrames ? 0 : window &+ 1
  }
}
