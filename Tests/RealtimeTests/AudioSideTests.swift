// SPDX-License-Identifier: MIT
// All parts of the room at work together, through code proved for the audio thread.

import Realtime
import Testing

@Suite struct `The audio side` {
  @Test func `passes numbers through rings with the table of the moment`() throws {
    let incoming = RingEnds<Int64>(capacity: 8)
    let outgoing = RingEnds<Int64>(capacity: 4)
    let tables = TableSwapEnds<Int64>(initial: 100)
    let pool = EventPool(slotCount: 2, slotByteCount: 64)
    let statistics = Statistics()
    let numbers = incoming.producer
    let publisher = tables.publisher
    let results = outgoing.consumer
    let leader = WorkLeader()
    let member = leader.makeMember()
    var side = AudioSide(
      incoming: incoming.consumer, outgoing: outgoing.producer, table: tables.reader, pool: pool.another(),
      statistics: statistics.another(), leader: leader, member: member)
    for number: Int64 in 1...5 { #expect(numbers.push(number) == true) }
    #expect(side.cycle(at: 7, rate: SampleRate(hertz: 48000)) == .zero)
    _ = publisher.publish(200)
    #expect(results.pop() == 101)
    #expect(side.cycle(at: 71, rate: SampleRate(hertz: 48000)) == FrameTime(64))
    #expect((0..<5).map { _ in results.pop() } == [102, 103, 104, 205, nil])
    #expect(publisher.isAcknowledged && pool.freeCount == 2)
    #expect(statistics.value(of: .eventsLost) == 1 && statistics.value(of: .eventsReceived) == 5)
    #expect(statistics.integer(.frameTime) == 64 && statistics.take(gauge: .peakLeft) == 0.5)
  }
}
