// SPDX-License-Identifier: MIT
// What a port does when its memory is full.

import MIDI
import Miniport
import Realtime
import Testing

struct PortOverflowTests {
  @Test func `lost notes are counted and the rest is delivered`() {
    var bench = PortBench(sequencerCapacity: 64)
    for _ in 0..<100 { acceptProved(&bench.port, PortTests.note(10)) }
    bench.render(16)
    #expect(bench.log.seen.count == 60, "a sixteenth is kept for what ends notes")
    let lost = bench.statistics.value(of: .eventsLost)
    #expect(lost == 40)
  }

  @Test(arguments: [UInt16(1), 0])
  func `where a note-off is lost its channel is silenced when it was due`(group: UInt16) {
    var bench = PortBench(groupCount: 2, sequencerCapacity: 16)
    for _ in 0..<16 { acceptProved(&bench.port, Event(time: FrameTime(1000), 0x80, 1, 0)) }
    acceptProved(&bench.port, Event(time: FrameTime(40), 0x83, 60, 0, group: group))
    acceptProved(&bench.port, Event(time: FrameTime(33), 0x83, 61, 0, group: group))
    bench.render(96, inBlocksOf: 16)
    let expected: [UInt64] = [0x40B3, 0x42B3, 0x7BB3]
    let groups: [UInt16] = group == 0 ? [1, 1, 1, 2, 2, 2] : [1, 1, 1]
    #expect(bench.log.seen.map(\.packed) == expected + (group == 0 ? expected : []))
    #expect(bench.log.seen.map(\.group) == groups)
    #expect(bench.log.seen.allSatisfy { $0.renderedTo == 48 }, "in the first block after the later of the two")
    let (lost, noteOffsLost) = (bench.statistics.value(of: .eventsLost), bench.statistics.value(of: .noteOffsLost))
    #expect(lost == 2)
    #expect(noteOffsLost == 2)
    bench.render(1000, inBlocksOf: 16)
    #expect(bench.log.seen.count == expected.count * (group == 0 ? 2 : 1) + 16, "and once is enough")
  }

  @Test func `a full pool of long messages loses the newest and counts it`() {
    var bench = PortBench()
    let bytes: [UInt8] = [0xF0] + Array(repeating: 1, count: 20) + [0xF7]
    for _ in 0..<130 { unsafe bytes.withUnsafeBytes { unsafe acceptProved(&bench.port, $0, FrameTime(5), 1) } }
    bench.render(16)
    #expect(bench.log.seen.count == 128)
    let lost = bench.statistics.value(of: .systemExclusiveLost)
    #expect(lost == 2)
  }
}
