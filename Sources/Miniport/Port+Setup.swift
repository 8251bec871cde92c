// SPDX-License-Identifier: MIT
// Makes a port and its inputs. Setup thread.

public import Realtime

extension Port where M: ~Copyable {
  /// A port for `miniport`, which renders `busCount` stereo buses and listens to `groupCount` channel groups.
  ///
  /// `sequencerCapacity`: events that may wait, of which a sixteenth is kept for messages that end notes.
  /// Thread: setup.
  public init(
    miniport: consuming M, busCount: Int = 1, groupCount: Int = 1, statistics: borrowing Statistics,
    sequencerCapacity: Int = 8192
  ) {
    precondition(busCount > 0 && groupCount > 0, "a port has a bus and a channel group")
    self.miniport = miniport
    unsafe queue = .allocate(capacity: 1)
    unsafe queue.initialize(
      to: PortQueue(groupCount: groupCount, sequencerCapacity: sequencerCapacity, statistics: statistics))
    self.busCount = busCount
    unsafe self.parts = .allocate(capacity: busCount)
  }

  /// A further input for events from another thread, which is not the audio thread; each event will carry `source`
  /// (1 for the player, 2 and up for other clients). `capacity`: events that fit, a power of two,
  /// of which a sixteenth is kept for messages that end notes.
  ///
  /// Thread: setup, before the port is handed to the audio thread.
  public mutating func makeInput(source: UInt16, capacity: Int = 4096) -> PortInput {
    unsafe queue.pointee.makeInput(source: source, capacity: capacity)
  }
}
