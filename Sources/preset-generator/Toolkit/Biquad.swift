// SPDX-License-Identifier: MIT
// Second-order filters for shaping waves. Off-line.

/// A second-order section in transposed direct form II.
struct Biquad {
  private var b0: Double, b1: Double, b2: Double, a1: Double, a2: Double
  private var s1 = 0.0, s2 = 0.0

  init(b: (Double, Double, Double), a: (Double, Double, Double)) {
    (b0, b1, b2) = (b.0 / a.0, b.1 / a.0, b.2 / a.0)
    (a1, a2) = (a.1 / a.0, a.2 / a.0)
  }

  /// Sine and cosine of the angular frequency and the bandwidth term, as in R. Bristow-Johnson's cookbook.
  private static func terms(_ hertz: Double, _ rate: Double, _ q: Double) -> (cosine: Double, alpha: Double) {
    let turns = min(hertz, rate * 0.49) / rate
    return (Exact.cosine(turns: turns), Exact.sine(turns: turns) / (2 * q))
  }

  static func lowPass(_ hertz: Double, rate: Double, q: Double = 0.7071) -> Biquad {
    let (c, alpha) = terms(hertz, rate, q)
    return Biquad(b: ((1 - c) / 2, 1 - c, (1 - c) / 2), a: (1 + alpha, -2 * c, 1 - alpha))
  }

  static func highPass(_ hertz: Double, rate: Double, q: Double = 0.7071) -> Biquad {
    let (c, alpha) = terms(hertz, rate, q)
    return Biquad(b: ((1 + c) / 2, -1 - c, (1 + c) / 2), a: (1 + alpha, -2 * c, 1 - alpha))
  }

  /// Unity gain at the centre.
  static func bandPass(_ hertz: Double, rate: Double, q: Double) -> Biquad {
    let (c, alpha) = terms(hertz, rate, q)
    return Biquad(b: (alpha, 0, -alpha), a: (1 + alpha, -2 * c, 1 - alpha))
  }

  static func peak(_ hertz: Double, rate: Double, q: Double, decibels: Double) -> Biquad {
    let (c, alpha) = terms(hertz, rate, q)
    let gain = Exact.amplitude(decibels: decibels / 2)
    return Biquad(
      b: (1 + alpha * gain, -2 * c, 1 - alpha * gain), a: (1 + alpha / gain, -2 * c, 1 - alpha / gain))
  }

  static func highShelf(_ hertz: Double, rate: Double, decibels: Double) -> Biquad {
    let (c, alpha) = terms(hertz, rate, 0.7071)
    let g = Exact.amplitude(decibels: decibels / 2)
    let root = 2 * g.squareRoot() * alpha
    return Biquad(
      b: (g * (g + 1 + (g - 1) * c + root), -2 * g * (g - 1 + (g + 1) * c), g * (g + 1 + (g - 1) * c - root)),
      a: (g + 1 - (g - 1) * c + root, 2 * (g - 1 - (g + 1) * c), g + 1 - (g - 1) * c - root))
  }

  /// Goes on from where another section stands, for coefficients that move.
  mutating func adoptState(of other: Biquad) {
    (s1, s2) = (other.s1, other.s2)
  }

  /// One sample through the section.
  mutating func process(_ x: Double) -> Double {
    let y = b0 * x + s1
    s1 = b1 * x - a1 * y + s2
    s2 = b2 * x - a2 * y
    return y
  }
}

extension [Biquad] {
  /// One sample through all sections in order.
  mutating func process(_ x: Double) -> Double {
    var y = x
    for index in indices { y = self[index].process(y) }
    return y
  }

  /// A whole signal through all sections, from rest.
  func applied(to signal: [Double]) -> [Double] {
    var sections = self
    return signal.map { sections.process($0) }
  }

  /// One period of the steady state that a periodic input settles to: it repeats without a seam.
  func settled(on period: [Double]) -> [Double] {
    var sections = self
    for _ in 0..<Swift.max(2, 20_000 / Swift.max(1, period.count)) {
      for x in period { _ = sections.process(x) }
    }
    return period.map { sections.process($0) }
  }
}
