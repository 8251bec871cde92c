// SPDX-License-Identifier: MIT
// Makes the queue of a port and its inputs. Setup thread.

import MIDI
import Realtime

extension PortQueue {
  /// Inputs that a port can have: no more than a doorbell has places.
  static var inputLimit: Int { 16 }

  /// Clients that a port can have.
  static var clientLimit: Int { 12 }
  /// Events that may wait of each client.
  private static var clientCapacity: Int { 2048 }

  /// Thread: setup.
  init(
    groupCount: Int, sequencerCapacity: Int, clientCount: Int, captured: consuming RingProducer<CapturedPiece>,
    thru: consuming TableReader<ThruTable>, statistics: borrowing Statistics
  ) {
    precondition((0...PortQueue.clientLimit).contains(clientCount), "a port has up to \(PortQueue.clientLimit) clients")
    unsafe inputs = .allocate(capacity: PortQueue.inputLimit)
    unsafe inputLanes = .allocate(capacity: PortQueue.inputLimit)
    unsafe inputLanes.initialize(repeating: 0, count: PortQueue.inputLimit)
    laneCount = clientCount + 1
    unsafe lanes = .allocate(capacity: laneCount)
    for lane in 0..<laneCount {
      let capacity = lane == 0 ? sequencerCapacity : PortQueue.clientCapacity
      unsafe (lanes + lane).initialize(to: Lane(capacity: capacity, statistics: Statistics()))
    }
    self.captured = captured
    self.thru = thru
    thruTable = self.thru.current()
    heldKeys = HeldKeys(groupCount: groupCount)
    unsafe inlineBytes = .allocate(capacity: 1)
    unsafe inlineBytes.initialize(to: 0)
    pool = EventPool()
    unsafe kept = .allocate(capacity: pool.slotCount)
    unsafe kept.initialize(repeating: 0, count: pool.slotCount)
    self.statistics = statistics.another()
    overflow = NoteOverflow(groupCount: groupCount)
    self.groupCount = groupCount
    unsafe parsers = .allocate(capacity: groupCount)
    for group in 0..<groupCount {
      unsafe (parsers + group).initialize(to: WireParser(systemExclusiveCapacity: pool.slotByteCount))
    }
  }

  /// Thread: setup, before the port is moved to the audio thread.
  mutating func makeInput(source: UInt16, capacity: Int, lane: Int = 0) -> PortInput {
    precondition(inputCount < PortQueue.inputLimit, "a port has at most \(PortQueue.inputLimit) inputs")
    let ends = RingEnds<Event>(capacity: capacity)
    unsafe (inputs + inputCount).initialize(to: ends.consumer)
    unsafe inputLanes[inputCount] = lane
    inputCount += 1
    return PortInput(
      events: ends.producer, bell: bell.another(), place: inputCount - 1, pool: pool.another(),
      statistics: statistics.another(),
      own: unsafe lanes[lane].statistics.another(), source: source)
  }
}
