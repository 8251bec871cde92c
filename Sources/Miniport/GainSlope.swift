// SPDX-License-Identifier: MIT
// A gain that moves without a step. Audio thread.

public import Realtime

/// What sound is multiplied by, block by block: it gets to another value along straight lines.
@safe public struct GainSlope: BitwiseCopyable {
  /// At the end of the block.
  public private(set) var gain: Float
  /// At the beginning of the block, and by how much it moves in each frame until it is there.
  private var (first, step): (Float, Float) = (0, 0)

  /// Frames from silence to 1.
  public static var slopeFrames: Float { @_noLocks @_noAllocation get { 512 } }

  /// `gain`: what it begins with. Thread: any.
  @_noLocks @_noAllocation
  public init(gain: Float) { self.gain = gain }

  /// It stays at 1. Thread: any.
  public static var one: GainSlope {
    @_noLocks @_noAllocation get {
      var slope = GainSlope(gain: 1)
      slope.first = 1
      return slope
    }
  }

  /// Begins a block, which gets nearer to a gain. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func begin(frames: Int, gain wanted: Float) {
    let reach = Float(frames) / GainSlope.slopeFrames
    first = gain
    gain = min(max(wanted, first - reach), first + reach)
    step = (gain < first ? -1 : gain > first ? 1 : 0) / GainSlope.slopeFrames
  }

  /// Begins a block in which it stays; behind it, it is 0. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func beginLast() { (first, step, gain) = (gain, 0, 0) }

  /// What a frame of the block is multiplied by. Thread: audio.
  @_noLocks @_noAllocation
  public func value(at frame: Int) -> Float {
    let now = first + step * Float(frame &+ 1)
    return step < 0 ? max(now, gain) : step > 0 ? min(now, gain) : now
  }

  /// Nothing of the block is heard. Thread: any.
  @_noLocks @_noAllocation
  public func isSilent() -> Bool { first == 0 && gain == 0 }

  /// Adds a signal to another one. Both cover `count` samples. Thread: audio.
  @_noLocks @_noAllocation
  public func add(_ signal: UnsafePointer<Float>, to other: UnsafeMutablePointer<Float>, count: Int) {
    // One that stands is most of them, and is done several samples at a time.
    guard step != 0 else {
      let now = first
      for frame in 0..<count { unsafe other[frame] += now * signal[frame] }
      return
    }
    for frame in 0..<count { unsafe other[frame] += value(at: frame) * signal[frame] }
  }

  /// Adds a block to another one of the same length. Thread: audio.
  @_noLocks @_noAllocation
  public func add(_ block: StereoBlock, to other: StereoBlock) {
    let count = min(block.count, other.count)
    guard let left = unsafe block.leftSamples.baseAddress, let right = unsafe block.rightSamples.baseAddress,
      let otherLeft = unsafe other.leftSamples.baseAddress, let otherRight = unsafe other.rightSamples.baseAddress
    else { return }
    unsafe add(left, to: otherLeft, count: count)
    unsafe add(right, to: otherRight, count: count)
  }

  /// Applies it to a signal in place. Thread: audio.
  @_noLocks @_noAllocation
  public func apply(to signal: UnsafeMutablePointer<Float>, count: Int) {
    guard step != 0 else {
      let now = first
      if now != 1 { for frame in 0..<count { unsafe signal[frame] *= now } }
      return
    }
    for frame in 0..<count { unsafe signal[frame] *= value(at: frame) }
  }

  /// Applies it to a block in place. Thread: audio.
  @_noLocks @_noAllocation
  public func apply(to block: StereoBlock) {
    guard let left = unsafe block.leftSamples.baseAddress, let right = unsafe block.rightSamples.baseAddress else {
      return
    }
    unsafe apply(to: left, count: block.count)
    unsafe apply(to: right, count: block.count)
  }
}
