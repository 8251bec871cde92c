// SPDX-License-Identifier: MIT
// Rows of frames in memory, eight at a time. Audio thread.

import CRealtime
import VoiceState

/// Frames of the cell that went before each of eight.
@inline(__always) @_noLocks @_noAllocation
func ages(_ frame: Int) -> Frames { rt_ages(Int32(truncatingIfNeeded: frame)) }

/// Eight frames that lie side by side.
@inline(__always) @_noLocks @_noAllocation
func eight(at memory: UnsafePointer<Float>) -> Frames {
  unsafe UnsafeRawPointer(memory).loadUnaligned(as: Frames.self)
}

/// Writes eight frames side by side.
@inline(__always) @_noLocks @_noAllocation
func store(_ frames: Frames, at memory: UnsafeMutablePointer<Float>) {
  unsafe UnsafeMutableRawPointer(memory).storeBytes(of: frames, as: Frames.self)
}

/// Adds eight frames to a bus.
@inline(__always) @_noLocks @_noAllocation
func add(_ frames: Frames, to memory: UnsafeMutablePointer<Float>) {
  unsafe store(eight(at: memory) + frames, at: memory)
}

/// The greatest of eight numbers.
@inline(__always) @_noLocks @_noAllocation
func greatest(of x: Frames) -> Float {
  var greatest = x[0]
  for lane in 1..<8 where x[lane] > greatest { greatest = x[lane] }
  return greatest
}
