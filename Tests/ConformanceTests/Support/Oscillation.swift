// SPDX-License-Identifier: MIT
// What an LFO does, from a curve around zero. Any thread.

/// A wave that begins after a silence and goes up first.
struct Oscillation {
  let hertz: Double
  /// From the beginning of the curve to the beginning of the wave.
  let delayFrames: Double
  /// Half of the way from its lowest to its highest point.
  let depth: Double
  /// Whether its first half is the upper one.
  let goesUp: Bool

  /// Not a number where nothing moves to and fro: half a cent or half a dB is noise, and so is what keeps no time.
  init(_ curve: [Double]) {
    let depth = ((curve.max() ?? 0) - (curve.min() ?? 0)) / 2
    guard depth > 0.5, let first = curve.firstIndex(where: { abs($0) > 0.5 * depth }) else {
      (self.depth, hertz, delayFrames, goesUp) = (.nan, .nan, .nan, false)
      return
    }
    let crossings = Self.crossings(curve[first...], reach: 0.3 * depth)
    goesUp = curve[first] > 0
    let halves = zip(crossings, crossings.dropFirst()).map { $1 - $0 }
    let half = halves.reduce(0, +) / Double(halves.count)
    guard halves.allSatisfy({ abs($0 / half - 1) < 0.25 }), !halves.isEmpty else {
      (self.depth, hertz, delayFrames) = (.nan, .nan, .nan)
      return
    }
    self.depth = depth
    hertz = Sound.rate / (2 * half)
    delayFrames = Double(first) + crossings[0] - half
  }

  /// Where a curve passes zero for good, counted from its first point: it must reach the other side, or it was noise.
  private static func crossings(_ curve: ArraySlice<Double>, reach: Double) -> [Double] {
    var found: [Double] = []
    var isUp = curve[curve.startIndex] > 0
    var passed: Double?
    for index in curve.indices.dropLast() {
      let (here, next) = (isUp ? curve[index] : -curve[index], isUp ? curve[index + 1] : -curve[index + 1])
      if here >= 0, next < 0 { passed = Double(index - curve.startIndex) + here / (here - next) }
      guard next < -reach, let place = passed else { continue }
      found.append(place)
      isUp.toggle()
      passed = nil
    }
    return found
  }
}
