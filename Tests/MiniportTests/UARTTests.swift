// SPDX-License-Identifier: MIT
// MIDI out: which messages leave, and when.

import MIDI
import Miniport
import Realtime
import Testing

struct UARTTests {
  static func sent(_ uart: inout UART, before end: Int64) -> [(time: Int64, bytes: [UInt8])] {
    var sent: [(time: Int64, bytes: [UInt8])] = []
    while let next = uart.outgoing(ofGroup: 2, before: FrameTime(end)) {
      unsafe sent.append((next.time.frames, Array(next.bytes)))
      uart.removeOutgoing(ofGroup: 2)
    }
    return sent
  }

  @Test func `messages leave whole, with their frames, System Exclusive too`() {
    var uart = UART(group: 2, statistics: Statistics())
    let exclusive: [UInt8] = [0xF0] + [UInt8](repeating: 7, count: 1000) + [0xF7]
    uart.put(Event(time: FrameTime(5), 0x90, 60, 100, group: 2))
    unsafe exclusive.withUnsafeBytes { unsafe uart.putSystemExclusive($0, time: FrameTime(6), group: 2) }
    uart.put(Event(time: FrameTime(7), 0xC3, 5, group: 2))
    uart.put(Event(time: FrameTime(8), 0xF8, group: 2))
    let sent = Self.sent(&uart, before: 8)
    #expect(sent.map(\.time) == [5, 6, 7])
    #expect(sent.map(\.bytes) == [[0x90, 60, 100], exclusive, [0xC3, 5]])
    let rest = Self.sent(&uart, before: 9).map(\.bytes)
    #expect(rest == [[0xF8]])
  }

  @Test func `a property is no message`() {
    var uart = UART(group: 2, statistics: Statistics())
    uart.put(Event(.volume, -6))
    let isSilent = Self.sent(&uart, before: .max).isEmpty
    #expect(isSilent)
  }

  @Test func `what finds no room is counted, and ends of notes find some longer`() {
    let statistics = Statistics()
    var uart = UART(
      group: 2, statistics: statistics.another(), queue: OutgoingQueue(capacity: 32, byteCapacity: 512))
    for _ in 0..<40 { uart.put(Event(time: .zero, 0x90, 60, 100, group: 2)) }
    for _ in 0..<3 { uart.put(Event(time: .zero, 0x80, 60, 0, group: 2)) }
    let exclusive: [UInt8] = [0xF0, 1, 0xF7]
    unsafe exclusive.withUnsafeBytes { unsafe uart.putSystemExclusive($0, time: .zero, group: 2) }
    let sent = Self.sent(&uart, before: .max).map(\.bytes)
    #expect(sent.filter { $0[0] == 0x90 }.count == 30)
    #expect(sent.filter { $0[0] == 0x80 }.count == 2)
    let lost = [Statistics.Counter.eventsLost, .noteOffsLost, .systemExclusiveLost].map { statistics.value(of: $0) }
    #expect(lost == [11, 1, 1])
  }
}
