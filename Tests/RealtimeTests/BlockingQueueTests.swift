// SPDX-License-Identifier: MIT
// A queue whose reader sleeps while it is empty.

import Glibc
import Realtime
import Testing

@Suite struct `A blocking queue` {
  @Test func `gives back in order what it was given`() {
    let queue = BlockingQueue<Int>()
    #expect(queue.isEmpty)
    for element in 0..<100 { queue.push(element) }
    #expect(!queue.isEmpty)
    for element in 0..<50 { #expect(queue.pop() == element) }
    for element in 50..<100 { #expect(queue.popIfAny() == element) }
    #expect(queue.popIfAny() == nil)
    #expect(queue.isEmpty)
  }

  @Test func `keeps and gives nothing once it is closed`() {
    let queue = BlockingQueue<Int>()
    queue.push(1)
    #expect(!queue.isClosed)
    queue.close()
    queue.push(2)
    #expect(queue.isClosed)
    #expect(queue.pop() == nil)
    #expect(queue.popIfAny() == nil)
  }

  @Test func `wakes a reader that waits, for an element and for the end`() {
    let queue = BlockingQueue<Int>()
    let findings = Findings<[Int]>([])
    let reader = WorkerThread(name: "queue-reader") {
      var popped: [Int] = []
      while let element = queue.pop() {
        popped.append(element)
        if popped.count == 100 { queue.close() }
      }
      findings.report(popped)
    }
    for element in 0..<100 {
      if element.isMultiple(of: 10) { usleep(100) }
      queue.push(element)
    }
    reader.join()
    #expect(findings.value == Array(0..<100))
  }

  @Test func `brings each element of several writers to one of several readers`() {
    let queue = BlockingQueue<Int>()
    let each = 2000
    let findings = (0..<2).map { _ in Findings<[Int]>([]) }
    let readers = findings.map { findings in
      WorkerThread(name: "queue-reader") {
        var popped: [Int] = []
        while popped.last != -1, let element = queue.pop() { popped.append(element) }
        findings.report(popped.dropLast())
      }
    }
    let writers = (0..<2).map { writer in
      WorkerThread(name: "queue-writer") { for number in 0..<each { queue.push(writer * each + number) } }
    }
    for thread in writers { thread.join() }
    for _ in readers { queue.push(-1) }
    for thread in readers { thread.join() }
    #expect(findings.flatMap(\.value).sorted() == Array(0..<(2 * each)))
  }
}
