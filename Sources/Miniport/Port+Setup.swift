// SPDX-License-Identifier: MIT
// Makes a port and its inputs. Setup thread.

public import Realtime

extension Port where M: ~Copyable {
  /// A port for `miniport`, which renders `busCount` stereo buses, and up to `busLimit` of them in another layout, and listens to
  /// `groupCount` channel groups, which is how many there may ever be.
  ///
  /// `sequencerCapacity`: events that may wait, of which a sixteenth is kept for messages that end notes. `clientCount`: clients
  /// that may open it, 0 to 12. `captured`: where what comes in by JACK can be read back.
  /// Thread: setup.
  public init(
    miniport: consuming M, busCount: Int = 1, groupCount: Int = 1, statistics: borrowing Statistics,
    sequencerCapacity: Int = 8192, clientCount: Int = 0, busLimit: Int? = nil,
    captured: consuming RingProducer<CapturedPiece>
  ) {
    precondition(busCount > 0 && groupCount > 0, "a port has a bus and a channel group")
    let busLimit = max(busCount, busLimit ?? 0)
    let routes = ThruTable(ThruRoutes(), groupCount: groupCount)
    let swap = TableSwapEnds<ThruTable>(initial: routes)
    thru = ThruSwitch(swap.publisher, initial: routes)
    self.miniport = miniport
    unsafe queue = .allocate(capacity: 1)
    unsafe queue.initialize(
      to: PortQueue(
        groupCount: groupCount, sequencerCapacity: sequencerCapacity, clientCount: clientCount, captured: captured,
        thru: swap.reader, statistics: statistics))
    usedBusCount = busCount
    self.busLimit = busLimit
    unsafe self.parts = .allocate(capacity: busLimit)
  }

  /// The same, from which nothing can be read back. Thread: setup.
  public init(
    miniport: consuming M, busCount: Int = 1, groupCount: Int = 1, statistics: borrowing Statistics,
    sequencerCapacity: Int = 8192, busLimit: Int? = nil
  ) {
    let unread = RingEnds<CapturedPiece>(capacity: 1)
    self.init(
      miniport: miniport, busCount: busCount, groupCount: groupCount, statistics: statistics,
      sequencerCapacity: sequencerCapacity, busLimit: busLimit, captured: unread.producer)
  }

  /// The input of a client with a sequencer of its own, each once, from 0. Its events carry 3 and up as their source.
  /// Thread: setup, before the port is handed to the audio thread.
  public mutating func makeClientInput(_ client: Int) -> PortInput {
    unsafe queue.pointee.makeInput(source: MessageSource.firstClient + UInt16(client), capacity: 2048, lane: 1 + client)
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
