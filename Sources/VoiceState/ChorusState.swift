// SPDX-License-Identifier: MIT
// The state of the chorus: one delay line and what is read from it. Audio thread.

import CRealtime

/// A delay line that is read at four places which move.
///
/// It works on whole cells, as the reverb does: no tap comes nearer to what is being written than a cell.
@safe @frozen public struct ChorusState: BitwiseCopyable {
  /// Frames behind the end of the ring that repeat its beginning: what a tap may pass in a cell at twice the speed.
  @inlinable public static var repeatedFrames: Int { @_noLocks @_noAllocation get { 192 } }

  // Safe because the engine that owns the memory outlives every copy of this pointer.
  /// The ring, and its beginning once more.
  public let ring: UnsafeMutablePointer<Float>
  /// Frames of the ring: a multiple of a cell.
  public let ringFrames: Int
  /// Where the cell at hand is written.
  public var position = 0
  /// Where each tap is read at the beginning of the cell, in frames of the ring, 32.32 fixed point, and what a frame adds.
  /// Taps 0 and 2 are heard on the left, 1 and 3 on the right.
  public var taps = SIMD4<UInt64>()
  /// See `taps`.
  public var tapSteps = SIMD4<UInt64>()
  /// Gains of the first and of the second pair of taps; of tap 0 into the line; of both sides into the reverb.
  public var gains = SIMD4<Float>()
  /// Change per frame.
  public var gainSteps = SIMD4<Float>()
  /// One-pole low-pass before the line: how much of the last value stays; 0 for none.
  public var lowPass: Float = 0
  /// Change per frame.
  public var lowPassStep: Float = 0
  /// Its last value.
  public var lowPassMemory: Float = 0
  /// Tap 0 over the cell before: what is fed back.
  public let feedback: UnsafeMutablePointer<Float>

  /// Silent memory for delays of up to `longest` frames. Thread: setup.
  public init(longest: Int) {
    let cell = VoiceLayout.controlFrames
    ringFrames = (longest / cell + 4) * cell
    let count = ringFrames + ChorusState.repeatedFrames
    unsafe ring = .allocate(capacity: count)
    unsafe ring.initialize(repeating: 0, count: count)
    unsafe feedback = .allocate(capacity: cell)
    unsafe feedback.initialize(repeating: 0, count: cell)
  }

  /// Frees the memory; no copy may be used after. Thread: setup.
  public func deallocate() {
    unsafe ring.deallocate()
    unsafe feedback.deallocate()
  }
}

extension ChorusState {
  /// Silence everywhere. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func silence() {
    let stride = MemoryLayout<Float>.stride
    unsafe rt_zero(ring, UInt64((ringFrames &+ ChorusState.repeatedFrames) &* stride))
    unsafe rt_zero(feedback, UInt64(VoiceLayout.controlFrames &* stride))
    position = 0
    lowPassMemory = 0
  }
}
