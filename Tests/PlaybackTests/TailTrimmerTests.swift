// SPDX-License-Identifier: MIT
// Where a rendering ends. The test's own thread.

import Realtime
import Testing

@testable import Playback

struct TailTrimmerTests {
  /// What is written of a left channel that comes in blocks; the right one stays silent but for `right`.
  private func written(_ left: [Float], right: [Float]? = nil, end: Int, block: Int) -> [Float] {
    var trimmer = TailTrimmer(end: FrameTime(Int64(end)), blockFrames: block)
    var leftSamples = left
    var rightSamples = right ?? [Float](repeating: 0, count: left.count)
    var out: [Float] = []
    unsafe leftSamples.withUnsafeMutableBufferPointer { left in
      unsafe rightSamples.withUnsafeMutableBufferPointer { right in
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return }
        let all = unsafe StereoBlock(left: leftBase, right: rightBase, count: left.count)
        for start in stride(from: 0, to: left.count, by: block) {
          unsafe trimmer.take(all.part(from: start, count: block), time: FrameTime(Int64(start))) {
            (buffer: UnsafeBufferPointer<Float>) throws(Never) in unsafe out.append(contentsOf: buffer)
          }
        }
      }
    }
    return out
  }

  private static let sound: [Float] = [1, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0]

  @Test(arguments: 1...12)
  func `the last sound ends it, whatever the block`(block: Int) {
    let found = written(Self.sound, end: 2, block: block)
    #expect(found == [1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0])
  }

  @Test(arguments: 1...12)
  func `silence before the end is kept`(block: Int) {
    #expect(written(Self.sound, end: 11, block: block).count == 22)
    #expect(written([Float](repeating: 0, count: 12), end: 7, block: block) == [Float](repeating: 0, count: 14))
  }

  @Test(arguments: 1...12)
  func `silence after the end is not`(block: Int) {
    #expect(written([Float](repeating: 0, count: 12), end: 0, block: block).isEmpty)
  }

  @Test func `a sound on the right alone counts`() {
    #expect(written([0, 0, 0, 0], right: [0, 0, 5, 0], end: 0, block: 2) == [0, 0, 0, 0, 0, 5])
  }
}
