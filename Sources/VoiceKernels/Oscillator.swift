// SPDX-License-Identifier: MIT
// Reads one wave at any pitch: the frame of the inner loops. Audio thread.

import CRealtime
import VoiceState

/// Eight frames of one voice, side by side.
typealias Frames = SIMD8<Float>

/// Frames of one voice, written to its row of the scratch memory. `read` is asked for a run: a 32.32 position, the step, and
/// how many frames, which is at least one, go where. It may write eight at a time, and so up to seven too many: what follows
/// in the row comes later.
///
/// The loop's end is tested once per run of frames, not once per frame.
@inline(__always) @_noLocks @_noAllocation
func oscillate(
  _ reader: UnsafeMutablePointer<WaveReader>, _ out: UnsafeMutablePointer<Float>, _ frames: Int,
  read: (UInt64, UInt64, UnsafeMutablePointer<Float>, Int) -> Void
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
    let run = fits ? wanted : min(wanted, Int(truncatingIfNeeded: (end &- position &+ step &- 1) / step))
    unsafe read(position, step, out + frame, run)
    position = position &+ step &* UInt64(truncatingIfNeeded: run)
    frame = frame &+ run
  }
  unsafe silence(out, frame, frames)
  unsafe reader.pointee.positionQ32 = position
}

/// A run of frames from anywhere. `single` reads the wave at a 32.32 position, `eight` at eight of them, given the first and
/// the step. What is left of the run by eights is done singly, with the same arithmetic: the bits do not depend on where a
/// run is cut.
@inline(__always) @_noLocks @_noAllocation
func gather(
  _ first: UInt64, _ step: UInt64, _ out: UnsafeMutablePointer<Float>, _ frames: Int,
  single: (UInt64) -> Float, eight: (UInt64, UInt64) -> Frames
) {
  var position = first
  var frame = 0
  while frame &+ 8 <= frames {
    unsafe store(eight(position, step), at: out + frame)
    position = position &+ step &* 8
    frame = frame &+ 8
  }
  while frame < frames {
    unsafe out[frame] = single(position)
    position = position &+ step
    frame = frame &+ 1
  }
}

/// Zeros from one frame to another.
@inline(__always) @_noLocks @_noAllocation
func silence(_ out: UnsafeMutablePointer<Float>, _ first: Int, _ end: Int) {
  for frame in first..<end { unsafe out[frame] = 0 }
}

/// The frame before a 32.32 position or at it.
@inline(__always) @_noLocks @_noAllocation
func whole(_ positionQ32: UInt64) -> Int { Int(truncatingIfNeeded: positionQ32 >> 32) }

/// The fraction of a 32.32 position, 23 bits of it: the last bits of a number between 1 and 2.
@inline(__always) @_noLocks @_noAllocation
func fraction(_ positionQ32: UInt64) -> Float {
  Float(bitPattern: UInt32(truncatingIfNeeded: positionQ32) >> 9 | 0x3F80_0000) - 1
}

/// The fractions of eight positions, `stepQ32` apart.
@inline(__always) @_noLocks @_noAllocation
func fractions(_ positionQ32: UInt64, _ stepQ32: UInt64) -> Frames {
  rt_fractions(UInt32(truncatingIfNeeded: positionQ32), UInt32(truncatingIfNeeded: stepQ32))
}
