// SPDX-License-Identifier: MIT
// Everything that an audio thread calls in this room, called from another module where the compiler must prove it.

import Realtime

/// What the ends in this room look like on the audio thread. That this file compiles is the test.
struct AudioSide: ~Copyable {
  let incoming: RingConsumer<Int64>
  let outgoing: RingProducer<Int64>
  let table: TableReader<Int64>
  let pool: EventPool
  let statistics: Statistics
  var timeline = HostTimeline()
  var leader: WorkLeader
  let member: WorkMember

  /// Adds the table's number to every number that came in and sends it on; the start of the cycle.
  @_noLocks @_noAllocation
  mutating func cycle(at counter: UInt32, rate: SampleRate) -> FrameTime {
    let start = timeline.advance(toCycleStart: counter, frames: 64)
    let addend = table.current()
    while let number = incoming.peek() {
      guard outgoing.push(number &+ addend) else {
        statistics.add(to: .eventsLost)
        break
      }
      _ = incoming.pop()
      statistics.add(1, to: .eventsReceived)
    }
    statistics.set(Int64(incoming.count), gauge: .sequencerDepth)
    statistics.raise(0.5, gauge: .peakLeft)
    statistics.set(statistics.real(.peakLeft), gauge: .load)
    if let slot = pool.reserve() {
      unsafe pool.bytes(ofSlot: slot).storeBytes(of: statistics.value(of: .eventsReceived), as: UInt64.self)
      pool.release(slot)
    }
    leader.open(pieceCount: 2)
    if leader.take() != nil { leader.finish() }
    if member.take() != nil { member.finish() }
    if !leader.isDone(before: 0), !leader.isDone { statistics.add(1, to: .workersLate) }
    let again = rate.frameTime(of: rate.referenceTime(of: start))
    statistics.set(again.frames, gauge: .frameTime)
    return again < start + pool.freeCount ? again : .zero
  }
}
