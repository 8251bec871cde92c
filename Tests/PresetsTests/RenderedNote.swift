// SPDX-License-Identifier: MIT
// What the engine made of a note. Test thread.

/// A note as the engine plays it: on a channel of its own, at full volume, without the limiter.
///
/// The loops run over unsafe buffers, because a debug build takes ten times as long for arrays.
struct RenderedNote: Sendable {
  /// Frames a second.
  static let rate = 48_000

  var left: [Float]
  var right: [Float]

  /// Both sides together, from `start` on, in seconds.
  func mono(from start: Double = 0) -> [Float] {
    let first = min(left.count, Int(start * Double(RenderedNote.rate)))
    return unsafe [Float](unsafeUninitializedCapacity: left.count - first) { buffer, count in
      unsafe left.withUnsafeBufferPointer { left in
        unsafe right.withUnsafeBufferPointer { right in
          while first + count < left.count {
            unsafe buffer[count] = left[first + count] + right[first + count]
            count += 1
          }
        }
      }
    }
  }

  /// The greatest magnitude on either side, from frame `start` on.
  func peak(from start: Int = 0) -> Float {
    var peak: Float = 0
    for side in [left, right] {
      unsafe side.withUnsafeBufferPointer { side in
        var frame = start
        while frame < side.count {
          peak = unsafe max(peak, abs(side[frame]))
          frame += 1
        }
      }
    }
    return peak
  }
}
