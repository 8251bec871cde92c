// SPDX-License-Identifier: MIT
// The 64-bit timeline over the server's 32-bit counter.

import Realtime
import Testing

@Suite struct `The host timeline` {
  @Test(arguments: [0, 1, 123_456, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF] as [UInt32])
  func `begins at zero wherever the counter stands`(counter: UInt32) {
    var timeline = HostTimeline()
    #expect(timeline.cycleStart == .zero)
    #expect(timeline.advance(toCycleStart: counter, frames: 64) == .zero)
    #expect(timeline.advance(toCycleStart: counter &+ 64, frames: 64) == FrameTime(64))
    #expect(timeline.cycleStart == FrameTime(64))
  }

  @Test(arguments: [1, 16, 64, 1000, 8192, 0x7FFF_FFFF] as [UInt32])
  func `runs on across many wraps of the counter`(period: UInt32) {
    var timeline = HostTimeline()
    var counter: UInt32 = 0xFFFF_FF00
    _ = timeline.advance(toCycleStart: counter, frames: period)
    for cycle: Int64 in 1...2000 {
      counter &+= period
      #expect(timeline.advance(toCycleStart: counter, frames: period) == FrameTime(cycle * Int64(period)))
    }
  }

  @Test func `counts the frames of cycles that were missed`() {
    var timeline = HostTimeline()
    _ = timeline.advance(toCycleStart: 1000, frames: 256)
    #expect(timeline.advance(toCycleStart: 1000 + 10 * 256, frames: 256) == FrameTime(2560))
  }

  @Test(arguments: [1, 256, 100_000, 0x7FFF_FFFF, 0x8000_0000] as [UInt32])
  func `goes on without a gap where the counter steps back`(step: UInt32) {
    var timeline = HostTimeline()
    _ = timeline.advance(toCycleStart: 50, frames: 256)
    _ = timeline.advance(toCycleStart: 306, frames: 64)
    #expect(timeline.advance(toCycleStart: 306 &- step, frames: 256) == FrameTime(320))
    #expect(timeline.advance(toCycleStart: 306 &- step &+ 256, frames: 256) == FrameTime(576))
  }

  @Test(arguments: [0, 1, 63] as [UInt32])
  func `renders no frame twice where the counter moves by less than a cycle`(step: UInt32) {
    var timeline = HostTimeline()
    _ = timeline.advance(toCycleStart: 5, frames: 64)
    _ = timeline.advance(toCycleStart: 69, frames: 64)
    #expect(timeline.advance(toCycleStart: 69 + step, frames: 64) == FrameTime(128))
    #expect(timeline.advance(toCycleStart: 69 + step + 64, frames: 64) == FrameTime(192))
  }
}
