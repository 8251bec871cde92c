// SPDX-License-Identifier: MIT
// An event pool among several threads. The thread sanitizer sees here whether the orderings are right.

import Glibc
import Realtime
import Testing

@Suite struct `An event pool among threads` {
  /// Words in a slot.
  private static let wordCount = 8

  @Test(arguments: [1, 3, 70])
  func `gives a slot to one thread at a time`(slotCount: Int) {
    let byteCount = Self.wordCount * MemoryLayout<UInt64>.stride
    let pool = EventPool(slotCount: slotCount, slotByteCount: byteCount)
    let findings = (0..<3).map { _ in Findings<Int?>(nil) }
    let threads = findings.enumerated().map { number, finding in
      let end = pool.another()
      return WorkerThread(name: "pool-\(number)") {
        finding.report(Self.useSlots(of: end, rounds: 5000, mark: UInt64(number) << 32))
      }
    }
    for thread in threads { thread.join() }
    #expect(findings.map(\.value) == [0, 0, 0])
    #expect(pool.freeCount == slotCount)
  }

  /// Fills slots with its own mark and looks whether another thread writes over it; how often that was so.
  private static func useSlots(of pool: borrowing EventPool, rounds: UInt64, mark: UInt64) -> Int {
    var bad = 0
    var done: UInt64 = 0
    while done < rounds {
      guard let slot = pool.reserve() else {
        sched_yield()
        continue
      }
      let words = unsafe pool.bytes(ofSlot: slot).assumingMemoryBound(to: UInt64.self)
      for word in 0..<wordCount { unsafe words[word] = mark | done }
      if done.isMultiple(of: 64) { sched_yield() }
      for word in 0..<wordCount where unsafe words[word] != mark | done { bad += 1 }
      pool.release(slot)
      done += 1
    }
    return bad
  }

  @Test func `carries messages through a ring to the thread that releases them`() {
    let total: UInt64 = 10_000
    let pool = EventPool(slotCount: 8, slotByteCount: 64)
    let ends = RingEnds<UInt16>(capacity: 16)
    let faults = Findings<Int?>(nil)
    let consumer = ends.consumer
    let readerPool = pool.another()
    let reader = WorkerThread(name: "pool-reader") {
      var bad = 0
      var number: UInt64 = 0
      while number < total {
        guard let slot = consumer.pop() else {
          sched_yield()
          continue
        }
        if unsafe readerPool.bytes(ofSlot: slot).load(as: Message.self) != Message(number: number) { bad += 1 }
        readerPool.release(slot)
        number += 1
      }
      faults.report(bad)
    }
    let producer = ends.producer
    let writerPool = pool.another()
    let writer = WorkerThread(name: "pool-writer") {
      for number in 0..<total {
        var slot = writerPool.reserve()
        while slot == nil {
          sched_yield()
          slot = writerPool.reserve()
        }
        guard let slot else { return }
        unsafe writerPool.bytes(ofSlot: slot).storeBytes(of: Message(number: number), as: Message.self)
        while !producer.push(slot) { sched_yield() }
      }
    }
    writer.join()
    reader.join()
    #expect(faults.value == 0)
    #expect(pool.freeCount == 8)
  }

  @Test func `is freed by the end that is let go last`() {
    for _ in 0..<100 {
      let pool = EventPool(slotCount: 2, slotByteCount: 64)
      let other = HandOver(pool.another())
      let last = HandOver(pool)
      let threads = [other, last].map { end in
        WorkerThread(name: "pool") {
          let pool = end.take()
          if let slot = pool.reserve() { pool.release(slot) }
        }
      }
      for thread in threads { thread.join() }
    }
  }
}
