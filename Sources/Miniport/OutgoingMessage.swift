// SPDX-License-Identifier: MIT
// A message that leaves by a MIDI output. Audio thread.

public import Realtime

/// One whole message that a miniport sends out, in memory of the miniport.
@safe @frozen public struct OutgoingMessage: BitwiseCopyable {
  /// When it leaves, in frames of the host timeline.
  public let time: FrameTime
  // Safe because the bytes belong to the queue that the message stands in, and stay until it is taken away.
  /// Status first; System Exclusive with F0 and F7.
  public let bytes: UnsafeRawBufferPointer

  /// `bytes`: stay until the message is taken away. Thread: audio.
  @_noLocks @_noAllocation
  @unsafe @inlinable public init(time: FrameTime, bytes: UnsafeRawBufferPointer) {
    self.time = time
    unsafe self.bytes = unsafe bytes
  }
}
