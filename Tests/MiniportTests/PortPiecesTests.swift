// SPDX-License-Identifier: MIT
// System Exclusive that arrives in pieces, as some bridges to JACK send it.

import MIDI
import Miniport
import Realtime
import Testing

struct PortPiecesTests {
  /// Hands over one message or piece at a frame.
  static func accept(_ bytes: [UInt8], at frame: Int64, group: UInt16 = 1, _ bench: inout PortBench) {
    unsafe bytes.withUnsafeBytes { unsafe acceptProved(&bench.port, $0, FrameTime(frame), group) }
  }

  static func packed(_ bytes: [UInt8]) -> UInt64 {
    bytes.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
  }

  /// Received, malformed, lost.
  static func counts(_ bench: borrowing PortBench) -> [UInt64] {
    [
      bench.statistics.value(of: .eventsReceived), bench.statistics.value(of: .eventsMalformed),
      bench.statistics.value(of: .systemExclusiveLost),
    ]
  }

  @Test(arguments: [2, 6, 9, 300, 4096], [1, 2, 7, 256])
  func `the pieces of a message sound as one at the time of the last`(length: Int, pieceLength: Int) {
    let bytes: [UInt8] = [0xF0] + (1..<length - 1).map { UInt8($0 & 0x7F) } + [0xF7]
    var bench = PortBench()
    for start in stride(from: 0, to: length, by: pieceLength) {
      let end = min(start + pieceLength, length)
      Self.accept(Array(bytes[start..<end]), at: end == length ? 90 : 5, &bench)
    }
    bench.render(100)
    let entry = MiniportLog.Entry(
      renderedTo: 90, time: 90, packed: Self.packed(bytes), length: length, group: 1, isSystemExclusive: true)
    #expect(bench.log.seen == [entry])
    let counts = Self.counts(bench)
    #expect(counts == [1, 0, 0])
  }

  @Test func `real-time bytes inside a message and between its pieces are messages of their own`() {
    var bench = PortBench()
    let pieces: [[UInt8]] = [[0xF0, 1, 0xF8], [0xFE], [2, 0xF8, 3], [0xFA, 4], [0xF7]]
    for (index, piece) in pieces.enumerated() { Self.accept(piece, at: Int64(index + 1), &bench) }
    Self.accept([0xF0, 5, 0xF8, 0xF7], at: 9, &bench)
    bench.render(16)
    let clocks: [(UInt64, Int64)] = [(0xF8, 1), (0xFE, 2), (0xF8, 3), (0xFA, 4)]
    #expect(bench.log.seen.prefix(4).map(\.packed) == clocks.map(\.0))
    #expect(bench.log.seen.prefix(4).map(\.time) == clocks.map(\.1))
    let rest: [UInt64] = [Self.packed([0xF0, 1, 2, 3, 4, 0xF7]), 0xF8, Self.packed([0xF0, 5, 0xF7])]
    #expect(bench.log.seen.dropFirst(4).map(\.packed) == rest)
    let counts = Self.counts(bench)
    #expect(counts == [7, 0, 0])
  }

  @Test func `groups do not mix their pieces`() {
    var bench = PortBench(groupCount: 2)
    Self.accept([0xF0, 1], at: 1, group: 1, &bench)
    Self.accept([0xF0, 2], at: 1, group: 2, &bench)
    Self.accept([0x90, 60, 64], at: 1, group: 2, &bench)
    Self.accept([3, 0xF7], at: 2, group: 1, &bench)
    bench.render(16)
    #expect(bench.log.seen.map(\.packed) == [0x40_3C90, Self.packed([0xF0, 1, 3, 0xF7])])
    let counts = Self.counts(bench)
    #expect(counts == [3, 1, 0], "a note ends the message of its own group alone")
  }

  @Test(arguments: [[0x90, 60, 64], [0xF0, 9, 0xF7], [0xF6]] as [[UInt8]])
  func `a message that is cut off is counted, and what cuts it off plays`(message: [UInt8]) {
    var bench = PortBench()
    Self.accept([0xF0, 1, 2], at: 1, &bench)
    Self.accept(message, at: 2, &bench)
    Self.accept([3, 0xF7], at: 3, &bench)
    bench.render(16)
    #expect(bench.log.seen.map(\.packed) == [Self.packed(message)])
    let counts = Self.counts(bench)
    #expect(counts == [3, 2, 0], "and so is what came of it afterwards")
  }

  @Test(arguments: [[1, 0x90], [0xF7, 1], [1, 0xF0, 2]] as [[UInt8]])
  func `a piece that no message can have ends it`(piece: [UInt8]) {
    var bench = PortBench()
    Self.accept([0xF0, 1, 2], at: 1, &bench)
    Self.accept(piece, at: 2, &bench)
    Self.accept([0xF0, 5, 0xF7], at: 3, &bench)
    bench.render(16)
    #expect(bench.log.seen.map(\.packed) == [Self.packed([0xF0, 5, 0xF7])])
    let counts = Self.counts(bench)
    #expect(counts == [2, 1, 0])
  }

  @Test func `pieces of more than a slot holds are one message lost`() {
    var bench = PortBench()
    Self.accept([0xF0], at: 1, &bench)
    for _ in 0..<17 { Self.accept(Array(repeating: 1, count: 256), at: 2, &bench) }
    Self.accept([0xF7], at: 3, &bench)
    Self.accept([0xF0, 5, 0xF7], at: 4, &bench)
    bench.render(16)
    #expect(bench.log.seen.map(\.packed) == [Self.packed([0xF0, 5, 0xF7])])
    let counts = Self.counts(bench)
    #expect(counts == [2, 0, 1])
  }
}
