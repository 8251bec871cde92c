// SPDX-License-Identifier: MIT
// Where what comes in by the inputs goes.

import MIDI
import Miniport
import Realtime
import Testing

struct ThruTests {
  typealias Place = ThruRoutes.Place

  /// Group and bytes of what the miniport has been given.
  static func seen(_ bench: borrowing PortBench) -> [String] {
    bench.log.seen.map { entry in
      let bytes = (0..<entry.length).map { String(UInt8(truncatingIfNeeded: entry.packed >> (8 * $0)), radix: 16) }
      return "\(entry.time) \(entry.group): \(bytes.joined(separator: " "))"
    }
  }

  @Test func `without routes a channel goes to its own group`() {
    var bench = PortBench(groupCount: 3)
    PortPiecesTests.accept([0x93, 60, 100], at: 5, group: 2, &bench)
    bench.render(64)
    #expect(Self.seen(bench) == ["5 2: 93 3c 64"])
  }

  @Test func `a channel goes to every channel that its route names, at the same frame, and nowhere else`() {
    var bench = PortBench(groupCount: 3)
    var routes = ThruRoutes()
    routes.route(Place(group: 2, channel: 3), to: [Place(group: 3, channel: 5), Place(group: 1, channel: 0)])
    #expect(bench.port.thru.set(routes))
    bench.render(64)
    for frame in [70, 127, 128] { PortPiecesTests.accept([0x93, 60, 100], at: Int64(frame), group: 2, &bench) }
    PortPiecesTests.accept([0x94, 61, 100], at: 130, group: 2, &bench)
    bench.render(128)
    let copies = [70, 127, 128].flatMap { ["\($0) 3: 95 3c 64", "\($0) 1: 90 3c 64"] }
    #expect(Self.seen(bench) == copies + ["130 2: 94 3d 64"])
  }

  @Test func `a channel with an empty route goes nowhere`() {
    var bench = PortBench(groupCount: 2)
    var routes = ThruRoutes()
    routes.route(Place(group: 1, channel: 0), to: [])
    #expect(bench.port.thru.set(routes))
    bench.render(16)
    PortPiecesTests.accept([0x90, 60, 100], at: 20, &bench)
    PortPiecesTests.accept([0x91, 60, 100], at: 21, &bench)
    bench.render(16)
    #expect(Self.seen(bench) == ["21 1: 91 3c 64"])
  }

  @Test func `System Exclusive and clocks go along only when that is asked for`() {
    let exclusive: [UInt8] = [0xF0, 1, 2, 3, 4, 5, 6, 7, 8, 0xF7]
    var bench = PortBench(groupCount: 2)
    var routes = ThruRoutes()
    for channel in 0..<16 {
      routes.route(Place(group: 1, channel: channel), to: [Place(group: 2, channel: channel)])
    }
    #expect(bench.port.thru.set(routes))
    bench.render(16)
    PortPiecesTests.accept(exclusive, at: 20, &bench)
    PortPiecesTests.accept([0xF8], at: 21, &bench)
    bench.render(16)
    #expect(bench.log.seen.map(\.group) == [1, 1])
    routes.route(systemOf: 1, to: [2, 1])
    #expect(bench.port.thru.set(routes))
    bench.render(16)
    PortPiecesTests.accept(exclusive, at: 50, &bench)
    PortPiecesTests.accept([0xF8], at: 51, &bench)
    bench.render(16)
    #expect(bench.log.seen.dropFirst(2).map(\.group) == [2, 1, 2, 1])
    #expect(bench.log.seen.dropFirst(2).map(\.length) == [10, 10, 1, 1])
  }

  @Test func `what is held ends where its channel no longer goes, and plays on where it still goes`() {
    var bench = PortBench(groupCount: 3)
    let source = Place(group: 1, channel: 0)
    var routes = ThruRoutes()
    routes.route(source, to: [Place(group: 2, channel: 1), Place(group: 3, channel: 2)])
    #expect(bench.port.thru.set(routes))
    bench.render(16)
    for message: [UInt8] in [[0x90, 60, 100], [0x90, 64, 100], [0x80, 64, 0], [0xB0, 64, 127], [0xB0, 66, 127]] {
      PortPiecesTests.accept(message, at: 16, &bench)
    }
    PortPiecesTests.accept([0xB0, 66, 0], at: 17, &bench)
    bench.render(16)
    let before = bench.log.seen.count
    routes.route(source, to: [Place(group: 3, channel: 2), source])
    #expect(bench.port.thru.set(routes))
    bench.render(32)
    PortPiecesTests.accept([0x90, 67, 100], at: 70, &bench)
    bench.render(64)
    let after = Array(Self.seen(bench).dropFirst(before))
    // The pedal is let go first: the key's note then ends.
    #expect(after == ["64 2: b1 40 0", "64 2: 81 3c 40", "70 3: 92 43 64", "70 1: 90 43 64"])
  }

  @Test func `what stands for a player goes where that one's messages go`() {
    var bench = PortBench(groupCount: 3)
    var routes = ThruRoutes()
    routes.route(Place(group: 1, channel: 0), to: [Place(group: 3, channel: 2)])
    #expect(bench.port.thru.set(routes))
    let player = bench.port.makeInput(source: MessageSource.server)
    let control = bench.port.makeInput(source: MessageSource.host)
    bench.render(16)
    player.push(Event(time: FrameTime(20), 0xB0, 123, 0, group: 1))
    control.push(Event(time: FrameTime(21), 0xB0, 123, 0, group: 1))
    bench.render(16)
    #expect(Self.seen(bench) == ["20 3: b2 7b 0", "21 1: b0 7b 0"])
  }

  @Test func `a route is to channels of 64 groups, and lists each once`() {
    var routes = ThruRoutes()
    let source = Place(group: 1, channel: 0)
    let isTaken = [
      routes.route(source, to: [Place(group: 65, channel: 0)]),
      routes.route(source, to: [Place(group: 1, channel: 16)]),
      routes.route(systemOf: 0, to: [1]),
    ]
    #expect(isTaken == [false, false, false])
    #expect(routes.isEmpty)
    routes.route(source, to: [Place(group: 2, channel: 0), Place(group: 2, channel: 0)])
    #expect(routes.destinations(of: source) == [Place(group: 2, channel: 0)])
    routes.route(source, to: [source])
    #expect(routes.isEmpty)
  }
}
