// SPDX-License-Identifier: MIT
// Makes the engine. Setup thread.

import Miniport
import Realtime

extension Engine where M: ~Copyable {
  /// Joins a port to the JACK ports of `client`, which must outlive the engine. Thread: setup.
  init(
    port: consuming Port<M>, client: borrowing JackClient, tables: consuming TableReader<JackPortTable>
  ) {
    precondition(port.busCount == client.configuration.layout.busCount, "the port has a bus for each output pair")
    let busLimit = port.busLimit
    self.port = port
    unsafe cycle = .allocate(capacity: 1)
    unsafe cycle.initialize(to: JackCycle(client: client, tables: tables, busLimit: busLimit))
  }
}
