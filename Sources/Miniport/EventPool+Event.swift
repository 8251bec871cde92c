// SPDX-License-Identifier: MIT
// Puts a message of any length into an event. Any thread.

import CRealtime
import MIDI
import Realtime

extension EventPool {
  /// An event that holds a copy of `bytes`: within itself up to 8 bytes, in a slot of this pool above. Nil when there is
  /// no free slot, when the message is longer than a slot, and when it is empty. Thread: any.
  @_noLocks @_noAllocation
  borrowing func event(
    holding bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16, source: UInt16
  ) -> Event? {
    guard let start = bytes.baseAddress, bytes.count > 0, bytes.count <= min(slotByteCount, Int(UInt16.max)) else {
      return nil
    }
    let length = UInt16(truncatingIfNeeded: bytes.count)
    if bytes.count <= 8 {
      return unsafe Event(beginningOf: bytes, time: time, group: group, source: source)
    }
    guard let slot = reserve() else { return nil }
    unsafe rt_copy(self.bytes(ofSlot: slot).baseAddress, start, UInt64(bytes.count))
    return Event(time: time, slot: slot, length: length, group: group, source: source)
  }
}
