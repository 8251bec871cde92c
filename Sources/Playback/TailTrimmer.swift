// SPDX-License-Identifier: MIT
// Ends a rendering with its last sound. The thread that renders offline.

import Realtime

/// Interleaves blocks and holds silence back until something follows it, so that where a file ends does not depend on
/// where a block does.
struct TailTrimmer {
  /// Frames of silence that are written at a time.
  private static let silenceFrames = 1024

  /// Up to here silence is written too.
  let end: FrameTime
  private var heldFrames = 0
  private var samples: [Float]
  private let silence = [Float](repeating: 0, count: silenceFrames * 2)

  /// `blockFrames`: the most that a block may have.
  init(end: FrameTime, blockFrames: Int) {
    self.end = end
    samples = [Float](repeating: 0, count: blockFrames * 2)
  }

  /// Writes what is known to belong to the rendering.
  mutating func take<Failure: Error>(
    _ block: StereoBlock, time: FrameTime, write: (UnsafeBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let used = max(min(block.count, end - time), TailTrimmer.soundingFrames(of: block))
    guard used > 0 else {
      heldFrames += block.count
      return
    }
    while heldFrames > 0 {
      let frames = min(heldFrames, TailTrimmer.silenceFrames)
      try unsafe silence.withUnsafeBufferPointer { zeros throws(Failure) in
        try unsafe write(UnsafeBufferPointer(rebasing: zeros[..<(frames * 2)]))
      }
      heldFrames -= frames
    }
    interleave(block, count: used)
    heldFrames = block.count - used
    try unsafe samples.withUnsafeBufferPointer { interleaved throws(Failure) in
      try unsafe write(UnsafeBufferPointer(rebasing: interleaved[..<(used * 2)]))
    }
  }

  /// Frames up to the last that is not silent.
  private static func soundingFrames(of block: StereoBlock) -> Int {
    let left = unsafe block.leftSamples
    let right = unsafe block.rightSamples
    var count = block.count
    while count > 0, unsafe left[count - 1] == 0 && right[count - 1] == 0 { count -= 1 }
    return count
  }

  private mutating func interleave(_ block: StereoBlock, count: Int) {
    let left = unsafe block.leftSamples
    let right = unsafe block.rightSamples
    unsafe samples.withUnsafeMutableBufferPointer { samples in
      for frame in 0..<count {
        unsafe samples[2 * frame] = left[frame]
        unsafe samples[2 * frame + 1] = right[frame]
      }
    }
  }
}
