// SPDX-License-Identifier: MIT

import Glibc

/// How a note rises, stays and ends: its level in steps of a millisecond.
struct NoteShape {
  /// Decibels below full scale, under a window long enough for two periods of the lowest keys.
  private let levels: [Double]
  /// Milliseconds for which the key is down.
  private let held: Int

  private static let windowMilliseconds = 20

  init(_ note: RenderedNote, heldSeconds: Double) {
    let step = RenderedNote.rate / 1000
    let powers = unsafe note.left.withUnsafeBufferPointer { left in
      unsafe note.right.withUnsafeBufferPointer { right in
        (0..<left.count / step).map { index in
          var sum = 0.0
          var frame = index * step
          while frame < (index + 1) * step {
            unsafe sum += Double(left[frame] * left[frame] + right[frame] * right[frame])
            frame += 1
          }
          return sum / Double(step)
        }
      }
    }
    let half = Self.windowMilliseconds / 2
    levels = powers.indices.map { index in
      let window = powers[max(0, index - half)..<min(powers.count, index + half)]
      return 10 * log10(max(window.reduce(0, +) / Double(2 * half), 1e-14))
    }
    held = Int(heldSeconds * 1000)
  }

  /// Milliseconds from the key's stroke until the note is within 6 dB of its loudest.
  var riseMilliseconds: Int {
    let top = levels[..<held].max() ?? 0
    return levels.firstIndex { $0 > top - 6 } ?? held
  }

  /// Decibels by which the last 300 ms under the key are below the loudest moment.
  var fallDecibels: Double { (levels[..<held].max() ?? 0) - mean(held - 300..<held) }

  /// Decibels by which the last 300 ms under the key are below those that begin after half a second; negative for a swell.
  var driftDecibels: Double { mean(500..<800) - mean(held - 300..<held) }

  /// Milliseconds after the key's release until the note has fallen by 20 dB; nil where it rings longer than was heard.
  var releaseMilliseconds: Int? {
    let level = levels[held - 10]
    return levels[held...].firstIndex { $0 < level - 20 }.map { $0 - held }
  }

  private func mean(_ range: Range<Int>) -> Double { levels[range].reduce(0, +) / Double(range.count) }
}
