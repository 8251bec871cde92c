// SPDX-License-Identifier: MIT
// Gain, pan and mix of eight voices. Audio thread.

import VoiceState

/// Adds the rows of the scratch memory to the bus, each through its two gains.
///
/// `first`: frames of the cell that went before. A gain is computed from the beginning of its cell, never carried along,
/// so that its bits do not depend on where the cell is cut.
@inline(__always) @_noLocks @_noAllocation
func amplify(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  for lane in 0..<8 where group.activeMask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    let row = unsafe mix.scratch + lane &* VoiceLayout.controlFrames
    let left = group.gainLeft[lane], leftStep = group.gainLeftStep[lane]
    let right = group.gainRight[lane], rightStep = group.gainRightStep[lane]
    var frame = 0
    while frame &+ 8 <= frames {
      let age = Frames(repeating: Float(first &+ frame)) + Frames(0, 1, 2, 3, 4, 5, 6, 7)
      let voice = unsafe UnsafeRawPointer(row + frame).loadUnaligned(as: Frames.self)
      unsafe add(voice * (left + leftStep * age), to: mix.left + frame)
      unsafe add(voice * (right + rightStep * age), to: mix.right + frame)
      frame = frame &+ 8
    }
    while frame < frames {
      let age = Float(first &+ frame)
      unsafe mix.left[frame] = unsafe mix.left[frame] + row[frame] * (left + leftStep * age)
      unsafe mix.right[frame] = unsafe mix.right[frame] + row[frame] * (right + rightStep * age)
      frame = frame &+ 1
    }
  }
}

/// Adds eight frames to a bus.
@inline(__always) @_noLocks @_noAllocation
func add(_ frames: Frames, to memory: UnsafeMutablePointer<Float>) {
  let raw = UnsafeMutableRawPointer(memory)
  unsafe raw.storeBytes(of: raw.loadUnaligned(as: Frames.self) + frames, as: Frames.self)
}
