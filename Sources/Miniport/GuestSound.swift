// SPDX-License-Identifier: MIT
// Sound of somebody else's code on its way to the buses. Audio thread.

import CRealtime
public import Realtime

/// How loud a miniport is heard whose sound nobody answers for: it is looked at first, and gets to another gain without a step.
@safe public struct GuestSound: BitwiseCopyable {
  /// What its sound is multiplied by at the end of the block.
  public private(set) var gain: Float
  /// At the beginning of the block, and at the end of its slope.
  private var (first, last): (Float, Float) = (0, 0)
  /// The greatest sample of the block.
  public private(set) var peak: Float = 0

  /// Frames from silence to full level.
  private static var slopeFrames: Float { @_noLocks @_noAllocation get { 512 } }
  /// 40 dB over full scale is no sound.
  private static var loudest: Float { @_noLocks @_noAllocation get { 100 } }

  /// `gain`: what it begins with. Thread: any.
  @_noLocks @_noAllocation
  public init(gain: Float) { self.gain = gain }

  /// Begins a block, which gets nearer to a gain. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func begin(frames: Int, gain wanted: Float) {
    let reach = Float(frames) / GuestSound.slopeFrames
    first = gain
    last = min(max(wanted, first - reach), first + reach)
    gain = last
    peak = 0
  }

  /// Begins the last block before a silence, whose sound has a slope of its own. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func beginLast() {
    (first, last) = (gain, gain)
    gain = 0
    peak = 0
  }

  /// Takes a signal of the block into its peak. One with a sample that is no number, or beyond all measure, is silenced for the block and
  /// counted. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func take(
    _ signal: UnsafeMutablePointer<Float>, _ frames: Int, countingIn statistics: borrowing Statistics
  ) {
    var greatest: Float = 0
    var sum: Float = 0
    for frame in 0..<frames {
      let sample = unsafe signal[frame]
      greatest = max(greatest, sample.magnitude)
      sum += sample - sample
    }
    // What is no number makes the sum none too.
    guard sum == 0, greatest < GuestSound.loudest else {
      statistics.add(1, to: .soundsCured)
      return unsafe rt_zero(signal, UInt64(frames) &* 4)
    }
    peak = max(peak, greatest)
  }

  /// Adds a pair of signals of the block to a bus. Thread: audio.
  @_noLocks @_noAllocation
  public func add(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, to block: StereoBlock) {
    guard block.count > 0, peak > 0 else { return }
    let step = (last - first) / Float(block.count)
    for frame in 0..<block.count {
      let now = first + step * Float(frame &+ 1)
      unsafe block.leftSamples[frame] += now * left[frame]
      unsafe block.rightSamples[frame] += now * right[frame]
    }
  }
}
