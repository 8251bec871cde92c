// SPDX-License-Identifier: MIT
// Gain, pan, sends and mix of eight voices. Audio thread.

import VoiceState

/// Adds the rows of the scratch memory to the bus, each through its two gains, and to the inputs of the effects.
/// `first`: frames of the cell that went before.
@inline(__always) @_noLocks @_noAllocation
func amplify(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  // Most voices send to the reverb, few to the chorus: a loop for each, so that none computes what nobody hears.
  switch (group.reverbMask != 0, group.chorusMask != 0) {
  case (false, false): amplify(&group, mix, first, frames, hasReverb: false, hasChorus: false)
  case (true, false): amplify(&group, mix, first, frames, hasReverb: true, hasChorus: false)
  case (_, true): amplify(&group, mix, first, frames, hasReverb: true, hasChorus: true)
  }
}

/// A gain is computed from the beginning of its cell, never carried along, so that its bits do not depend on where the
/// cell is cut. The sum of the eight voices is added to the bus, and not one voice after the other: then it is the same
/// bits whatever the bus holds, and whoever computes it. Frame by frame through all voices: the bus is read and written
/// once.
@inline(__always) @_noLocks @_noAllocation
private func amplify(
  _ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int, hasReverb: Bool, hasChorus: Bool
) {
  let mask = group.activeMask
  var age = ages(first)
  var frame = 0
  while frame &+ 8 <= frames {
    var left = Frames(), right = Frames(), reverb = Frames(), chorus = Frames()
    for lane in 0..<8 where mask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
      let voice = unsafe eight(at: mix.scratch + (lane &* VoiceLayout.controlFrames &+ frame))
      left = fused(voice, gain(group.gainLeft, group.gainLeftStep, lane, age), left)
      right = fused(voice, gain(group.gainRight, group.gainRightStep, lane, age), right)
      if hasReverb { reverb = fused(voice, gain(group.gainReverb, group.gainReverbStep, lane, age), reverb) }
      if hasChorus { chorus = fused(voice, gain(group.gainChorus, group.gainChorusStep, lane, age), chorus) }
    }
    unsafe add(left, to: mix.left + frame)
    unsafe add(right, to: mix.right + frame)
    if hasReverb { unsafe add(reverb, to: mix.reverb + frame) }
    if hasChorus { unsafe add(chorus, to: mix.chorus + frame) }
    age += 8
    frame = frame &+ 8
  }
  while frame < frames {
    addSingle(&group, mix, Float(first &+ frame), frame, hasReverb: hasReverb, hasChorus: hasChorus)
    frame = frame &+ 1
  }
}

/// A single frame, with the same arithmetic. `age`: its place in the cell.
@inline(__always) @_noLocks @_noAllocation
private func addSingle(
  _ group: inout VoiceGroup, _ mix: MixMemory, _ age: Float, _ frame: Int, hasReverb: Bool, hasChorus: Bool
) {
  var left: Float = 0, right: Float = 0, reverb: Float = 0, chorus: Float = 0
  for lane in 0..<8 where group.activeMask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    let voice = unsafe mix.scratch[lane &* VoiceLayout.controlFrames &+ frame]
    left = fused(voice, fused(group.gainLeftStep[lane], age, group.gainLeft[lane]), left)
    right = fused(voice, fused(group.gainRightStep[lane], age, group.gainRight[lane]), right)
    if hasReverb { reverb = fused(voice, fused(group.gainReverbStep[lane], age, group.gainReverb[lane]), reverb) }
    if hasChorus { chorus = fused(voice, fused(group.gainChorusStep[lane], age, group.gainChorus[lane]), chorus) }
  }
  unsafe mix.left[frame] += left
  unsafe mix.right[frame] += right
  if hasReverb { unsafe mix.reverb[frame] += reverb }
  if hasChorus { unsafe mix.chorus[frame] += chorus }
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
