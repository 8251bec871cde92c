// SPDX-License-Identifier: MIT
// A ring between two threads. The thread sanitizer sees here whether the orderings are right.

import Glibc
import Realtime
import Testing

@Suite struct `A ring between two threads` {
  @Test(arguments: [1, 2, 64, 1024])
  func `brings every element across once, whole and in order`(capacity: Int) {
    let total: UInt64 = 20_000
    let ends = RingEnds<Message>(capacity: capacity)
    let faults = Findings<Int?>(nil)
    let consumer = ends.consumer
    let reader = WorkerThread(name: "ring-reader") {
      var bad = 0
      for number in 0..<total {
        // Every other element is looked at before it is taken.
        while number & 1 == 0 {
          guard let next = consumer.peek() else {
            sched_yield()
            continue
          }
          if next != Message(number: number) { bad += 1 }
          break
        }
        if Self.take(from: consumer) != Message(number: number) { bad += 1 }
      }
      if consumer.pop() != nil || consumer.count != 0 { bad += 1 }
      faults.report(bad)
    }
    let producer = ends.producer
    let writer = WorkerThread(name: "ring-writer") {
      for number in 0..<total {
        while !producer.push(Message(number: number)) { sched_yield() }
      }
    }
    writer.join()
    reader.join()
    #expect(faults.value == 0)
  }

  @Test func `is freed by the end that is let go last`() {
    for round: UInt64 in 0..<100 {
      let ends = RingEnds<Message>(capacity: 4)
      let consumer = HandOver(ends.consumer)
      let producer = HandOver(ends.producer)
      let reader = WorkerThread(name: "ring-reader") { _ = consumer.take().pop() }
      let writer = WorkerThread(name: "ring-writer") { _ = producer.take().push(Message(number: round)) }
      reader.join()
      writer.join()
    }
  }

  private static func take(from consumer: borrowing RingConsumer<Message>) -> Message {
    while true {
      if let message = consumer.pop() { return message }
      sched_yield()
    }
  }
}
