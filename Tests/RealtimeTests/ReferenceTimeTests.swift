// SPDX-License-Identifier: MIT
// Frames to reference time and back.

import Realtime
import Testing

@Suite struct `Reference time` {
  static let rates: [UInt32] = [
    1, 2, 7, 997, 8000, 11_025, 22_050, 44_100, 44_101, 47_999, 48_000, 88_200, 96_000, 131_071, 176_400, 191_999,
    192_000,
  ]

  /// The last frame whose time fits 64 bits at `rate`: ⌊(2⁶³ − 1) · rate / 10⁷⌋, whose time is then at most 2⁶³ − 1.
  static func lastFrame(at rate: UInt32) -> Int64 {
    let product = UInt64(Int64.max).multipliedFullWidth(by: UInt64(rate))
    return Int64(clamping: UInt64(10_000_000).dividingFullWidth((product.high, product.low)).quotient)
  }

  /// Frames at both ends of the range, around powers of two and of ten, and pseudo-random ones of every magnitude.
  static func frames(at rate: UInt32) -> [Int64] {
    let last = lastFrame(at: rate)
    var frames: [Int64] = [0, 1, 2, 3, 7, 10, Int64(rate) - 1, Int64(rate), Int64(rate) + 1, last - 1, last]
    for power in 2..<63 { frames += [(1 << power) - 1, 1 << power, (1 << power) + 1] }
    var random = Pseudorandom(state: UInt64(rate))
    for _ in 0..<2000 { frames.append(Int64(random.next() >> (1 + random.next() % 60))) }
    return frames.filter { (0...last).contains($0) }
  }

  @Test(arguments: rates)
  func `brings back the frame it came from`(hertz: UInt32) {
    let rate = SampleRate(hertz: hertz)
    let frames = Self.frames(at: hertz)
    #expect(frames.count > 1000)
    for frame in frames {
      let time = rate.referenceTime(of: FrameTime(frame))
      #expect(rate.frameTime(of: time) == FrameTime(frame))
      #expect(rate.frameTime(of: rate.referenceTime(of: FrameTime(-frame))) == FrameTime(-frame))
    }
  }

  @Test(arguments: rates)
  func `never runs backwards`(hertz: UInt32) {
    let rate = SampleRate(hertz: hertz)
    let frames = Self.frames(at: hertz).sorted()
    for (earlier, later) in zip(frames, frames.dropFirst()) where earlier < later {
      #expect(rate.referenceTime(of: FrameTime(earlier)) < rate.referenceTime(of: FrameTime(later)))
      // The unit before a frame's time still belongs to the frame before.
      let time = rate.referenceTime(of: FrameTime(later)).hundredNanoseconds
      #expect(rate.frameTime(of: ReferenceTime(time - 1)) == FrameTime(later - 1))
    }
  }

  @Test(
    arguments: [
      (44_100, 1, 227), (44_100, 10, 2268), (44_100, 44_100, 10_000_000), (48_000, 1, 209), (48_000, 7, 1459),
      (22_050, 10, 4536), (1, 1, 10_000_000), (192_000, 192_000 * 3600, 36_000_000_000),
    ] as [(UInt32, Int64, Int64)])
  func `is what the arithmetic of the specification gives`(hertz: UInt32, frame: Int64, units: Int64) {
    let rate = SampleRate(hertz: hertz)
    #expect(rate.referenceTime(of: FrameTime(frame)) == ReferenceTime(units))
    #expect(rate.frameTime(of: ReferenceTime(units)) == FrameTime(frame))
  }

  @Test(arguments: rates)
  func `is held at the ends of the range`(hertz: UInt32) {
    let rate = SampleRate(hertz: hertz)
    #expect(rate.referenceTime(of: FrameTime(.max)) == ReferenceTime(.max))
    #expect(rate.referenceTime(of: FrameTime(.min)) == ReferenceTime(.min))
    #expect(rate.referenceTime(of: FrameTime(Self.lastFrame(at: hertz) + 1)) == ReferenceTime(.max))
    #expect(rate.frameTime(of: ReferenceTime(.max)) == FrameTime(Self.lastFrame(at: hertz)))
  }

  @Test func `is held at the ends of the range of frames too`() {
    // More frames a second than units, so that the way back can overflow.
    let rate = SampleRate(hertz: .max)
    #expect(rate.frameTime(of: ReferenceTime(.max)) == FrameTime(.max))
    #expect(rate.frameTime(of: ReferenceTime(.min)) == FrameTime(.min))
    #expect(rate.frameTime(of: ReferenceTime(10_000_000)) == FrameTime(Int64(UInt32.max)))
  }

  @Test func `is ordered as time is`() {
    #expect(ReferenceTime(-1) < .zero && ReferenceTime.zero < ReferenceTime(1))
    #expect(ReferenceTime.unitsPerSecond == 10_000_000)
  }
}
