// SPDX-License-Identifier: MIT
// When a port delivers its events and what it renders between them.

import MIDI
import Miniport
import Realtime
import Testing

struct PortTests {
  static let blocks = [1, 7, 16, 64, 480, 1000, 8192]

  /// Events on and around block boundaries, some at equal times.
  static let frames: [Int64] = [
    1, 2, 15, 16, 16, 17, 63, 64, 65, 100, 479, 480, 999, 1000, 1000, 1001, 8191, 8192, 9000,
  ]

  static func note(_ frame: Int64, _ number: Int = 0) -> Event {
    Event(time: FrameTime(frame), packed: 0x90 | UInt64(number) << 24 | 0x40_0000, length: 3)
  }

  @Test(arguments: blocks)
  func `every event is seen at its frame whatever the block`(block: Int) {
    var bench = PortBench()
    for (number, frame) in Self.frames.enumerated().reversed() { acceptProved(&bench.port, Self.note(frame, number)) }
    bench.render(9001, inBlocksOf: block)
    let seen = bench.log.seen
    #expect(seen.map(\.renderedTo) == Self.frames)
    #expect(seen.map(\.time) == Self.frames)
    // Pushed from the last to the first: so of two at the same time, the higher number came first.
    #expect(seen.map { Int($0.packed >> 24) } == [0, 1, 2, 4, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14, 13, 15, 16, 17, 18])
    let late = bench.statistics.value(of: .eventsLate)
    #expect(late == 0)
  }

  @Test(arguments: blocks, [Prefetch.whenDue, .oneBlock, .neverHold])
  func `every frame is rendered exactly once and in order`(block: Int, prefetch: Prefetch) {
    var bench = PortBench(prefetch, busCount: 3)
    for frame in Self.frames { acceptProved(&bench.port, Self.note(frame)) }
    bench.render(9001, inBlocksOf: block)
    #expect(bench.log.gaps == 0)
    let expected = (0..<9001).map { Float($0) }
    let isWhole = bench.left == expected
    #expect(isWhole)
    #expect(bench.log.seen.count == Self.frames.count)
  }

  @Test func `a miniport that wants one block gets its events before the block, with their frames`() {
    var bench = PortBench(.oneBlock)
    for frame in [Int64(130), 64, 127, 0, 128] { acceptProved(&bench.port, Self.note(frame)) }
    bench.render(192, inBlocksOf: 64)
    #expect(bench.log.seen.map(\.renderedTo) == [0, 64, 64, 128, 128])
    #expect(bench.log.seen.map(\.time) == [0, 64, 127, 128, 130])
    #expect(bench.log.renders == 3, "and a block is not split")
  }

  @Test func `a miniport that holds its own events gets them as they come`() {
    var bench = PortBench(.neverHold)
    acceptProved(&bench.port, Self.note(1_000_000))
    acceptProved(&bench.port, Self.note(70))
    bench.render(64)
    #expect(bench.log.seen.map(\.renderedTo) == [0, 0])
    #expect(bench.log.seen.map(\.time) == [70, 1_000_000])
  }

  @Test(arguments: [Prefetch.whenDue, .oneBlock])
  func `late events play at the first frame of the block, in order, and are counted`(prefetch: Prefetch) {
    var bench = PortBench(prefetch)
    bench.render(100)
    for (number, frame) in [Int64(99), 3, 100, 50].enumerated() { acceptProved(&bench.port, Self.note(frame, number)) }
    bench.render(64)
    #expect(bench.log.seen.map(\.renderedTo) == [100, 100, 100, 100])
    #expect(bench.log.seen.map(\.time) == [100, 100, 100, 100])
    #expect(bench.log.seen.map { Int($0.packed >> 24) } == [1, 3, 0, 2])
    let (late, received) = (bench.statistics.value(of: .eventsLate), bench.statistics.value(of: .eventsReceived))
    #expect(late == 3)
    #expect(received == 4)
  }

  @Test func `an event of time 0 plays at once and is not late`() {
    var bench = PortBench()
    bench.render(100)
    acceptProved(&bench.port, Self.note(0))
    bench.render(64)
    #expect(bench.log.seen.map(\.renderedTo) == [100])
    let late = bench.statistics.value(of: .eventsLate)
    #expect(late == 0)
  }

  @Test func `an empty block delivers nothing and loses nothing`() {
    var bench = PortBench()
    acceptProved(&bench.port, Self.note(0))
    bench.render(0)
    #expect(bench.log.seen.isEmpty)
    bench.render(1)
    #expect(bench.log.seen.count == 1)
  }

  @Test(arguments: [2, 6, 8, 9, 300, 4096])
  func `a System Exclusive message of any length arrives whole at its frame`(length: Int) {
    var bench = PortBench()
    let bytes: [UInt8] = [0xF0] + (1..<length - 1).map { UInt8($0 & 0x7F) } + [0xF7]
    for _ in 0..<200 {
      unsafe bytes.withUnsafeBytes { unsafe acceptProved(&bench.port, $0, bench.now + 5, 2) }
      bench.render(16)
    }
    let seen = bench.log.seen
    let packed = bytes.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    #expect(seen.count == 200, "more than the pool has slots: each was given back")
    for (block, entry) in seen.enumerated() {
      #expect(entry.renderedTo == Int64(block * 16 + 5))
      #expect(entry.isSystemExclusive && entry.length == length && entry.packed == packed && entry.group == 2)
    }
  }

  /// What is wrong with a message.
  static let malformed: [[UInt8]] = [
    [], [60], [0x90, 60], [0x90, 60, 64, 0], [0x90, 60, 0x80], [0xF7], [0xF4], [0xF0, 1, 0x80, 0xF7], [0xF8, 1],
    [0xF0] + Array(repeating: 1, count: 20) + [0x80, 0xF7], Array(repeating: 0x90, count: 20), [0xF0, 1, 0x90, 60, 64],
  ]

  @Test(arguments: malformed)
  func `what is not one whole message is counted and not played`(bytes: [UInt8]) {
    var bench = PortBench()
    unsafe bytes.withUnsafeBytes { unsafe acceptProved(&bench.port, $0, bench.now, 1) }
    bench.render(16)
    #expect(bench.log.seen.isEmpty)
    let (received, lost) = (bench.statistics.value(of: .eventsReceived), bench.statistics.value(of: .eventsMalformed))
    #expect(received == 1 && lost == 1)
  }

  @Test(arguments: [[0x90, 60, 64], [0xC5, 9], [0xF8], [0xE0, 0, 64]] as [[UInt8]])
  func `a short message arrives as it is`(bytes: [UInt8]) {
    var bench = PortBench()
    unsafe bytes.withUnsafeBytes { unsafe acceptProved(&bench.port, $0, bench.now + 3, 7) }
    bench.render(16)
    let packed = bytes.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    let entry = MiniportLog.Entry(
      renderedTo: 3, time: 3, packed: packed, length: bytes.count, group: 7, isSystemExclusive: false)
    #expect(bench.log.seen == [entry])
  }

  @Test func `a System Exclusive message that no slot can hold is counted`() {
    var bench = PortBench()
    let bytes = [0xF0] + [UInt8](repeating: 1, count: 4095) + [0xF7]
    unsafe bytes.withUnsafeBytes { unsafe acceptProved(&bench.port, $0, bench.now, 1) }
    bench.render(16)
    #expect(bench.log.seen.isEmpty)
    let lost = bench.statistics.value(of: .systemExclusiveLost)
    #expect(lost == 1)
  }

  @Test func `notes that were due while nothing ran are left out, and what ends notes is not`() {
    var bench = PortBench()
    bench.render(64)
    let input = bench.port.makeInput(source: 1)
    for time: Int64 in [100, 9_999] {
      input.push(Event(time: FrameTime(time), 0x90, 60, 100))
      input.push(Event(time: FrameTime(time + 1), 0x80, 60, 0))
    }
    input.push(Event(time: FrameTime(200), 0xB0, 7, 50))
    input.push(Event(time: FrameTime(10_010), 0x90, 61, 100))
    input.push(Event(time: .zero, 0x90, 62, 100))
    bench.now = FrameTime(10_000)
    bench.port.leaveOutNotes(dueBefore: bench.now)
    bench.render(64)
    #expect(bench.log.seen.map { UInt8(truncatingIfNeeded: $0.packed) } == [0x90, 0x80, 0xB0, 0x80, 0x90])
    #expect(bench.log.seen.map { UInt8(truncatingIfNeeded: $0.packed >> 8) } == [62, 60, 7, 60, 61])
    let (stale, late) = (bench.statistics.value(of: .notesStale), bench.statistics.value(of: .eventsLate))
    #expect(stale == 2 && late == 2)
  }
}
