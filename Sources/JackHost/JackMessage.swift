// SPDX-License-Identifier: MIT
// One MIDI message of a JACK buffer. Audio thread.

public import Realtime

/// A message where JACK keeps it, which is valid until the end of the cycle.
@unsafe @usableFromInline struct JackMessage: BitwiseCopyable {
  /// The whole message; empty when JACK could not give it.
  @usableFromInline let bytes: UnsafeRawBufferPointer
  /// When it sounds.
  @usableFromInline let time: FrameTime

  /// Thread: audio.
  @_noLocks @_noAllocation
  init(bytes: UnsafeRawBufferPointer, time: FrameTime) {
    unsafe self.bytes = unsafe bytes
    unsafe self.time = time
  }
}
