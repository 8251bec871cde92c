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

  @Test(arguments: [UInt16(1), 0], [1, 7, 16, 1000])
  func `where a note-off is lost its channel is silenced when it was due, whatever the block`(
    group: UInt16, block: Int
  ) {
    var bench = PortBench(groupCount: 2, sequencerCapacity: 16)
    for _ in 0..<16 { acceptProved(&bench.port, Event(time: FrameTime(1000), 0x80, 1, 0)) }
    acceptProved(&bench.port, Event(time: FrameTime(40), 0x83, 60, 0, group: group))
    acceptProved(&bench.port, Event(time: FrameTime(33), 0x83, 61, 0, group: group))
    bench.render(96, inBlocksOf: block)
    let expected: [UInt64] = [0x40B3, 0x42B3, 0x7BB3]
    let groups: [UInt16] = group == 0 ? [1, 1, 1, 2, 2, 2] : [1, 1, 1]
    #expect(bench.log.seen.map(\.packed) == expected + (group == 0 ? expected : []))
    #expect(bench.log.seen.map(\.group) == groups)
    #expect(bench.log.seen.allSatisfy { $0.renderedTo == 40 && $0.time == 40 }, "at the frame of the later of the two")
    let (lost, noteOffsLost) = (bench.statistics.value(of: .eventsLost), bench.statistics.value(of: .noteOffsLost))
    #expect(lost == 2)
    #expect(noteOffsLost == 2)
    bench.render(1000, inBlocksOf: block)
    #expect(bench.log.seen.count == expected.count * (group == 0 ? 2 : 1) + 16, "and once is enough")
  }

  @Test func `channels of many groups are silenced each at its frame`() {
    let groupCount = 64
    var bench = PortBench(groupCount: groupCount, sequencerCapacity: 16)
    for _ in 0..<16 { acceptProved(&bench.port, Event(time: FrameTime(9999), 0x80, 1, 0)) }
    // A fixed disorder; the 1024 channels share 97 frames.
    let frames = (0..<groupCount * 16).map { Int64($0 * 7919 % 97 + 10) }
    for (index, frame) in frames.enumerated().reversed() {
      let status = 0x80 | UInt8(index % 16)
      acceptProved(&bench.port, Event(time: FrameTime(frame), status, 1, 0, group: UInt16(index / 16 + 1)))
    }
    // Groups that the port does not have are owed nothing.
    acceptProved(&bench.port, Event(time: FrameTime(5), 0x80, 1, 0, group: UInt16(groupCount + 1)))
    bench.render(200, inBlocksOf: 64)
    let seen = bench.log.seen
    #expect(seen.count == 3 * frames.count)
    #expect(seen.map(\.renderedTo) == frames.sorted().flatMap { [$0, $0, $0] })
    let channels = seen.map { Int($0.group - 1) * 16 + Int($0.packed & 15) }
    #expect(Set(channels).count == frames.count && channels.map { frames[$0] } == seen.map(\.renderedTo))
  }

  @Test func `System Reset for all groups that is lost silences every channel once`() {
    var bench = PortBench(groupCount: 64, sequencerCapacity: 16)
    for _ in 0..<16 { acceptProved(&bench.port, Event(time: FrameTime(9999), 0x80, 1, 0)) }
    acceptProved(&bench.port, Event(time: FrameTime(40), 0xFF, group: 0))
    bench.render(64, inBlocksOf: 16)
    let expected = (0..<64 * 16).flatMap { index in [index, index, index] }
    #expect(bench.log.seen.map { Int($0.group - 1) * 16 + Int($0.packed & 15) } == expected)
    #expect(bench.log.seen.allSatisfy { $0.renderedTo == 40 })
  }

  @Test(arguments: [1, 16, 1000])
  func `a lost note-off ends what came before it and nothing that comes after`(block: Int) {
    var bench = PortBench(sequencerCapacity: 16)
    acceptProved(&bench.port, PortTests.note(40, 1))
    for _ in 0..<15 { acceptProved(&bench.port, Event(time: FrameTime(5), 0x81, 1, 0)) }
    acceptProved(&bench.port, Event(time: FrameTime(40), 0x80, 1, 0))
    bench.render(10, inBlocksOf: block)
    #expect(bench.log.seen.count == 15, "now there is room again")
    acceptProved(&bench.port, PortTests.note(40, 2))
    bench.render(90, inBlocksOf: block)
    let seen = bench.log.seen.dropFirst(15)
    #expect(seen.map(\.packed) == [0x0140_0090, 0x40B0, 0x42B0, 0x7BB0, 0x0240_0090])
    #expect(seen.allSatisfy { $0.renderedTo == 40 })
  }

  @Test(arguments: [Prefetch.oneBlock, .neverHold])
  func `a miniport that wants its events earlier gets the silence with its frame`(prefetch: Prefetch) {
    var bench = PortBench(prefetch, sequencerCapacity: 16)
    for _ in 0..<16 { acceptProved(&bench.port, Event(time: FrameTime(1000), 0x80, 1, 0)) }
    acceptProved(&bench.port, Event(time: FrameTime(40), 0x83, 60, 0))
    bench.render(96, inBlocksOf: 32)
    let silence = bench.log.seen.prefix(3)
    #expect(silence.map(\.packed) == [0x40B3, 0x42B3, 0x7BB3])
    #expect(silence.allSatisfy { $0.time == 40 && $0.renderedTo == (prefetch == .oneBlock ? 32 : 0) })
  }

  @Test(arguments: [4, 40])
  func `a System Exclusive message of any length that is lost is counted once, as such`(length: Int) {
    var bench = PortBench(sequencerCapacity: 16)
    let player = bench.port.makeInput(source: 1, capacity: 4)
    for _ in 0..<15 { acceptProved(&bench.port, PortTests.note(10)) }
    let bytes: [UInt8] = [0xF0] + Array(repeating: 1, count: length - 2) + [0xF7]
    unsafe bytes.withUnsafeBytes { unsafe acceptProved(&bench.port, $0, FrameTime(5), 1) }
    for _ in 0..<4 { player.push(PortTests.note(10)) }
    unsafe bytes.withUnsafeBytes { _ = unsafe player.pushSystemExclusive($0, time: FrameTime(5)) }
    let (lost, systemExclusiveLost) = (
      bench.statistics.value(of: .eventsLost), bench.statistics.value(of: .systemExclusiveLost)
    )
    #expect(lost == 0 && systemExclusiveLost == 2)
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
