// SPDX-License-Identifier: MIT
// Powers and logarithms that the compiler can prove: no call leaves this file. Audio thread.

/// Elementary functions of one number, for note-on and controllers; the kernels have their own, eight wide.
package enum RealtimeMath {
  /// 2^x with a relative error below 10⁻¹²; 0 for −∞ and below −1000, limited to 2^1000 above. Thread: any.
  @_noLocks @_noAllocation
  static func exp2(_ x: Double) -> Double {
    guard x > -1000 else { return 0 }
    let limited = min(x, 1000)
    // Rounded to nearest by the bits of 1.5·2⁵².
    let whole = (limited + 0x1.8p52) - 0x1.8p52
    let t = (limited - whole) * 0.693_147_180_559_945_3
    var p = 1.0 / 39_916_800
    p = p * t + 1.0 / 3_628_800
    p = p * t + 1.0 / 362_880
    p = p * t + 1.0 / 40_320
    p = p * t + 1.0 / 5_040
    p = p * t + 1.0 / 720
    p = p * t + 1.0 / 120
    p = p * t + 1.0 / 24
    p = p * t + 1.0 / 6
    p = p * t + 0.5
    p = p * t + 1
    p = p * t + 1
    return p * Double(bitPattern: UInt64(Int64(whole) &+ 1023) &<< 52)
  }

  /// log2 x with an error below 10⁻¹¹; −∞ for 0 and below. Thread: any.
  @_noLocks @_noAllocation
  static func log2(_ x: Double) -> Double {
    guard x > 0x1p-1000 else { return -.infinity }
    var exponent = Int64(x.bitPattern &>> 52) &- 1023
    var mantissa = Double(bitPattern: x.bitPattern & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    if mantissa > 1.414_213_562_373_095 {
      mantissa *= 0.5
      exponent &+= 1
    }
    // ln m = 2 artanh((m − 1) / (m + 1)), whose argument stays below 0.172.
    let y = (mantissa - 1) / (mantissa + 1)
    let s = y * y
    var p = 1.0 / 15
    p = p * s + 1.0 / 13
    p = p * s + 1.0 / 11
    p = p * s + 1.0 / 9
    p = p * s + 1.0 / 7
    p = p * s + 1.0 / 5
    p = p * s + 1.0 / 3
    p = p * s + 1
    return Double(exponent) + 2 * y * p * 1.442_695_040_888_963_4
  }

  /// 20·log10 of a linear amplitude; −∞ for 0. Thread: any.
  @_noLocks @_noAllocation
  static func decibels(ofAmplitude amplitude: Double) -> Double { log2(amplitude) * 6.020_599_913_279_624 }

  /// The linear amplitude of a level in dB. Thread: any.
  @_noLocks @_noAllocation
  package static func amplitude(ofDecibels decibels: Double) -> Double { exp2(decibels * 0.166_096_404_744_368_1) }

  /// Seconds of a duration in time cents; exactly 0 for −∞, at most 101.6 s (DLS 2.2 asks for 40). Thread: any.
  @_noLocks @_noAllocation
  static func seconds(ofTimeCents timeCents: Double) -> Double {
    timeCents == -.infinity ? 0 : exp2(min(max(timeCents, -32_768), 8000) * (1.0 / 1200))
  }

  /// Hertz of an absolute pitch, 6900 cents being 440 Hz. Thread: any.
  @_noLocks @_noAllocation
  static func hertz(ofAbsoluteCents cents: Double) -> Double { 440 * exp2((cents - 6900) * (1.0 / 1200)) }

  /// A square root by halving the logarithm: the standard library's is not visible to the proof. Thread: any.
  @_noLocks @_noAllocation
  static func squareRoot(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return exp2(log2(x) * 0.5)
  }

  /// A number within limits; the lower one for what is no number. Thread: any.
  @_noLocks @_noAllocation
  static func limited(_ x: Double, _ lower: Double, _ upper: Double) -> Double {
    x >= lower ? (x <= upper ? x : upper) : lower
  }

  /// sin(2πx) for 0 ≤ x ≤ 1, error below 10⁻⁹. Thread: any.
  @_noLocks @_noAllocation
  static func sine(ofTurns x: Double) -> Double {
    // Folded to a quarter turn on either side of 0: sin(2πx) = −sin(2πu) with |u| ≤ ¼.
    let centred = x - 0.5
    let u = centred > 0.25 ? 0.5 - centred : centred < -0.25 ? -0.5 - centred : centred
    let t = u * 6.283_185_307_179_586
    let s = t * t
    var p = 1.0 / 6_227_020_800
    p = p * s - 1.0 / 39_916_800
    p = p * s + 1.0 / 362_880
    p = p * s - 1.0 / 5_040
    p = p * s + 1.0 / 120
    p = p * s - 1.0 / 6
    return -(t + t * s * p)
  }
}
