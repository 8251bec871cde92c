// SPDX-License-Identifier: MIT
// Messages that come from somebody else's code. Audio thread.

import MIDI
public import Realtime

extension OutgoingQueue {
  /// Puts one whole message behind the others, at its time or at that of the last one where that is later. What is none is counted as
  /// malformed, what finds no room as lost. The bytes do not change meanwhile. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func append(
    message: UnsafeRawBufferPointer, time: FrameTime, countingIn statistics: borrowing Statistics
  ) {
    // What is written later never leaves before.
    let ordered = lastTime.frames > time.frames ? lastTime : time
    if let event = unsafe Event(message: message, time: time) {
      if unsafe !append(message, time: ordered, isEnd: event.endsNotes()) { statistics.countLoss(of: event) }
    } else if unsafe PortQueue.isWholeSystemExclusive(message) {
      if unsafe !append(message, time: ordered, isEnd: false) { statistics.add(1, to: .systemExclusiveLost) }
    } else {
      statistics.add(1, to: .eventsMalformed)
    }
  }
}
