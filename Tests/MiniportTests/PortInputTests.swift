// SPDX-License-Identifier: MIT
// Events from other threads.

import MIDI
import Miniport
import Realtime
import Testing

struct PortInputTests {
  @Test func `events of several inputs are merged by time, then by input`() {
    var bench = PortBench()
    let player = bench.port.makeInput(source: 1)
    let control = bench.port.makeInput(source: 2)
    control.push(PortTests.note(20, 2))
    control.push(PortTests.note(10, 3))
    player.push(PortTests.note(20, 1))
    player.push(PortTests.note(30, 4))
    acceptProved(&bench.port, PortTests.note(20, 0))
    bench.render(64)
    #expect(bench.log.seen.map { Int($0.packed >> 24) } == [3, 0, 1, 2, 4])
    #expect(bench.log.seen.map(\.renderedTo) == [10, 20, 20, 20, 30])
  }

  @Test func `a long message from another thread arrives and its slot comes back`() {
    var bench = PortBench()
    let player = bench.port.makeInput(source: 1)
    let bytes: [UInt8] = [0xF0] + Array(repeating: 7, count: 100) + [0xF7]
    for block in 0..<300 {
      let sent = unsafe bytes.withUnsafeBytes {
        unsafe player.pushSystemExclusive($0, time: FrameTime(Int64(block * 8 + 3)))
      }
      #expect(sent)
      bench.render(8)
    }
    #expect(bench.log.seen.map(\.renderedTo) == (0..<300).map { Int64($0 * 8 + 3) })
    #expect(bench.log.seen.allSatisfy { $0.isSystemExclusive && $0.length == 102 })
  }

  @Test func `what a full input refuses is counted`() {
    var bench = PortBench()
    let player = bench.port.makeInput(source: 1, capacity: 4)
    let before = player.room
    #expect(before == 4)
    for _ in 0..<5 { player.push(PortTests.note(1)) }
    player.push(Event(time: .zero, 0x80, 60))
    let bytes: [UInt8] = [0xF0] + Array(repeating: 7, count: 100) + [0xF7]
    let sent = unsafe bytes.withUnsafeBytes { unsafe player.pushSystemExclusive($0, time: .zero) }
    #expect(!sent)
    bench.render(8)
    let (lost, noteOffsLost, systemExclusiveLost, after) = (
      bench.statistics.value(of: .eventsLost), bench.statistics.value(of: .noteOffsLost),
      bench.statistics.value(of: .systemExclusiveLost), player.room
    )
    #expect(lost == 2 && noteOffsLost == 1 && systemExclusiveLost == 1)
    #expect(after == 4)
    #expect(bench.log.seen.count == 4)
  }

  @Test func `a full input still takes what ends notes`() {
    var bench = PortBench()
    let player = bench.port.makeInput(source: 1, capacity: 64)
    for _ in 0..<100 { player.push(PortTests.note(1)) }
    let bytes: [UInt8] = [0xF0, 1, 0xF7]
    let isTaken = unsafe bytes.withUnsafeBytes { unsafe player.pushSystemExclusive($0, time: .zero) }
    let noRoom = player.room
    #expect(!isTaken && noRoom == 0)
    let ends = [
      Event(time: FrameTime(2), 0x80, 60), Event(time: FrameTime(2), 0xB0, 64, 0), Event(time: FrameTime(2), 0xFF),
      Event(time: FrameTime(2), 0x90, 60, 0), Event(time: FrameTime(2), 0x80, 61),
    ].map { player.push($0) }
    #expect(ends == [true, true, true, true, false], "even these places are bounded")
    let (lost, noteOffsLost) = (bench.statistics.value(of: .eventsLost), bench.statistics.value(of: .noteOffsLost))
    #expect(lost == 41 && noteOffsLost == 1)
    bench.render(8)
    #expect(bench.log.seen.map(\.renderedTo) == Array(repeating: 1, count: 60) + [2, 2, 2, 2])
    let room = player.room
    #expect(room == 60)
  }

  @Test func `an event without a message is refused`() {
    var bench = PortBench()
    let player = bench.port.makeInput(source: 1)
    let sent = player.push(Event(time: .zero, packed: 0, length: 0))
    #expect(!sent)
  }

  @Test func `cancelling takes back what is not yet due, of that input alone`() {
    var bench = PortBench()
    let player = bench.port.makeInput(source: 1)
    let control = bench.port.makeInput(source: 2)
    let bytes: [UInt8] = [0xF0] + Array(repeating: 7, count: 100) + [0xF7]
    for frame in Int64(1)...1000 {
      player.push(PortTests.note(frame, 1))
      if frame % 10 == 0 { control.push(PortTests.note(frame, 2)) }
      if frame <= 128 {
        unsafe bytes.withUnsafeBytes { _ = unsafe player.pushSystemExclusive($0, time: FrameTime(5000)) }
      }
    }
    bench.render(100)
    player.cancel()
    player.push(PortTests.note(150, 3))
    bench.render(1000, inBlocksOf: 64)
    let seen = bench.log.seen
    #expect(seen.filter { $0.packed >> 24 == 1 }.map(\.renderedTo) == (1...99).map { Int64($0) })
    #expect(seen.filter { $0.packed >> 24 == 2 }.map(\.renderedTo) == (1...100).map { Int64($0 * 10) })
    #expect(seen.filter { $0.packed >> 24 == 3 }.map(\.renderedTo) == [150], "what is pushed afterwards counts again")
    #expect(seen.map(\.renderedTo) == seen.map(\.renderedTo).sorted(), "the others are still in order")
    let sent = unsafe bytes.withUnsafeBytes { unsafe player.pushSystemExclusive($0, time: FrameTime(5000)) }
    #expect(sent, "the slots of what was cancelled came back")
  }

  @Test func `the latency clock is the first frame not yet rendered`() {
    var bench = PortBench()
    let player = bench.port.makeInput(source: 1)
    let before = player.latencyClock
    bench.render(480)
    let after = player.latencyClock
    #expect(before == .zero && after == FrameTime(480))
    player.push(PortTests.note(480))
    bench.render(480)
    let late = bench.statistics.value(of: .eventsLate)
    #expect(late == 0 && bench.log.seen.map(\.renderedTo) == [480])
  }
}

struct ClientLaneTests {
  @Test func `clients are merged by time, then by arrival, and one that is full loses its own alone`() throws {
    let statistics = Statistics()
    let log = MiniportLog()
    let captured = RingEnds<CapturedPiece>(capacity: 1)
    var port = Port(
      miniport: RecordingMiniport(log: log, prefetch: .oneBlock), statistics: statistics, clientCount: 2,
      captured: captured.producer)
    let one = port.makeClientInput(0)
    let two = port.makeClientInput(1)
    two.push(PortTests.note(20, 1))
    one.push(PortTests.note(20, 0))
    one.push(PortTests.note(10, 2))
    acceptProved(&port, PortTests.note(20, 3))
    render(&port, frames: 64, at: 0)
    // What came on the audio thread was there first, then input by input.
    #expect(log.seen.map { Int($0.packed >> 24) } == [2, 3, 0, 1])
    for number in 0..<2000 {
      one.push(PortTests.note(1000, 0))
      if number % 500 == 0 { render(&port, frames: 1, at: 64 + number / 500) }
    }
    two.push(PortTests.note(1000, 9))
    render(&port, frames: 1, at: 68)
    #expect(one.own.integer(.sequencerDepth) == 2048 - 128)
    #expect(one.own.value(of: .eventsLost) == 2000 - 1920 && two.own.value(of: .eventsLost) == 0)
    #expect(two.own.integer(.sequencerDepth) == 1 && statistics.integer(.sequencerDepth) == 1921)
    one.cancel()
    render(&port, frames: 1, at: 69)
    #expect(one.own.integer(.sequencerDepth) == 0 && two.own.integer(.sequencerDepth) == 1)
  }

  private func render(_ port: inout Port<RecordingMiniport>, frames: Int, at frame: Int) {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 2 * frames)
    defer { unsafe memory.deallocate() }
    unsafe memory.initialize(repeating: 0, count: 2 * frames)
    let blocks = [unsafe StereoBlock(left: memory, right: memory + frames, count: frames)]
    unsafe blocks.withUnsafeBufferPointer { unsafe port.render($0, from: FrameTime(Int64(frame))) }
  }
}
