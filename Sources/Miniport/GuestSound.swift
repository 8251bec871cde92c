// SPDX-License-Identifier: MIT
// Sound of somebody else's code on its way to the buses. Audio thread.

import CRealtime
public import Realtime

/// How loud a miniport is heard whose sound nobody answers for: it is looked at first, and gets to another gain without a step.
@safe public struct GuestSound: BitwiseCopyable {
  private var slope: GainSlope
  /// Of what an effect is to change, as far as that is heard.
  private var dry: GainSlope
  /// A signal of the block was no sound.
  private var isBroken = false
  /// The greatest sample of the block.
  public private(set) var peak: Float = 0

  /// 40 dB over full scale is no sound.
  private static var loudest: Float { @_noLocks @_noAllocation get { 100 } }

  /// Frames in which the last block before a silence fades.
  public static var fadeFrames: Int { @_noLocks @_noAllocation get { 128 } }

  /// `gain`: what it begins with. `dry`: of what an effect is to change, what is heard of that at first. Thread: any.
  @_noLocks @_noAllocation
  public init(gain: Float, dry: Float = 1) {
    slope = GainSlope(gain: gain)
    self.dry = GainSlope(gain: dry)
  }

  /// What its sound is multiplied by at the end of the block. Thread: any.
  public var gain: Float { @_noLocks @_noAllocation get { slope.gain } }

  /// Begins a block, which gets nearer to a gain. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func begin(frames: Int, gain wanted: Float) {
    slope.begin(frames: frames, gain: wanted)
    (isBroken, peak) = (false, 0)
  }

  /// Begins the last block before a silence, whose sound has a slope of its own. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func beginLast() {
    slope.beginLast()
    (isBroken, peak) = (false, 0)
  }

  /// Takes a signal of the block into its peak. One with a sample that is no number, or beyond all measure, is silenced for the block and
  /// counted. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func take(
    _ signal: UnsafeMutablePointer<Float>, _ frames: Int, countingIn statistics: borrowing Statistics
  ) {
    // Without their signs, samples are in the order of their bits, and what is no number comes behind all numbers.
    var greatest: UInt32 = 0
    for frame in 0..<frames { greatest = max(greatest, unsafe signal[frame].bitPattern & 0x7FFF_FFFF) }
    guard greatest < GuestSound.loudest.bitPattern else {
      statistics.add(1, to: .soundsCured)
      isBroken = true
      return unsafe rt_zero(signal, UInt64(frames) &* 4)
    }
    peak = max(peak, Float(bitPattern: greatest))
  }

  /// Adds a pair of signals of the block to a bus. Thread: audio.
  @_noLocks @_noAllocation
  public func add(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, to block: StereoBlock) {
    guard peak > 0, let blockLeft = unsafe block.leftSamples.baseAddress,
      let blockRight = unsafe block.rightSamples.baseAddress
    else { return }
    unsafe slope.add(left, to: blockLeft, count: block.count)
    unsafe slope.add(right, to: blockRight, count: block.count)
  }

  /// Writes what one of `count` inputs is to hear of a block: its side, the middle where there is one input alone, nothing where it is none of the
  /// first two. `memory`: as many samples as the block has. Thread: audio.
  @_noLocks @_noAllocation
  public static func feed(
    _ block: StereoBlock, toInput index: Int, of count: Int, _ memory: UnsafeMutablePointer<Float>
  ) {
    guard count > 1 else {
      for frame in 0..<block.count {
        unsafe memory[frame] = 0.5 * (block.leftSamples[frame] + block.rightSamples[frame])
      }
      return
    }
    let bytes = UInt64(block.count &* 4)
    let side = unsafe index == 0 ? block.leftSamples.baseAddress : block.rightSamples.baseAddress
    guard index < 2, let side = unsafe side else { return unsafe rt_zero(memory, bytes) }
    unsafe rt_copy(memory, side, bytes)
  }

  /// Puts a pair of signals of the block in the place of those that they were made of. `isDryKept`: as far as they are not heard, those are.
  /// Thread: audio.
  @_noLocks @_noAllocation
  public mutating func replace(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, in block: StereoBlock, isDryKept: Bool
  ) {
    // What is no sound counts as none, and comes in anew when it is some again.
    if isBroken { slope = GainSlope(gain: 0) }
    dry.begin(frames: block.count, gain: isDryKept ? 1 - slope.gain : 0)
    dry.apply(to: block)
    guard let blockLeft = unsafe block.leftSamples.baseAddress, let blockRight = unsafe block.rightSamples.baseAddress
    else { return }
    unsafe slope.add(left, to: blockLeft, count: block.count)
    unsafe slope.add(right, to: blockRight, count: block.count)
  }
}
