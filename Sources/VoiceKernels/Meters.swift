// SPDX-License-Identifier: MIT
// One voice by itself, for who looks at its channel. Audio thread.

import CRealtime
public import VoiceState

/// Adds a voice of a group, as it was rendered last, to the two sides of its channel. `first`: frames of the cell that went before what
/// was rendered. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func addVoice(
  _ group: inout VoiceGroup, _ mix: MixMemory, _ lane: Int, _ left: UnsafeMutablePointer<Float>,
  _ right: UnsafeMutablePointer<Float>, _ first: Int, _ frames: Int
) {
  let row = unsafe mix.scratch + lane &* VoiceLayout.controlFrames
  let leftStart = Frames(repeating: group.gainLeft[lane]), leftStep = Frames(repeating: group.gainLeftStep[lane])
  let rightStart = Frames(repeating: group.gainRight[lane]), rightStep = Frames(repeating: group.gainRightStep[lane])
  var frame = 0
  while frame &+ 8 <= frames {
    let age = ages(first &+ frame)
    let voice = unsafe eight(at: row + frame)
    unsafe add(rt_product(voice, fused(leftStep, age, leftStart)), to: left + frame)
    unsafe add(rt_product(voice, fused(rightStep, age, rightStart)), to: right + frame)
    frame = frame &+ 8
  }
  while frame < frames {
    let age = Float(first &+ frame)
    let voice = unsafe row[frame]
    unsafe left[frame] += voice * fused(leftStep[0], age, leftStart[0])
    unsafe right[frame] += voice * fused(rightStep[0], age, rightStart[0])
    frame = frame &+ 1
  }
}
