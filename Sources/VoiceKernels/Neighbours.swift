// SPDX-License-Identifier: MIT
// The frames of a wave around a position, of both forms, as numbers on the 16-bit scale. Audio thread.

import CRealtime
import VoiceState

/// The four frames around each of eight positions, the earliest first.
struct Neighbours {
  var a: Frames, b: Frames, c: Frames, d: Frames
}

/// The four frames from `offset` before or after each of eight positions on.
@inline(__always) @_noLocks @_noAllocation
func neighbours(_ wave: UnsafePointer<Int16>, _ positionQ32: UInt64, _ stepQ32: UInt64, _ offset: Int) -> Neighbours {
  // 64 bits hold four of them; as a `Double`, which is never looked at, they go to a vector register straight away. The
  // order in which they are put together lets their halves be dealt to two registers with one instruction each, which
  // stays within the halves of a register.
  func four(_ index: UInt64) -> Double {
    let position = positionQ32 &+ index &* stepQ32
    let at = unsafe wave + (Int(truncatingIfNeeded: position >> 32) &+ offset)
    return unsafe UnsafeRawPointer(at).loadUnaligned(as: Double.self)
  }
  let p = unsafe unsafeBitCast(SIMD4(four(0), four(1), four(4), four(5)), to: SIMD8<UInt32>.self)
  let q = unsafe unsafeBitCast(SIMD4(four(2), four(3), four(6), four(7)), to: SIMD8<UInt32>.self)
  let early = SIMD8(p[0], p[2], q[0], q[2], p[4], p[6], q[4], q[6])
  let late = SIMD8(p[1], p[3], q[1], q[3], p[5], p[7], q[5], q[7])
  return Neighbours(a: lower(early), b: upper(early), c: lower(late), d: upper(late))
}

@inline(__always) @_noLocks @_noAllocation
func neighbours(_ wave: UnsafePointer<Float>, _ positionQ32: UInt64, _ stepQ32: UInt64, _ offset: Int) -> Neighbours {
  func four(_ index: UInt64) -> SIMD4<Float> {
    let position = positionQ32 &+ index &* stepQ32
    let at = unsafe wave + (Int(truncatingIfNeeded: position >> 32) &+ offset)
    return unsafe UnsafeRawPointer(at).loadUnaligned(as: SIMD4<Float>.self)
  }
  func pair(_ index: UInt64) -> Lanes { Lanes(lowHalf: four(index), highHalf: four(index &+ 4)) }
  let (a, b, c, d) = turned(pair(0), pair(1), pair(2), pair(3))
  return Neighbours(a: a, b: b, c: c, d: d)
}

/// Eight frames in a row.
@inline(__always) @_noLocks @_noAllocation
func row(_ at: UnsafePointer<Int16>) -> Lanes {
  rt_numbers(unsafe UnsafeRawPointer(at).loadUnaligned(as: SIMD8<Int16>.self))
}

@inline(__always) @_noLocks @_noAllocation
func row(_ at: UnsafePointer<Float>) -> Lanes { unsafe UnsafeRawPointer(at).loadUnaligned(as: Lanes.self) }

/// The lower halves of eight words as numbers: with 2¹⁵ added they are the last bits of 2²³, which is then taken away
/// with it.
@inline(__always) @_noLocks @_noAllocation
private func lower(_ words: SIMD8<UInt32>) -> Frames {
  unsafe unsafeBitCast((words & 0xFFFF) ^ 0x4B00_8000, to: Frames.self) - (0x1p23 + 0x1p15)
}

/// The upper halves in the same way.
@inline(__always) @_noLocks @_noAllocation
private func upper(_ words: SIMD8<UInt32>) -> Frames {
  unsafe unsafeBitCast((words &>> 16) ^ 0x4B00_8000, to: Frames.self) - (0x1p23 + 0x1p15)
}
