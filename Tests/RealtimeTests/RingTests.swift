// SPDX-License-Identifier: MIT
// The behaviour of a ring, seen from one thread.

import Realtime
import Testing

@Suite struct `A ring` {
  @Test func `is empty when new`() {
    let ends = RingEnds<Int>(capacity: 4)
    let consumer = ends.consumer
    let producer = ends.producer
    #expect(consumer.pop() == nil)
    #expect(consumer.peek() == nil)
    #expect(consumer.count == 0 && producer.count == 0)
    #expect(consumer.capacity == 4 && producer.capacity == 4)
  }

  @Test(arguments: [1, 2, 8, 256])
  func `gives back in order what it was given`(capacity: Int) {
    let ends = RingEnds<Message>(capacity: capacity)
    let consumer = ends.consumer
    let producer = ends.producer
    // Three quarters at a time, so that the positions meet the end of the memory at every slot.
    let atOnce = UInt64(max(capacity * 3 / 4, 1))
    var pushed: UInt64 = 0
    var popped: UInt64 = 0
    for _ in 0..<20 {
      for _ in 0..<atOnce {
        #expect(producer.push(Message(number: pushed)) == true)
        pushed += 1
      }
      #expect(consumer.count == Int(atOnce) && producer.count == Int(atOnce))
      for _ in 0..<atOnce {
        #expect(consumer.pop() == Message(number: popped))
        popped += 1
      }
      #expect(consumer.pop() == nil)
    }
  }

  @Test(arguments: [1, 2, 64])
  func `refuses when full and keeps its elements`(capacity: Int) {
    let ends = RingEnds<Int>(capacity: capacity)
    let consumer = ends.consumer
    let producer = ends.producer
    for element in 0..<capacity { #expect(producer.push(element) == true) }
    #expect(producer.push(-1) == false)
    #expect(producer.count == capacity)
    #expect(consumer.pop() == 0)
    #expect(producer.push(capacity) == true)
    #expect(producer.push(-1) == false)
    for element in 1...capacity { #expect(consumer.pop() == element) }
    #expect(consumer.pop() == nil)
  }

  @Test func `shows the oldest element without taking it`() {
    let ends = RingEnds<Int>(capacity: 2)
    let consumer = ends.consumer
    let producer = ends.producer
    _ = producer.push(1)
    _ = producer.push(2)
    #expect(consumer.peek() == 1)
    #expect(consumer.peek() == 1)
    #expect(consumer.count == 2)
    #expect(consumer.pop() == 1)
    #expect(consumer.peek() == 2)
  }

  @Test func `outlives either end`() {
    let ends = RingEnds<Int>(capacity: 2)
    let consumer = ends.consumer
    Self.pushAndLetGo(ends.producer)
    #expect(consumer.pop() == 42)
    #expect(consumer.pop() == nil)
  }

  private static func pushAndLetGo(_ producer: consuming RingProducer<Int>) { _ = producer.push(42) }
}
