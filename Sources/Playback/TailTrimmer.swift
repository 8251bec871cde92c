// SPDX-License-Identifier: MIT
// Ends a rendering with its last sound. The thread that renders offline.

import Realtime

/// Interleaves blocks and holds silence back until something follows it, so that where a file ends does not depend on
/// where a block does.
struct TailTrimmer {
  /// Up to here silence is written too.
  let end: FrameTime
  private var heldFrames = 0
  private var samples: [Float] = []

  init(end: FrameTime) { self.end = end }

  /// Writes what is known to belong to the rendering.
  mutating func take<Failure: Error>(
    _ block: StereoBlock, time: FrameTime, write: (UnsafeBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let left = unsafe block.leftSamples
    let right = unsafe block.rightSamples
    var used = max(0, min(block.count, end - time))
    for frame in stride(from: block.count - 1, through: used, by: -1) {
      if unsafe left[frame] != 0 || right[frame] != 0 {
        used = frame + 1
        break
      }
    }
    guard used > 0 else {
      heldFrames += block.count
      return
    }
    samples.removeAll(keepingCapacity: true)
    samples.append(contentsOf: repeatElement(0, count: heldFrames * 2))
    for frame in 0..<used {
      samples.append(unsafe left[frame])
      samples.append(unsafe right[frame])
    }
    heldFrames = block.count - used
    var failure: Failure?
    unsafe samples.withUnsafeBufferPointer { buffer in
      do throws(Failure) { try unsafe write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
