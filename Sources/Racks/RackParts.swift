// SPDX-License-Identifier: MIT
// A rack with everything that it needs, before it is handed to whoever renders. Setup.

import Miniport
public import Playback
public import Realtime
public import Synthesis

/// A synthesizer with miniports beside it.
public typealias RackParts = EngineParts<InstrumentRack>

extension EngineParts where M == InstrumentRack {
  /// `board`: with the miniports that are there from the beginning. `clientCount`: clients that may open it, 0 to 12. Thread: setup.
  public init(
    _ configuration: Synthesizer.Configuration, statistics: borrowing Statistics, downloader: Downloader,
    clientCount: Int = 0, board: SlotBoard
  ) {
    let counters = statistics.another()
    self.init(configuration, statistics: statistics, downloader: downloader, clientCount: clientCount) { synthesizer in
      InstrumentRack(
        synthesizer, configuration, eventLimit: configuration.eventCapacity + 2048 * clientCount, board: board,
        statistics: counters.another())
    }
  }
}
