// SPDX-License-Identifier: MIT
// What a click would show as. Any thread.

/// Steps in what is smooth otherwise.
enum Steps {
  /// The greatest step: in the second difference it is its own height twice in a row, up and down. A slow tone has next to
  /// none there, and a line that begins or ends has one alone.
  static func greatest(_ samples: [Float]) -> Float {
    var greatest: Float = 0
    var last: Float = 0
    for frame in 1..<(samples.count - 1) {
      let bend = samples[frame + 1] - 2 * samples[frame] + samples[frame - 1]
      if bend * last < 0 { greatest = max(greatest, min(bend.magnitude, last.magnitude)) }
      last = bend
    }
    return greatest
  }
}
