// SPDX-License-Identifier: MIT
// Elementary functions of eight numbers at once. Audio thread.

import CRealtime
import VoiceState

// The standard library's own `pointwiseMin`, `clamped` and `init(SIMD8<Int32>)` are not used: the compiler may call them
// rather than inline them, and what is called is one copy for all builds, made for the oldest processor. Nor is
// `replacing(with:where:)`: it comes to a dozen instructions on halves of registers where a processor has one.

/// a·b + c, rounded once where the build is for processors that do it in one.
@inline(__always) @_noLocks @_noAllocation
func fused(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { rt_fused(a, b, c) }

/// The same of single numbers.
@inline(__always) @_noLocks @_noAllocation
func fused(_ a: Float, _ b: Float, _ c: Float) -> Float { rt_fused_single(a, b, c) }

/// The smaller of each pair.
@inline(__always) @_noLocks @_noAllocation
func lesser(_ a: Lanes, _ b: Lanes) -> Lanes { rt_lesser(a, b) }

/// The larger of each pair.
@inline(__always) @_noLocks @_noAllocation
func greater(_ a: Lanes, _ b: Lanes) -> Lanes { rt_greater(a, b) }

/// Without their signs.
@inline(__always) @_noLocks @_noAllocation
func abs(_ x: Lanes) -> Lanes { rt_magnitude(x) }

/// A choice of lanes: all bits of those that are chosen, none of the others.
typealias Choice = SIMD8<Int32>

/// What a comparison has found.
@inline(__always) @_noLocks @_noAllocation
func choice(_ found: SIMDMask<SIMD8<Int32>>) -> Choice { unsafe unsafeBitCast(found, to: Choice.self) }

/// A bit a lane, lane 0 lowest, as a choice, and a choice as bits.
@inline(__always) @_noLocks @_noAllocation
func lanes(_ bits: UInt8) -> Choice { rt_mask(bits) }

@inline(__always) @_noLocks @_noAllocation
func bits(_ choice: Choice) -> UInt8 { rt_bits(choice) }

@inline(__always) @_noLocks @_noAllocation
func bits(_ found: SIMDMask<SIMD8<Int32>>) -> UInt8 { rt_bits(choice(found)) }

extension Lanes {
  /// The chosen lanes of `other`, and the rest of these.
  @inline(__always) @_noLocks @_noAllocation
  func with(_ other: Lanes, in choice: Choice) -> Lanes { rt_chosen(choice, other, self) }

  @inline(__always) @_noLocks @_noAllocation
  func with(_ other: Lanes, where found: SIMDMask<SIMD8<Int32>>) -> Lanes { rt_chosen(choice(found), other, self) }

  /// Takes the chosen lanes of `other`.
  @inline(__always) @_noLocks @_noAllocation
  mutating func take(_ other: Lanes, in choice: Choice) { self = rt_chosen(choice, other, self) }
}

/// What is below `low` or above `high` brought back to it.
@inline(__always) @_noLocks @_noAllocation
func limited(_ x: Lanes, _ low: Float, _ high: Float) -> Lanes {
  lesser(greater(x, Lanes(repeating: low)), Lanes(repeating: high))
}

/// Whole numbers of less than 23 bits as numbers: put into the last bits of 1.5·2²³, which is then taken away again.
@inline(__always) @_noLocks @_noAllocation
func wholeNumbers(_ x: SIMD8<Int32>) -> Lanes {
  unsafe unsafeBitCast(x &+ SIMD8(repeating: 0x4B40_0000), to: Lanes.self) - 0x1.8p23
}

/// 2^x, relative error below 3·10⁻⁷ for −126 ≤ x ≤ 126; exactly 1 at 0.
@inline(__always) @_noLocks @_noAllocation
func exp2Lanes(_ x: Lanes) -> Lanes {
  let limited = limited(x, -126, 126)
  // Rounded to nearest by the bits of 1.5·2²³: no conversion that a target without SSE4.1 would do lane by lane.
  let magic = Lanes(repeating: 0x1.8p23)
  let shifted = limited + magic
  let f = limited - (shifted - magic)
  var p = Lanes(repeating: 1.535_336_188e-4)
  p = p * f + 1.339_887_440e-3
  p = p * f + 9.618_437_357e-3
  p = p * f + 5.550_332_548e-2
  p = p * f + 2.402_264_791e-1
  p = p * f + 6.931_472_028e-1
  p = p * f + 1
  let exponent = unsafe unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23
  return unsafe unsafeBitCast(unsafeBitCast(p, to: SIMD8<Int32>.self) &+ exponent, to: Lanes.self)
}

/// Doublings of amplitude in a decibel.
@inline(__always)
var octavesPerDecibel: Float { @_noLocks @_noAllocation get { 0.166_096_404_744 } }

/// sin(2πx) for 0 ≤ x ≤ 1, error below 2·10⁻⁵.
@inline(__always) @_noLocks @_noAllocation
func sineOfTurns(_ x: Lanes) -> Lanes {
  // Folded to a quarter turn on either side of 0: sin(2πx) = sin(2πu) with |u| ≤ ¼.
  let half = Lanes(repeating: 0.5)
  let centred = x - half
  let folded = centred.with(half - centred, where: centred .> Lanes(repeating: 0.25))
  let u = folded.with(-half - centred, where: centred .< Lanes(repeating: -0.25))
  return -sine(u * (2 * .pi))
}

/// A triangle of the same phase and range: 0 at 0, 1 at a quarter turn.
@inline(__always) @_noLocks @_noAllocation
func triangleOfTurns(_ x: Lanes) -> Lanes {
  let half = Lanes(repeating: 0.5)
  let centred = x - half
  let folded = centred.with(half - centred, where: centred .> Lanes(repeating: 0.25))
  return folded.with(-half - centred, where: centred .< Lanes(repeating: -0.25)) * -4
}

/// The convex curve of a share 0…1 (DLS 2.2, transforms; SoundFont 2.04, 9.5): 1 + 5/12·log10 x, 0 below 10^(−12/5);
/// error below 10⁻⁶.
@inline(__always) @_noLocks @_noAllocation
func convexLanes(_ x: Lanes) -> Lanes {
  let limited = limited(x, 0.003_981_072, 1)
  let bits = unsafe unsafeBitCast(limited, to: SIMD8<Int32>.self)
  // The mantissa between √½ and √2, for which the series below is short.
  let exponent = (bits &- 0x3F35_04F3) &>> 23
  let mantissa = unsafe unsafeBitCast(bits &- (exponent &<< 23), to: Lanes.self)
  let y = (mantissa - 1) / (mantissa + 1)
  let s = y * y
  var p = Lanes(repeating: 1.0 / 7)
  p = p * s + 1.0 / 5
  p = p * s + 1.0 / 3
  p = p * s + 1
  let log2 = wholeNumbers(exponent) + y * p * 2.885_390_082
  return 1 + log2 * 0.125_429_165
}

/// sin x for |x| ≤ π/2, error below 2·10⁻⁷.
@inline(__always) @_noLocks @_noAllocation
func sine(_ x: Lanes) -> Lanes {
  let s = x * x
  var p = Lanes(repeating: 2.608_31e-6)
  p = p * s - 1.981_074_2e-4
  p = p * s + 8.333_073_2e-3
  p = p * s - 1.666_665_67e-1
  return x + x * (s * p)
}

/// 1 − cos x for |x| ≤ π/2, relative error below 10⁻⁶: the difference itself, so that small angles keep their digits.
@inline(__always) @_noLocks @_noAllocation
func oneMinusCosine(_ x: Lanes) -> Lanes {
  let h = sine(x * 0.5)
  return h * h * 2
}
