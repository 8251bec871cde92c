// SPDX-License-Identifier: MIT
// Makes a rack. Setup thread.

import MIDI
import Miniport
public import Realtime
public import Synthesis

extension InstrumentRack {
  /// `configuration`: that of the synthesizer. `eventLimit`: messages that may come in one block, at
  /// least those that wait in the port. `board`: no other rack's. Thread: setup.
  public init(
    _ synthesizer: consuming Synthesizer, _ configuration: Synthesizer.Configuration, eventLimit: Int,
    board: SlotBoard, statistics: consuming Statistics
  ) {
    self.synthesizer = synthesizer
    self.board = board
    tables = board.takeReader()
    table = self.tables.current()
    (layout, partLayout) = (configuration.layout, configuration.layout)
    hasEffects = configuration.hasEffects
    busLimit = configuration.busLimit
    self.statistics = statistics
    // Two synthesizers may hear a message, and the silence of all groups comes on top of what waits.
    events = BlockEvents(capacity: 2 * eventLimit + 48 * RackTable.groupLimit, listCount: RackTable.slotLimit + 1)
    unsafe parts = .allocate(capacity: busLimit)
    unsafe targets = .allocate(capacity: busLimit)
    // One for each group, and one for reverb and chorus.
    partLimit = configuration.groupLimit + 1
    let sampleCount = 2 * StereoBlock.longestCount * partLimit
    unsafe partSamples = .allocate(capacity: sampleCount)
    unsafe partSamples.initialize(repeating: 0, count: sampleCount)
    unsafe short = .allocate(capacity: 1)
    unsafe short.initialize(to: 0)
    fitSynthesizer(at: .zero)
  }
}
