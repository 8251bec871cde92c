// SPDX-License-Identifier: MIT
// The three ways of reading a wave between its frames. Audio thread.
//
// Each comes to the same bits for one position and for eight.

import CRealtime
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

/// Eight points, their coefficients between two rows of the table. `samples`: the frames −3…4 around the position.
@inline(__always) @_noLocks @_noAllocation
func sinc(_ samples: Lanes, _ positionQ32: UInt64, _ table: UnsafePointer<SincRow>) -> Float {
  let between = Lanes(repeating: fraction(positionQ32 << 8))
  let p = unsafe products(samples, positionQ32, between, table)
  // In the order of `sums`, on which the bits depend.
  let first = p.lowHalf.lowHalf + p.lowHalf.highHalf
  let last = p.highHalf.lowHalf + p.highHalf.highHalf
  return (first.x + first.y) + (last.x + last.y)
}

/// The same at eight positions. `samples` gives the frames around one of them.
@inline(__always) @_noLocks @_noAllocation
func sinc(
  _ positionQ32: UInt64, _ stepQ32: UInt64, _ table: UnsafePointer<SincRow>, _ samples: (UInt64) -> Lanes
) -> Frames {
  let between = fractions(positionQ32 << 8, stepQ32 << 8)
  func one(_ index: Int) -> Lanes {
    let position = positionQ32 &+ stepQ32 &* UInt64(truncatingIfNeeded: index)
    return unsafe products(samples(position), position, Lanes(repeating: between[index]), table)
  }
  return sums(one(0), one(1), one(2), one(3), one(4), one(5), one(6), one(7))
}

/// Samples times coefficients. `between`: the fraction of the way from a row of the table to the next.
@inline(__always) @_noLocks @_noAllocation
private func products(
  _ samples: Lanes, _ positionQ32: UInt64, _ between: Lanes, _ table: UnsafePointer<SincRow>
) -> Lanes {
  let row = unsafe table + Int(truncatingIfNeeded: (positionQ32 >> 24) & 0xFF)
  return unsafe rt_product(samples, fused(row.pointee.differences, between, row.pointee.coefficients))
}

/// The sum of each of eight. Only the last step crosses the middle of a register, which takes a processor longest.
@inline(__always) @_noLocks @_noAllocation
private func sums(
  _ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes, _ e: Lanes, _ f: Lanes, _ g: Lanes, _ h: Lanes
) -> Frames {
  let early = rt_sums_of_pairs(rt_sums_in_turn(a, b), rt_sums_in_turn(c, d))
  let late = rt_sums_of_pairs(rt_sums_in_turn(e, f), rt_sums_in_turn(g, h))
  return rt_sums_of_halves(early, late)
}
