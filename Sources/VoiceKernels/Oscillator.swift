// SPDX-License-Identifier: MIT
// Reads one wave at any pitch: the frame of the inner loops. Audio thread.

import VoiceState

/// Eight frames of one voice, side by side.
typealias Frames = SIMD8<Float>

/// Frames of one voice, written to its row of the scratch memory. `single` reads the wave at a 32.32 position, `eight` at
/// eight of them, given the first and the step.
///
/// The loop's end is tested once per run of frames, not once per frame. What is left of a run by eights is done singly,
/// with the same arithmetic: the bits do not depend on where a run is cut.
@inline(__always) @_noLocks @_noAllocation
func oscillate(
  _ reader: UnsafeMutablePointer<WaveReader>, _ out: UnsafeMutablePointer<Float>, _ frames: Int,
  single: (UInt64) -> Float, eight: (UInt64, UInt64) -> Frames
) {
  var position = unsafe reader.pointee.positionQ32
  let step = unsafe reader.pointee.stepQ32
  let end = unsafe reader.pointee.endQ32
  let loop = unsafe reader.pointee.loopLengthQ32
  var frame = 0
  while frame < frames {
    if position >= end {
      guard loop > 0 else { break }
      // More than one turn only where the step is longer than the loop.
      position = position &- loop
      if position >= end { position = end &- loop &+ (position &- end) % loop }
    }
    let wanted = frames &- frame
    let fits = position &+ step &* UInt64(truncatingIfNeeded: wanted) <= end
    let run = frame &+ (fits ? wanted : min(wanted, Int(truncatingIfNeeded: (end &- position &+ step &- 1) / step)))
    while frame &+ 8 <= run {
      unsafe UnsafeMutableRawPointer(out + frame).storeBytes(of: eight(position, step), as: Frames.self)
      position = position &+ step &* 8
      frame = frame &+ 8
    }
    while frame < run {
      unsafe out[frame] = single(position)
      position = position &+ step
      frame = frame &+ 1
    }
  }
  unsafe silence(out, frame, frames)
  unsafe reader.pointee.positionQ32 = position
}

/// Zeros from one frame to another.
@inline(__always) @_noLocks @_noAllocation
func silence(_ out: UnsafeMutablePointer<Float>, _ first: Int, _ end: Int) {
  for frame in first..<end { unsafe out[frame] = 0 }
}

/// The fraction of a 32.32 position, 24 bits of it: all that a `Float` holds.
@inline(__always) @_noLocks @_noAllocation
func fraction(_ positionQ32: UInt64) -> Float {
  Float(Int32(truncatingIfNeeded: (positionQ32 >> 8) & 0xFF_FFFF)) * 0x1p-24
}

/// The fractions of eight positions, `stepQ32` apart.
@inline(__always) @_noLocks @_noAllocation
func fractions(_ positionQ32: UInt64, _ stepQ32: UInt64) -> Frames {
  let steps = SIMD8<UInt32>(repeating: UInt32(truncatingIfNeeded: stepQ32)) &* SIMD8<UInt32>(0, 1, 2, 3, 4, 5, 6, 7)
  let low = SIMD8<UInt32>(repeating: UInt32(truncatingIfNeeded: positionQ32)) &+ steps
  return Frames(SIMD8<Int32>(truncatingIfNeeded: low &>> 8)) * 0x1p-24
}

/// Eight words of four neighbours each, the first of them `offset` frames from the position.
@inline(__always) @_noLocks @_noAllocation
func gather(_ wave: UnsafePointer<Int16>, _ positionQ32: UInt64, _ stepQ32: UInt64, _ offset: Int) -> SIMD8<UInt64> {
  var position = positionQ32
  var words = SIMD8<UInt64>()
  for index in 0..<8 {
    let at = unsafe wave + (Int(truncatingIfNeeded: position >> 32) &+ offset)
    words[index] = unsafe UnsafeRawPointer(at).loadUnaligned(as: UInt64.self)
    position = position &+ stepQ32
  }
  return words
}

/// Four neighbours at each of eight positions, one position after the other, the first of each `offset` frames from it.
@inline(__always) @_noLocks @_noAllocation
func gather(_ wave: UnsafePointer<Float>, _ positionQ32: UInt64, _ stepQ32: UInt64, _ offset: Int) -> SIMD32<Float> {
  var position = positionQ32
  func four() -> SIMD4<Float> {
    let at = unsafe wave + (Int(truncatingIfNeeded: position >> 32) &+ offset)
    position = position &+ stepQ32
    return unsafe UnsafeRawPointer(at).loadUnaligned(as: SIMD4<Float>.self)
  }
  let first = SIMD16(
    lowHalf: Frames(lowHalf: four(), highHalf: four()), highHalf: Frames(lowHalf: four(), highHalf: four()))
  let second = SIMD16(
    lowHalf: Frames(lowHalf: four(), highHalf: four()), highHalf: Frames(lowHalf: four(), highHalf: four()))
  return SIMD32(lowHalf: first, highHalf: second)
}

/// The same neighbours, the earliest of all positions first.
@inline(__always) @_noLocks @_noAllocation
func neighbours(_ all: SIMD32<Float>) -> (Frames, Frames, Frames, Frames) {
  let even = all.evenHalf
  let odd = all.oddHalf
  return (even.evenHalf, odd.evenHalf, even.oddHalf, odd.oddHalf)
}

/// Four neighbours at each of eight positions, the earliest first, as numbers on the 16-bit scale.
@inline(__always) @_noLocks @_noAllocation
func neighbours(_ words: SIMD8<UInt64>) -> (Frames, Frames, Frames, Frames) {
  let halves = unsafe unsafeBitCast(words, to: SIMD16<Int32>.self)
  let early = halves.evenHalf
  let late = halves.oddHalf
  return (
    Frames((early &<< 16) &>> 16), Frames(early &>> 16), Frames((late &<< 16) &>> 16), Frames(late &>> 16)
  )
}
