// SPDX-License-Identifier: MIT
// What comes in by JACK, copied for who reads it back. Audio thread.

import Realtime

extension PortQueue {
  /// Copies a message where somebody wants that. One that does not fit as a whole is counted, and left out. Thread: audio.
  @_noLocks @_noAllocation
  func capture(_ message: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    guard statistics.integer(.captureReaders) > 0, message.count > 0 else { return }
    let pieces = (message.count &+ 7) / 8
    guard captured.capacity &- captured.count >= pieces else { return statistics.add(1, to: .capturesLost) }
    for piece in 0..<pieces {
      let length = min(8, message.count &- 8 &* piece)
      var packed: UInt64 = 0
      for index in 0..<length { packed |= UInt64(unsafe message[8 &* piece &+ index]) << UInt64(8 &* index) }
      _ = captured.push(
        CapturedPiece(
          time: time, packed: packed, length: UInt8(length), isLast: piece == pieces &- 1, group: group))
    }
  }
}
