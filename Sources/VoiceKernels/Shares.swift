// SPDX-License-Identifier: MIT
// Adds what shares of the voices have been summed up to. Audio thread.

import VoiceState

/// Adds `frames` frames of a row to a bus. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func addRow(_ row: UnsafePointer<Float>, _ bus: UnsafeMutablePointer<Float>, _ frames: Int) {
  var frame = 0
  while frame &+ 8 <= frames {
    unsafe add(eight(at: row + frame), to: bus + frame)
    frame = frame &+ 8
  }
  while frame < frames {
    unsafe bus[frame] += row[frame]
    frame = frame &+ 1
  }
}
