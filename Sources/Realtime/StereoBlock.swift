// SPDX-License-Identifier: MIT
// Two channels of audio that somebody else owns. Audio thread.

public import CRealtime

/// A stretch of two channels of audio in memory that somebody else owns, for the length of a call.
@safe @frozen public struct StereoBlock: BitwiseCopyable {
  // Safe because both pointers cover `count` samples for as long as the block is in use: its maker's promise.
  @usableFromInline let left: UnsafeMutablePointer<Float>
  @usableFromInline let right: UnsafeMutablePointer<Float>
  /// Frames in the block.
  public let count: Int

  /// Frames of the longest block that miniports are asked for. Thread: any.
  @inlinable public static var longestCount: Int { @_noLocks @_noAllocation get { 8192 } }

  /// `left`, `right`: `count` samples each, which outlive the block. Thread: any.
  @_noLocks @_noAllocation
  @unsafe @inlinable public init(left: UnsafeMutablePointer<Float>, right: UnsafeMutablePointer<Float>, count: Int) {
    unsafe self.left = left
    unsafe self.right = right
    self.count = count
  }

  /// The stretch of `count` frames that begins at frame `start`, cut to what there is. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public func part(from start: Int, count wanted: Int) -> StereoBlock {
    let first = min(max(start, 0), count)
    return unsafe StereoBlock(left: left + first, right: right + first, count: min(max(wanted, 0), count - first))
  }

  /// Sets every sample to 0. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public func clear() {
    let bytes = UInt64(count * MemoryLayout<Float>.stride)
    unsafe rt_zero(left, bytes)
    unsafe rt_zero(right, bytes)
  }

  /// The left channel, for code that checks its own bounds. Thread: any.
  @inlinable public var leftSamples: UnsafeMutableBufferPointer<Float> {
    unsafe UnsafeMutableBufferPointer(start: left, count: count)
  }

  /// The right channel, for code that checks its own bounds. Thread: any.
  @inlinable public var rightSamples: UnsafeMutableBufferPointer<Float> {
    unsafe UnsafeMutableBufferPointer(start: right, count: count)
  }
}
