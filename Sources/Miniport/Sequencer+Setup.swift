// SPDX-License-Identifier: MIT
// Makes a sequencer. Setup thread.

import MIDI
import Realtime

extension Sequencer {
  /// `capacity`: places, of which the last `reserve` are for messages that end notes. Thread: setup.
  public init(capacity: Int = 8192, reserve: Int = 512) {
    precondition(reserve >= 0 && reserve < capacity, "the reserve is a part of the capacity")
    unsafe self.entries = .allocate(capacity: capacity)
    // Touched now, so that the audio thread never meets a page that is not there yet.
    unsafe self.entries.initialize(repeating: Entry(event: Event(time: .zero, 0), arrival: 0), count: capacity)
    self.capacity = capacity
    self.reserve = reserve
  }
}
