// SPDX-License-Identifier: MIT
// Makes what a process cycle needs. Setup thread.

import Realtime

extension JackCycle {
  /// `client`: opened, its ports registered; it must outlive this value. `tables`: its ports. `busLimit`: buses that there may
  /// ever be. Thread: setup.
  init(
    client: borrowing JackClient, tables: consuming TableReader<JackPortTable>, busLimit: Int
  ) {
    unsafe self.client = client.handle
    self.tables = tables
    ports = self.tables.current()
    unsafe scratch = .allocate(capacity: JackCycle.longestBlock)
    unsafe scratch.initialize(repeating: 0, count: JackCycle.longestBlock)
    unsafe outputs = .allocate(capacity: 2 * busLimit)
    unsafe outputs.initialize(repeating: scratch, count: 2 * busLimit)
    unsafe blocks = .allocate(capacity: busLimit)
    unsafe blocks.initialize(repeating: StereoBlock(left: scratch, right: scratch, count: 0), count: busLimit)
    statistics = client.statistics.another()
    lateWorkers = statistics.value(of: .workersLate)
    framesPerNanosecond = Double(client.sampleRate.hertz) / 1e9
  }
}
