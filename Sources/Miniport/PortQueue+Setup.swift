// SPDX-License-Identifier: MIT
// Makes the queue of a port and its inputs. Setup thread.

import MIDI
import Realtime

extension PortQueue {
  /// Inputs that a port can have.
  static var inputLimit: Int { 16 }

  /// Thread: setup.
  init(groupCount: Int, sequencerCapacity: Int, statistics: borrowing Statistics) {
    unsafe inputs = .allocate(capacity: PortQueue.inputLimit)
    unsafe inlineBytes = .allocate(capacity: 1)
    unsafe inlineBytes.initialize(to: 0)
    sequencer = Sequencer(capacity: sequencerCapacity, reserve: sequencerCapacity / 16)
    pool = EventPool()
    self.statistics = statistics.another()
    overflow = NoteOverflow(groupCount: groupCount)
    self.groupCount = groupCount
    unsafe parsers = .allocate(capacity: groupCount)
    for group in 0..<groupCount {
      unsafe (parsers + group).initialize(to: WireParser(systemExclusiveCapacity: pool.slotByteCount))
    }
  }

  /// Thread: setup, before the port is moved to the audio thread.
  mutating func makeInput(source: UInt16, capacity: Int) -> PortInput {
    precondition(inputCount < PortQueue.inputLimit, "a port has at most \(PortQueue.inputLimit) inputs")
    let ends = RingEnds<Event>(capacity: capacity)
    unsafe (inputs + inputCount).initialize(to: ends.consumer)
    inputCount += 1
    return PortInput(events: ends.producer, pool: pool.another(), statistics: statistics.another(), source: source)
  }
}
