// SPDX-License-Identifier: MIT
// The behaviour of a table swap, seen from one thread.

import Realtime
import Testing

@Suite struct `A table swap` {
  @Test func `reads the initial table until another is published`() {
    let ends = TableSwapEnds(initial: Message(number: 1))
    let reader = ends.reader
    let publisher = ends.publisher
    #expect(reader.current() == Message(number: 1))
    #expect(publisher.isAcknowledged == true)
    #expect(publisher.publish(Message(number: 2)) == true)
    #expect(reader.current() == Message(number: 2))
    #expect(reader.current() == Message(number: 2))
  }

  @Test func `refuses a publication until the last one is acknowledged`() {
    let ends = TableSwapEnds(initial: 1)
    let reader = ends.reader
    let publisher = ends.publisher
    #expect(publisher.publish(2) == true)
    #expect(publisher.isAcknowledged == false)
    #expect(publisher.publish(3) == false)
    #expect(reader.current() == 2)
    #expect(publisher.isAcknowledged == true)
    #expect(publisher.publish(3) == true)
    #expect(reader.current() == 3)
  }

  @Test func `reads each of many publications`() {
    let ends = TableSwapEnds(initial: Message(number: 0))
    let reader = ends.reader
    let publisher = ends.publisher
    for number: UInt64 in 1...100 {
      #expect(publisher.publish(Message(number: number)) == true)
      #expect(reader.current() == Message(number: number))
    }
  }

  @Test func `outlives either end`() {
    let ends = TableSwapEnds(initial: 1)
    let reader = ends.reader
    Self.publishAndLetGo(ends.publisher)
    #expect(reader.current() == 2)
  }

  private static func publishAndLetGo(_ publisher: consuming TablePublisher<Int>) { _ = publisher.publish(2) }
}
