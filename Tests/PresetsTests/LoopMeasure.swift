// SPDX-License-Identifier: MIT
// What a wave does at its loop's seam. Test thread.

import DLS

/// A looped wave under the lens.
struct LoopMeasure {
  var samples: [Double]
  var start: Int
  var length: Int

  init?(wave: Wave, sample: SampleParameters) {
    guard let loop = sample.loop else { return nil }
    samples = wave.samples
    start = Int(loop.start)
    length = Int(loop.length)
  }

  /// The frames after the loop's end that the file keeps, against those after its start: greatest difference.
  var valueJump: Double {
    (0..<samples.count - start - length).reduce(0) { max($0, abs(samples[start + length + $1] - samples[start + $1])) }
  }

  /// The same of the slope from each of those frames to the next.
  var slopeJump: Double {
    let last = samples.count - start - length - 1
    return (0..<last).reduce(0) { most, index in
      let after = samples[start + length + index + 1] - samples[start + length + index]
      let before = samples[start + index + 1] - samples[start + index]
      return max(most, abs(after - before))
    }
  }
}
