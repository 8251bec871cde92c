// SPDX-License-Identifier: MIT
// Elementary functions of eight numbers at once. Audio thread.

import VoiceState

/// 2^x, relative error below 3·10⁻⁷ for −126 ≤ x ≤ 126; exactly 1 at 0.
@inline(__always) @_noLocks @_noAllocation
func exp2Lanes(_ x: Lanes) -> Lanes {
  let limited = x.clamped(lowerBound: Lanes(repeating: -126), upperBound: Lanes(repeating: 126))
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

/// sin(2πx) for 0 ≤ x ≤ 1, error below 2·10⁻⁵.
@inline(__always) @_noLocks @_noAllocation
func sineOfTurns(_ x: Lanes) -> Lanes {
  // Folded to a quarter turn on either side of 0: sin(2πx) = sin(2πu) with |u| ≤ ¼.
  let half = Lanes(repeating: 0.5)
  let centred = x - half
  let folded = centred.replacing(with: half - centred, where: centred .> Lanes(repeating: 0.25))
  let u = folded.replacing(with: -half - centred, where: centred .< Lanes(repeating: -0.25))
  return -sine(u * (2 * .pi))
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
