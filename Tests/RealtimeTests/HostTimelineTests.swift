// SPDX-License-Identifier: MIT
// The 64-bit timeline over the server's 32-bit counter.

import Realtime
import Testing

@Suite struct `The host timeline` {
  @Test(arguments: [0, 1, 123_456, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF] as [UInt32])
  func `begins at zero wherever the counter stands`(counter: UInt32) {
    var timeline = HostTimeline()
    #expect(timeline.cycleStart == .zero)
    #expect(timeline.advance(toCycleStart: counter) == .zero)
    #expect(timeline.advance(toCycleStart: counter &+ 64) == FrameTime(64))
    #expect(timeline.cycleStart == FrameTime(64))
  }

  @Test(arguments: [1, 16, 64, 1000, 8192, 0x7FFF_FFFF] as [UInt32])
  func `runs on across many wraps of the counter`(period: UInt32) {
    var timeline = HostTimeline()
    var counter: UInt32 = 0xFFFF_FF00
    _ = timeline.advance(toCycleStart: counter)
    for cycle: Int64 in 1...2000 {
      counter &+= period
      #expect(timeline.advance(toCycleStart: counter) == FrameTime(cycle * Int64(period)))
    }
  }

  @Test func `counts the frames of cycles that were missed`() {
    var timeline = HostTimeline()
    _ = timeline.advance(toCycleStart: 1000)
    #expect(timeline.advance(toCycleStart: 1000 + 10 * 256) == FrameTime(2560))
  }

  @Test(arguments: [1, 256, 100_000, 0x7FFF_FFFF, 0x8000_0000] as [UInt32])
  func `is held while the counter steps back, and runs on after`(step: UInt32) {
    var timeline = HostTimeline()
    _ = timeline.advance(toCycleStart: 50)
    _ = timeline.advance(toCycleStart: 306)
    #expect(timeline.advance(toCycleStart: 306 &- step) == FrameTime(256))
    #expect(timeline.advance(toCycleStart: 306 &- step &+ 256) == FrameTime(512))
  }

  @Test func `stays where it is when a cycle is announced twice`() {
    var timeline = HostTimeline()
    _ = timeline.advance(toCycleStart: 5)
    _ = timeline.advance(toCycleStart: 69)
    #expect(timeline.advance(toCycleStart: 69) == FrameTime(64))
  }

  @Test func `runs on from its place with the counter of a new server`() {
    var timeline = HostTimeline()
    _ = timeline.advance(toCycleStart: 3_000_000_000)
    _ = timeline.advance(toCycleStart: 3_000_000_128)
    timeline.restart()
    #expect(timeline.advance(toCycleStart: 0) == FrameTime(128))
    #expect(timeline.advance(toCycleStart: 64) == FrameTime(192))
  }

  @Test func `places an offset in the current cycle`() {
    var timeline = HostTimeline()
    _ = timeline.advance(toCycleStart: 10)
    _ = timeline.advance(toCycleStart: 266)
    #expect(timeline.frameTime(ofCycleOffset: 0) == FrameTime(256))
    #expect(timeline.frameTime(ofCycleOffset: 255) == FrameTime(511))
  }
}
