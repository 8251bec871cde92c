// SPDX-License-Identifier: MIT
// Messages on their way to a MIDI output.

import MIDI
import Miniport
import Realtime
import Testing

struct OutgoingQueueTests {
  static func append(_ bytes: [UInt8], at frame: Int64, isEnd: Bool = false, _ queue: inout OutgoingQueue) -> Bool {
    unsafe bytes.withUnsafeBytes { unsafe queue.append($0, time: FrameTime(frame), isEnd: isEnd) }
  }

  static func takeAll(_ queue: inout OutgoingQueue) -> [[UInt8]] {
    var taken: [[UInt8]] = []
    while let next = queue.next() {
      unsafe taken.append(Array(next.bytes))
      queue.removeNext()
    }
    return taken
  }

  @Test func `messages of any length leave whole and in order, however often the memory is used again`() {
    var queue = OutgoingQueue(capacity: 16, byteCapacity: 256)
    var random = SystemRandomNumberGenerator()
    var (put, taken): ([[UInt8]], [[UInt8]]) = ([], [])
    for round in 0..<5000 {
      let message = [UInt8](repeating: UInt8(round & 127), count: Int.random(in: 1...60, using: &random))
      if Self.append(message, at: Int64(round), &queue) { put.append(message) }
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        guard let next = queue.next() else { break }
        unsafe taken.append(Array(next.bytes))
        queue.removeNext()
      }
    }
    taken += Self.takeAll(&queue)
    #expect(taken == put)
    #expect(put.count > 2000)
  }

  @Test func `the last sixteenth of the places is for what ends notes`() {
    var queue = OutgoingQueue(capacity: 16, byteCapacity: 256)
    for _ in 0..<15 { _ = Self.append([0x90, 60, 100], at: 0, &queue) }
    let isRefused1 = !Self.append([0x90, 60, 100], at: 0, &queue)
    #expect(isRefused1)
    let isTaken2 = Self.append([0x80, 60, 0], at: 0, isEnd: true, &queue)
    #expect(isTaken2)
    let isRefused3 = !Self.append([0x80, 60, 0], at: 0, isEnd: true, &queue)
    #expect(isRefused3)
    let count = queue.count
    #expect(count == 16)
  }

  @Test func `of messages of somebody else's code only whole ones are kept, and never before the last`() {
    var queue = OutgoingQueue(capacity: 16, byteCapacity: 256)
    let statistics = Statistics()
    let messages: [(bytes: [UInt8], frame: Int64)] = [
      ([0x90, 60, 100], 10), ([0x90, 60], 11), ([60, 100], 11), ([0x90, 0x80, 1], 11), ([0xF0, 1, 2], 11), ([0xF5], 11),
      ([0xF0] + [UInt8](repeating: 1, count: 20) + [0xF7], 5),
      ([0xF0] + [UInt8](repeating: 0x90, count: 20) + [0xF7], 12),
      ([0x80, 60, 0], 9), ([], 12),
    ]
    for message in messages {
      unsafe message.bytes.withUnsafeBytes {
        unsafe queue.append(message: $0, time: FrameTime(message.frame), countingIn: statistics)
      }
    }
    var times: [Int64] = []
    while let next = queue.next() {
      times.append(next.time.frames)
      queue.removeNext()
    }
    #expect(times == [10, 10, 10])
    let malformed = statistics.value(of: .eventsMalformed)
    #expect(malformed == 7)
  }

  @Test func `a message longer than all of the memory is refused, and one after it is taken`() {
    var queue = OutgoingQueue(capacity: 16, byteCapacity: 256)
    let isRefused4 = !Self.append([UInt8](repeating: 1, count: 257), at: 0, &queue)
    #expect(isRefused4)
    let isTaken5 = Self.append([0xF8], at: 0, &queue)
    #expect(isTaken5)
    let taken = Self.takeAll(&queue)
    #expect(taken == [[0xF8]])
  }
}
