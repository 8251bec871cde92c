// SPDX-License-Identifier: MIT
// Gain, pan and mix of eight voices. Audio thread.

import VoiceState

/// Adds the rows of the scratch memory to the bus, each through its two gains.
///
/// `first`: frames of the cell that went before. A gain is computed from the beginning of its cell, never carried along,
/// so that its bits do not depend on where the cell is cut. Frame by frame through all voices, so that the bus is read and
/// written once.
@inline(__always) @_noLocks @_noAllocation
func amplify(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  let mask = group.activeMask
  var age = ages(first)
  var frame = 0
  while frame &+ 8 <= frames {
    var left = unsafe eight(at: mix.left + frame)
    var right = unsafe eight(at: mix.right + frame)
    for lane in 0..<8 where mask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
      let voice = unsafe eight(at: mix.scratch + (lane &* VoiceLayout.controlFrames &+ frame))
      left = fused(voice, gain(group.gainLeft, group.gainLeftStep, lane, age), left)
      right = fused(voice, gain(group.gainRight, group.gainRightStep, lane, age), right)
    }
    unsafe store(left, at: mix.left + frame)
    unsafe store(right, at: mix.right + frame)
    age += 8
    frame = frame &+ 8
  }
  while frame < frames {
    let age = Float(first &+ frame)
    for lane in 0..<8 where mask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
      let voice = unsafe mix.scratch[lane &* VoiceLayout.controlFrames &+ frame]
      let left = fused(group.gainLeftStep[lane], age, group.gainLeft[lane])
      let right = fused(group.gainRightStep[lane], age, group.gainRight[lane])
      unsafe mix.left[frame] = unsafe fused(voice, left, mix.left[frame])
      unsafe mix.right[frame] = unsafe fused(voice, right, mix.right[frame])
    }
    frame = frame &+ 1
  }
}

/// A voice's gain in eight frames.
@inline(__always) @_noLocks @_noAllocation
private func gain(_ start: Lanes, _ step: Lanes, _ lane: Int, _ age: Frames) -> Frames {
  fused(Frames(repeating: step[lane]), age, Frames(repeating: start[lane]))
}

/// Lets the rows of voices whose EG1 falls steeply fall along its curve, from the beginning of the cell on.
@inline(__always) @_noLocks @_noAllocation
func bendSteepRows(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  let steep = group.activeMask & group.steepMask
  guard steep != 0 else { return }
  for lane in 0..<8 where steep & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    let row = unsafe mix.scratch + lane &* VoiceLayout.controlFrames
    let octaves = group.eg1DecibelsSlope[lane] * octavesPerDecibel
    var frame = 0
    while frame < frames {
      let age = ages(first &+ frame)
      // The row is as long as the longest cell, which is a multiple of eight: what is behind the last frame is not used.
      unsafe store(eight(at: row + frame) * exp2Lanes(age * octaves), at: row + frame)
      frame = frame &+ 8
    }
  }
}
