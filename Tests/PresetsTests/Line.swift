// SPDX-License-Identifier: MIT
// One line of a note's spectrum: how strong it is and where it lies. Test thread.

import Glibc

/// What a note has within six hertz of a frequency.
struct Line {
  /// Power: the square of an amplitude, meant over the note.
  let power: Double
  /// How far the line's middle is from the frequency.
  ///
  /// It is the mean turn from one hop to the next, weighted by power: a vibrato, or the beat of two strings that lie
  /// around the pitch, goes out of it.
  let offsetHertz: Double

  /// Frames that are summed after the turning back. Lines that would fold onto frequency zero lie in the zeros of the
  /// sum, so that only those near zero are seen.
  private static let hop = 1024
  /// Hops under the window that smooths: 0.34 s, so that the next harmonic of the lowest key is far outside.
  private static let window = 16

  init(_ samples: [Float], hertz: Double) {
    let smooth = Line.smoothed(Line.turnedBack(samples, hertz: hertz))
    let scale = 4 / Double(Line.hop * Line.hop * Line.window * Line.window)
    // The window's mean is one half, and so is the part of a real line that is turned back.
    power = 4 * scale * smooth.reduce(0) { $0 + $1.re * $1.re + $1.im * $1.im } / Double(smooth.count)
    var (re, im) = (0.0, 0.0)
    for index in 1..<smooth.count {
      let (now, before) = (smooth[index], smooth[index - 1])
      re += now.re * before.re + now.im * before.im
      im += now.im * before.re - now.re * before.im
    }
    offsetHertz = atan2(im, re) / (2 * .pi) * Double(RenderedNote.rate) / Double(Line.hop)
  }

  /// The samples turned back by `hertz`, summed hop by hop.
  private static func turnedBack(_ samples: [Float], hertz: Double) -> [Phasor] {
    let angle = -2 * Double.pi * hertz / Double(RenderedNote.rate)
    let step = Phasor(re: cos(angle), im: sin(angle))
    var turned = Phasor(re: 1, im: 0)
    return unsafe samples.withUnsafeBufferPointer { samples in
      (0..<samples.count / hop).map { index in
        var sum = Phasor()
        var frame = index * hop
        while frame < (index + 1) * hop {
          let x = unsafe Double(samples[frame])
          sum.re += x * turned.re
          sum.im += x * turned.im
          let re = turned.re * step.re - turned.im * step.im
          turned.im = turned.re * step.im + turned.im * step.re
          turned.re = re
          frame += 1
        }
        return sum
      }
    }
  }

  /// Hops under a moving Hann window.
  private static func smoothed(_ hops: [Phasor]) -> [Phasor] {
    let weights = (0..<window).map { 0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(window)) }
    return (0...hops.count - window).map { start in
      var sum = Phasor()
      for index in 0..<window {
        sum.re += weights[index] * hops[start + index].re
        sum.im += weights[index] * hops[start + index].im
      }
      return sum
    }
  }

  /// A number with two parts.
  private struct Phasor {
    var re = 0.0
    var im = 0.0
  }
}
