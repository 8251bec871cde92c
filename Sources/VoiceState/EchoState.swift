// SPDX-License-Identifier: MIT
// The state of the delay effects: a line for each side. Audio thread.

import CRealtime

/// Two delay lines that may feed each other: GS's delay and panning delay. It works on whole cells, as the reverb does.
@safe @frozen public struct EchoState: BitwiseCopyable {
  /// Gains: of the input; of the left line into itself, of the right into the left, of the left into the right; of the left
  /// line on the left, of the left and the right line on the right.
  public typealias Gains = SIMD8<Float>

  // Safe because the engine that owns the memory outlives every copy of these pointers.
  /// The left ring, with its first cell once more behind its end.
  public let left: UnsafeMutablePointer<Float>
  /// The right ring, in the same way.
  public let right: UnsafeMutablePointer<Float>
  /// What both gave over the cell before: a cell each.
  public let feedback: UnsafeMutablePointer<Float>
  /// Frames of a ring: a multiple of a cell.
  public let ringFrames: Int
  /// Where the cell at hand is written.
  public var position = 0
  /// Frames of the delay, at least a cell.
  public var length = 64
  /// At the beginning of the cell.
  public var gains = Gains()
  /// Change per frame.
  public var gainSteps = Gains()

  /// Silent memory for delays of up to `longest` frames. Thread: setup.
  public init(longest: Int) {
    let cell = VoiceLayout.controlFrames
    ringFrames = (longest / cell + 2) * cell
    let count = 2 * (ringFrames + cell) + 2 * cell
    unsafe left = .allocate(capacity: count)
    unsafe left.initialize(repeating: 0, count: count)
    unsafe right = unsafe left + ringFrames + cell
    unsafe feedback = unsafe right + ringFrames + cell
  }

  /// Frees the memory; no copy may be used after. Thread: setup.
  public func deallocate() { unsafe left.deallocate() }

  /// Silence into both lines, in place of a cell of echoes. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func silenceCell() {
    let bytes = UInt64(VoiceLayout.controlFrames &* MemoryLayout<Float>.stride)
    unsafe rt_zero(left + position, bytes)
    unsafe rt_zero(right + position, bytes)
    if position == 0 {
      unsafe rt_zero(left + ringFrames, bytes)
      unsafe rt_zero(right + ringFrames, bytes)
    }
    unsafe rt_zero(feedback, 2 &* bytes)
    position = position &+ VoiceLayout.controlFrames == ringFrames ? 0 : position &+ VoiceLayout.controlFrames
  }
}
