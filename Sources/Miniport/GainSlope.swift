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

  /// Adds a block to another one of the same length. Thread: audio.
  @_noLocks @_noAllocation
  public func add(_ block: StereoBlock, to other: StereoBlock) {
    for frame in 0..<min(block.count, other.count) {
      let now = value(at: frame)
      unsafe other.leftSamples[frame] += now * block.leftSamples[frame]
      unsafe other.rightSamples[frame] += now * block.rightSamples[frame]
    }
  }

  /// Applies it to a block in place. Thread: audio.
  @_noLocks @_noAllocation
  public func apply(to block: StereoBlock) {
    guard first != 1 || step != 0 else { return }
    for frame in 0..<block.count {
      let now = value(at: frame)
      unsafe block.leftSamples[frame] *= now
      unsafe block.rightSamples[frame] *= now
    }
  }
}
