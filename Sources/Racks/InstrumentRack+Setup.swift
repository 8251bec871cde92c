// SPDX-License-Identifier: MIT
// Makes a rack. Setup thread.

import MIDI
public import Miniport
public import Realtime
public import Synthesis

extension InstrumentRack {
  /// `layout`: that of the synthesizer. `busLimit`: buses that there may ever be. `eventLimit`: messages that may come in one block, at
  /// least those that wait in the port. `board`: no other rack's. Thread: setup.
  public init(
    _ synthesizer: consuming Synthesizer, layout: PortLayout, busLimit: Int, eventLimit: Int,
    board: SlotBoard, statistics: consuming Statistics
  ) {
    self.synthesizer = synthesizer
    self.board = board
    tables = board.takeReader()
    table = self.tables.current()
    self.layout = layout
    self.busLimit = busLimit
    self.statistics = statistics
    // The silence of all groups comes on top of what waits.
    events = BlockEvents(capacity: eventLimit + 48 * RackTable.groupLimit, listCount: RackTable.slotLimit + 1)
    unsafe parts = .allocate(capacity: busLimit)
    unsafe short = .allocate(capacity: 1)
    unsafe short.initialize(to: 0)
  }
}
