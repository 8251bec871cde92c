// SPDX-License-Identifier: MIT
// Reads one wave at any pitch: the inner loops of the oscillator. Audio thread.

import VoiceState

/// Frames of one voice, written to its lane of the scratch memory, by an interpolator `Taps`.
///
/// The loop's end is tested once per run of frames, not once per frame.
@inline(__always) @_noLocks @_noAllocation
func oscillate(
  _ reader: UnsafeMutablePointer<WaveReader>, _ lane: Int, _ mix: MixMemory, _ frames: Int,
  _ interpolate: (UnsafePointer<Int16>, UInt64) -> Float
) {
  let out = unsafe UnsafeMutableRawPointer(mix.scratch).assumingMemoryBound(to: Float.self) + lane
  guard let wave = unsafe reader.pointee.wave else { return unsafe silence(out, frames) }
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
    let count = fits ? wanted : min(wanted, Int(truncatingIfNeeded: (end &- position &+ step &- 1) / step))
    for index in frame..<(frame &+ count) {
      unsafe out[index &* 8] = unsafe interpolate(wave + Int(truncatingIfNeeded: position >> 32), position)
      position = position &+ step
    }
    frame = frame &+ count
  }
  if frame < frames { unsafe silence(out + frame &* 8, frames &- frame) }
  unsafe reader.pointee.positionQ32 = position
}

/// Zeros in one lane.
@inline(__always) @_noLocks @_noAllocation
private func silence(_ lane: UnsafeMutablePointer<Float>, _ frames: Int) {
  for frame in 0..<frames { unsafe lane[frame &* 8] = 0 }
}

/// The fraction of a 32.32 position, 24 bits of it: all that a `Float` holds.
@inline(__always) @_noLocks @_noAllocation
private func fraction(_ positionQ32: UInt64) -> Float {
  Float(Int32(truncatingIfNeeded: (positionQ32 >> 8) & 0xFF_FFFF)) * 0x1p-24
}

/// A straight line between two neighbours.
@inline(__always) @_noLocks @_noAllocation
func interpolateLinear(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64) -> Float {
  let here = Float(unsafe at[0])
  return here + fraction(positionQ32) * (Float(unsafe at[1]) - here)
}

/// Catmull-Rom through four neighbours: exact at whole positions. The coefficients come from the fraction itself, not
/// from a table, so that no fraction is rounded.
@inline(__always) @_noLocks @_noAllocation
func interpolateCubic(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64) -> Float {
  let four = unsafe UnsafeRawPointer(at - 1).loadUnaligned(as: SIMD4<Int16>.self)
  let samples = SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: four))
  let x = SIMD4<Float>(repeating: fraction(positionQ32))
  let coefficients =
    ((SIMD4<Float>(-0.5, 1.5, -1.5, 0.5) * x + SIMD4<Float>(1, -2.5, 2, -0.5)) * x
      + SIMD4<Float>(-0.5, 0, 0.5, 0)) * x + SIMD4<Float>(0, 1, 0, 0)
  let product = samples * coefficients
  let half = product.evenHalf + product.oddHalf
  return half.x + half.y
}

/// Eight points of a windowed sinc, the coefficients interpolated between rows of the table.
@inline(__always) @_noLocks @_noAllocation
func interpolateSinc(_ at: UnsafePointer<Int16>, _ positionQ32: UInt64, _ table: UnsafePointer<Lanes>) -> Float {
  let eight = unsafe UnsafeRawPointer(at - 3).loadUnaligned(as: SIMD8<Int16>.self)
  let samples = Lanes(SIMD8<Int32>(truncatingIfNeeded: eight))
  let row = Int(truncatingIfNeeded: (positionQ32 >> 23) & 511)
  let between = Float(Int32(truncatingIfNeeded: positionQ32 & 0x7F_FFFF)) * 0x1p-23
  let first = unsafe table[row]
  let coefficients = first + (unsafe table[row + 1] - first) * between
  let product = samples * coefficients
  let four = product.evenHalf + product.oddHalf
  let two = four.evenHalf + four.oddHalf
  return two.x + two.y
}
