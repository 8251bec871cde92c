// SPDX-License-Identifier: MIT
// The three ways of reading a wave between its frames. Audio thread.
//
// Each comes to the same bits for one position and for eight.

import VoiceState

/// A straight line from `b` to `c`, at the fraction x of the way.
@inline(__always) @_noLocks @_noAllocation
func line(_ b: Float, _ c: Float, _ x: Float) -> Float { fused(x, c - b, b) }

@inline(__always) @_noLocks @_noAllocation
func line(_ b: Frames, _ c: Frames, _ x: Frames) -> Frames { fused(x, c - b, b) }

/// Catmull-Rom through four neighbours, at the fraction x of the way from `b` to `c`: exact at whole positions. It is
/// evaluated as a polynomial in the fraction, with no table whose rows would round it.
@inline(__always) @_noLocks @_noAllocation
func cubic(_ a: Float, _ b: Float, _ c: Float, _ d: Float, _ x: Float) -> Float {
  let slope = c - a
  let third = fused(b - c, 3, d - a)
  let second = fused(b - c, -2, -(slope + third))
  return fused(x * 0.5, fused(x, fused(x, third, second), slope), b)
}

@inline(__always) @_noLocks @_noAllocation
func cubic(_ n: Neighbours, _ x: Frames) -> Frames {
  let slope = n.c - n.a
  let third = fused(n.b - n.c, Frames(repeating: 3), n.d - n.a)
  let second = fused(n.b - n.c, Frames(repeating: -2), -(slope + third))
  return fused(x * 0.5, fused(x, fused(x, third, second), slope), n.b)
}

/// Eight points of a windowed sinc, the coefficients interpolated between rows of the table, `KernelTables.sinc`.
/// `samples`: the frames −3…4 around the position.
@inline(__always) @_noLocks @_noAllocation
func sinc(_ samples: Lanes, _ positionQ32: UInt64, _ table: UnsafePointer<Lanes>) -> Float {
  let row = Int(truncatingIfNeeded: (positionQ32 >> 23) & 511)
  let between = Float(Int32(truncatingIfNeeded: positionQ32 & 0x7F_FFFF)) * 0x1p-23
  let first = unsafe table[row]
  let product = samples * (first + (unsafe table[row + 1] - first) * between)
  let four = product.lowHalf + product.highHalf
  let two = four.lowHalf + four.highHalf
  return two.x + two.y
}
