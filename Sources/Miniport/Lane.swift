// SPDX-License-Identifier: MIT
// What waits of one client. Audio thread; made at setup.

import Realtime

/// A sequencer and its counters: one for all that comes by JACK and from the program itself, and one for each client that has
/// opened the port (DirectMusic: one sequencer per open). What floods one takes no place from another.
struct Lane: ~Copyable {
  var sequencer: Sequencer
  /// What is counted for everybody, counted for this client once more.
  let statistics: Statistics
  /// How many waited when that was told last.
  var toldCount = 0

  /// `capacity`: events that may wait, a sixteenth of them kept for messages that end notes. Thread: setup.
  init(capacity: Int, statistics: consuming Statistics) {
    sequencer = Sequencer(capacity: capacity, reserve: capacity / 16)
    self.statistics = statistics
  }
}
