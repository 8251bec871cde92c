// SPDX-License-Identifier: MIT
// A table swap between two threads. The thread sanitizer sees here whether the orderings are right.

import Glibc
import Realtime
import Testing

/// A table with memory outside of it, as an instrument table has.
@safe private struct Table: BitwiseCopyable, @unchecked Sendable {
  // Safe because the test is about who may read and write these entries when.
  let head: Message
  /// `Table.entryCount` entries that all hold the table's number while the table may be read.
  let entries: UnsafeMutablePointer<UInt64>

  static let entryCount = 16

  init(number: UInt64) {
    head = Message(number: number)
    unsafe entries = .allocate(capacity: Table.entryCount)
    unsafe entries.initialize(repeating: number, count: Table.entryCount)
  }

  /// Whether the table is whole and its entries are still its own.
  var isSound: Bool {
    guard head.isWhole else { return false }
    for entry in 0..<Table.entryCount where unsafe entries[entry] != head.number { return false }
    return true
  }

  /// Makes a late reader see a wrong number; only then is the memory given back.
  func invalidateAndFree() {
    unsafe entries.update(repeating: .max, count: Table.entryCount)
    unsafe entries.deallocate()
  }
}

@Suite struct `A table swap between two threads` {
  @Test func `never shows a torn table nor one whose memory is gone`() {
    let total: UInt64 = 5000
    let first = Table(number: 0)
    let ends = TableSwapEnds(initial: first)
    let faults = Findings<Int?>(nil)
    let seen = Findings(0)
    let reader = ends.reader
    let audio = WorkerThread(name: "table-reader") {
      var bad = 0
      var different = 0
      var last: UInt64 = 0
      while last < total {
        let table = reader.current()
        if !table.isSound || table.head.number < last { bad += 1 }
        if table.head.number != last { different += 1 } else { sched_yield() }
        last = table.head.number
      }
      faults.report(bad)
      seen.report(different)
    }
    let publisher = ends.publisher
    let worker = WorkerThread(name: "table-writer") {
      var older = first
      for number in 1...total {
        let newer = Table(number: number)
        while !publisher.publish(newer) { sched_yield() }
        while !publisher.isAcknowledged { sched_yield() }
        older.invalidateAndFree()
        older = newer
      }
    }
    worker.join()
    audio.join()
    #expect(faults.value == 0)
    // Each publication waited for its acknowledgement, so none was skipped.
    #expect(seen.value == Int(total))
  }

  @Test func `never changes the table under the reader when publications press`() {
    let total: UInt64 = 20_000
    let ends = TableSwapEnds(initial: Message(number: 0))
    let faults = Findings<Int?>(nil)
    let reader = ends.reader
    let audio = WorkerThread(name: "table-reader") {
      var bad = 0
      var last: UInt64 = 0
      while last < total {
        let table = reader.current()
        if !table.isWhole || table.number < last { bad += 1 }
        if table.number == last { sched_yield() }
        last = table.number
      }
      faults.report(bad)
    }
    let publisher = ends.publisher
    let worker = WorkerThread(name: "table-writer") {
      for number in 1...total {
        while !publisher.publish(Message(number: number)) { sched_yield() }
      }
    }
    worker.join()
    audio.join()
    #expect(faults.value == 0)
  }

  @Test func `is freed by the end that is let go last`() {
    for round: UInt64 in 1...100 {
      let ends = TableSwapEnds(initial: Message(number: 0))
      let reader = HandOver(ends.reader)
      let publisher = HandOver(ends.publisher)
      let audio = WorkerThread(name: "table-reader") { _ = reader.take().current() }
      let worker = WorkerThread(name: "table-writer") { _ = publisher.take().publish(Message(number: round)) }
      audio.join()
      worker.join()
    }
  }
}
