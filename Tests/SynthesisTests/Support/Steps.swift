// SPDX-License-Identifier: MIT
// What a click would show as. Any thread.

import Glibc

/// Steps in what is smooth otherwise.
///
/// A step is a change of level that is over within 20 frames, 0.4 ms, between two courses that are smooth by themselves.
/// It is what an ear takes for a click, however slow the tone is that it happens to. Where a straight line or an exponential
/// begins or ends is a corner and no step: the level is the same before it and behind it, and its overtones fall by 12 dB
/// an octave, not by 6. A fade of 3 ms has two of them, and no fade so short could have less.
///
/// Over a width of w frames the second difference, x(n+w) − 2x(n) + x(n−w), of a step of w frames or fewer is its height
/// twice, up and then down, w frames apart. A corner bends one way alone, whatever the width; so does a line, at both its
/// ends, that is as long as three widths. An exponential that begins bends both ways, but not its logarithm: a step is seen
/// on either scale.
enum Steps {
  /// Frames of the steps that are looked for. Three of the widest are shorter than a cell of the control grid.
  static let widths = [1, 2, 3, 5, 8, 12, 20]

  /// The height of the greatest step, as a share of full scale, beside what a tone of `period` frames bends by itself and
  /// what is to happen to it. `curvature`: of the latter, per frame and frame. The engine draws it in chords of up to 64
  /// frames, whose corners stand for as much of it: for what is wider than three frames, those are allowed for.
  static func greatest(
    _ samples: [Float], widths: [Int] = [1], period: Double = .infinity, curvature: Double = 0
  ) -> Float {
    let levels = samples.map { log(max($0.magnitude, 1e-7)) }
    let peak = samples.reduce(0) { max($0, $1.magnitude) }
    return widths.reduce(0) { greatest, width in
      let chord = Double(width > 3 ? 64 : width)
      let own = 2 - 2 * cos(2 * .pi * Double(width) / period) + curvature * Double(width) * chord
      return max(greatest, Self.greatest(samples, levels, width) - Float(own) * peak)
    }
  }

  /// Of one width.
  private static func greatest(_ samples: [Float], _ levels: [Float], _ width: Int) -> Float {
    guard samples.count > 3 * width else { return 0 }
    var greatest: Float = 0
    for frame in width..<(samples.count - 2 * width) {
      let height = both(samples, frame, width)
      guard height > greatest else { continue }
      let four = (-1...2).map { samples[frame + $0 * width] }
      // A step through zero has no logarithm.
      guard four.allSatisfy({ $0 > 0 }) || four.allSatisfy({ $0 < 0 }) else {
        greatest = height
        continue
      }
      let loudest = four.reduce(0) { max($0, $1.magnitude) }
      greatest = max(greatest, min(height, both(levels, frame, width) * loudest))
    }
    return greatest
  }

  /// How far two second differences, a width apart, go to either side.
  private static func both(_ x: [Float], _ frame: Int, _ width: Int) -> Float {
    let first = x[frame + width] - 2 * x[frame] + x[frame - width]
    let second = x[frame + 2 * width] - 2 * x[frame + width] + x[frame]
    return first * second < 0 ? min(first.magnitude, second.magnitude) : 0
  }
}
