// SPDX-License-Identifier: MIT
// Transcendental functions out of IEEE basic arithmetic alone, for identical bytes on every processor. Off-line.

/// Functions whose every bit is decided here and not by the C library of the machine.
///
/// Only `+ - * /`, the square root and rounding are used, all of which IEEE 754 defines exactly.
enum Exact {
  static let pi = 3.141592653589793
  static let ln2 = 0.6931471805599453

  /// sin(2π · turns).
  static func sine(turns: Double) -> Double {
    let reduced = turns - turns.rounded(.down)
    let quarter = (reduced * 4).rounded()
    let angle = (reduced - quarter / 4) * 2 * pi
    switch Int(quarter) & 3 {
    case 0: return smallSine(angle)
    case 1: return smallCosine(angle)
    case 2: return -smallSine(angle)
    default: return -smallCosine(angle)
    }
  }

  /// cos(2π · turns).
  static func cosine(turns: Double) -> Double { sine(turns: turns + 0.25) }

  /// Taylor series on ±π/4: the first term left out is below 2^-56.
  private static func smallSine(_ x: Double) -> Double {
    let square = x * x
    var sum = 1.0
    var divisor = 16.0
    while divisor >= 2 {
      sum = 1 - sum * square / (divisor * (divisor + 1))
      divisor -= 2
    }
    return x * sum
  }

  private static func smallCosine(_ x: Double) -> Double {
    let square = x * x
    var sum = 1.0
    var divisor = 17.0
    while divisor >= 1 {
      sum = 1 - sum * square / (divisor * (divisor + 1))
      divisor -= 2
    }
    return sum
  }

  /// 2 to the power of x.
  static func exp2(_ x: Double) -> Double {
    let whole = x.rounded()
    let y = (x - whole) * ln2
    var sum = 1.0
    var index = 16.0
    while index >= 1 {
      sum = 1 + sum * y / index
      index -= 1
    }
    return sum * Double(sign: .plus, exponent: Int(max(-1000, min(1000, whole))), significand: 1)
  }

  /// Binary logarithm of a positive number.
  static func log2(_ x: Double) -> Double {
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    var index = 27.0
    while index >= 1 {
      sum = 1 / index + sum * square
      index -= 2
    }
    return exponent + 2 * ratio * sum / ln2
  }

  /// e to the power of x.
  static func exp(_ x: Double) -> Double { exp2(x / ln2) }
  /// A positive base to any power.
  static func pow(_ base: Double, _ exponent: Double) -> Double { exp2(log2(base) * exponent) }
  /// Linear amplitude of a gain in decibels.
  static func amplitude(decibels: Double) -> Double { exp2(decibels / 6.020599913279624) }
  /// Decibels of a linear amplitude; −200 for nothing.
  static func decibels(amplitude: Double) -> Double { amplitude > 1e-10 ? log2(amplitude) * 6.020599913279624 : -200 }
  /// Frequency in hertz of a MIDI key in equal temperament, A4 = 440 Hz.
  static func hertz(key: Double) -> Double { 440 * exp2((key - 69) / 12) }
  /// Absolute pitch cents (DLS: 6900 at 440 Hz) of a frequency.
  static func pitchCents(hertz: Double) -> Double { 6900 + 1200 * log2(hertz / 440) }
  /// Time cents of a duration in seconds.
  static func timeCents(seconds: Double) -> Double { 1200 * log2(seconds) }
}
