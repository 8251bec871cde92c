// SPDX-License-Identifier: MIT
// What came in, for who reads it back. Written on the audio thread, read on a control thread.

public import Realtime

/// A piece of a message that came in by JACK, with its stamp: most messages are one piece, System Exclusive is several.
@frozen public struct CapturedPiece: BitwiseCopyable, Sendable {
  /// Of the message, in frames of the host timeline.
  public var time: FrameTime
  /// The first byte lowest.
  public var packed: UInt64
  /// Bytes of this piece, 1 to 8.
  public var length: UInt8
  /// Whether the message ends with it.
  public var isLast: Bool
  /// The group of the input, from 1.
  public var group: UInt16

  /// Thread: audio.
  @_noLocks @_noAllocation
  init(time: FrameTime, packed: UInt64, length: UInt8, isLast: Bool, group: UInt16) {
    self.time = time
    self.packed = packed
    self.length = length
    self.isLast = isLast
    self.group = group
  }

  /// Its bytes. Thread: any but audio.
  public var bytes: [UInt8] { (0..<length).map { UInt8(truncatingIfNeeded: packed >> (8 * UInt64($0))) } }
}
