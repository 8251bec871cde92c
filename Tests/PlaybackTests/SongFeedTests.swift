// SPDX-License-Identifier: MIT
// From a song's ticks to stamped events. The test's own thread.

import MIDI
import Miniport
import Realtime
import Testing

@testable import Playback

/// Keeps what a port delivers.
private struct Recorder: ~Copyable, Miniport {
  let log: EventLog

  var prefetch: Prefetch { .whenDue }
  var latencyFrames: Int { 0 }
  mutating func setLayout(_ layout: PortLayout, time: FrameTime) {}
  mutating func adapt(to circumstance: Circumstance, time: FrameTime) {}
  mutating func put(_ event: Event) { log.events.append((event.time.frames, event.packed)) }
  mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    log.exclusives.append((time.frames, unsafe Array(bytes)))
  }
  mutating func render(_ buses: UnsafeBufferPointer<StereoBlock>, time: FrameTime) {}
}

private final class EventLog {
  var events: [(time: Int64, packed: UInt64)] = []
  var exclusives: [(time: Int64, bytes: [UInt8])] = []
}

struct SongFeedTests {
  private static let rate = SampleRate(hertz: 48_000)

  /// Renders `frames` frames of nothing through a port.
  private func deliver(_ port: inout Port<Recorder>, frames: Int) {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: frames * 2)
    defer { unsafe memory.deallocate() }
    let block = unsafe StereoBlock(left: memory, right: memory + frames, count: frames)
    unsafe withUnsafePointer(to: block) { unsafe port.render(UnsafeBufferPointer(start: $0, count: 1), from: .zero) }
  }

  @Test func `an event comes at the frame of its tick, after the start`() throws {
    var bytes = SongBytes()
    for tick in [0, 1, 7, 480] { bytes.add(tick, [0x90, UInt8(tick % 128), 100]) }
    let log = EventLog()
    var port = Port(miniport: Recorder(log: log), statistics: Statistics())
    let input = port.makeInput(source: 1)
    var feed = SongFeed(try bytes.song(end: 960), start: FrameTime(1000), rate: Self.rate)
    #expect(feed.end == FrameTime(1000 + 960 * 50))
    feed.push(until: feed.end, into: input)
    #expect(feed.isFinished)
    deliver(&port, frames: 60_000)
    #expect(log.events.map(\.time) == [0, 1, 7, 480].map { 1000 + $0 * 50 })
  }

  @Test func `nothing is pushed that sounds at the horizon or after it`() throws {
    var bytes = SongBytes()
    for tick in 0..<10 { bytes.add(tick, [0x90, UInt8(tick), 100]) }
    let log = EventLog()
    var port = Port(miniport: Recorder(log: log), statistics: Statistics())
    let input = port.makeInput(source: 1)
    var feed = SongFeed(try bytes.song(end: 10), start: .zero, rate: Self.rate)
    feed.push(until: FrameTime(250), into: input)
    #expect(!feed.isFinished)
    deliver(&port, frames: 1000)
    #expect(log.events.map(\.time) == [0, 50, 100, 150, 200])
    feed.push(until: FrameTime(251), into: input)
    feed.push(until: FrameTime(10_000), into: input)
    #expect(feed.isFinished)
  }

  @Test func `a full port is waited for: no event is lost or changes its place`() throws {
    var bytes = SongBytes()
    for number in 0..<200 { bytes.add(0, [0x90, UInt8(number % 128), UInt8(1 + number % 127)]) }
    let song = try bytes.song(end: 0)
    let log = EventLog()
    let statistics = Statistics()
    var port = Port(miniport: Recorder(log: log), statistics: statistics)
    let input = port.makeInput(source: 1, capacity: 64)
    var feed = SongFeed(song, start: .zero, rate: Self.rate)
    var rounds = 0
    while !feed.isFinished, rounds < 100 {
      feed.push(until: FrameTime(1), into: input)
      deliver(&port, frames: 1)
      rounds += 1
    }
    #expect(log.events.map(\.packed) == song.events.map(\.packed))
    #expect(statistics.value(of: .eventsLost) == 0 && rounds >= 4)
  }

  @Test func `System Exclusive of any length arrives whole, in its group`() throws {
    let long: [UInt8] = [0xF0, 0x41, 0x10] + (0..<40).map { UInt8($0) } + [0xF7]
    let short: [UInt8] = [0xF0, 0x7E, 0x7F, 9, 1, 0xF7]
    var bytes = SongBytes()
    bytes.add(2, short)
    bytes.add(3, long)
    let log = EventLog()
    var port = Port(miniport: Recorder(log: log), statistics: Statistics())
    let input = port.makeInput(source: 1)
    var feed = SongFeed(try bytes.song(end: 10), start: .zero, rate: Self.rate)
    feed.push(until: FrameTime(1000), into: input)
    deliver(&port, frames: 1000)
    #expect(log.exclusives.map(\.bytes) == [short, long])
    #expect(log.exclusives.map(\.time) == [100, 150])
  }

  @Test func `the end lifts every pedal and ends every note`() {
    let log = EventLog()
    var port = Port(miniport: Recorder(log: log), statistics: Statistics())
    let input = port.makeInput(source: 1)
    SongFeed.pushEnd(at: FrameTime(5), into: input)
    deliver(&port, frames: 10)
    let expected = (0..<16).flatMap { channel in [64, 123].map { UInt64(0xB0 | channel) | $0 << 8 } }
    #expect(log.events.map(\.packed) == expected)
    #expect(log.events.allSatisfy { $0.time == 5 })
  }
}
