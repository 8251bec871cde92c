// SPDX-License-Identifier: MIT
// Gain, pan and mix of eight voices. Audio thread.

import VoiceState

/// Adds the rows of the scratch memory to the bus, each through its two gains.
///
/// `first`: frames of the cell that went before. A gain is computed from the beginning of its cell, never carried along,
/// so that its bits do not depend on where the cell is cut.
@inline(__always) @_noLocks @_noAllocation
func amplify(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  let level = group.activeMask & ~group.steepMask
  for lane in 0..<8 where level & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    amplify(&group, lane, mix, first, frames, single: { voice, _ in voice }, eight: { voice, _ in voice })
  }
  let steep = group.activeMask & group.steepMask
  guard steep != 0 else { return }
  for lane in 0..<8 where steep & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    let octaves = group.eg1DecibelsSlope[lane] * octavesPerDecibel
    amplify(
      &group, lane, mix, first, frames,
      single: { voice, age in voice * exp2Lanes(Frames(repeating: age * octaves))[0] },
      eight: { voice, age in voice * exp2Lanes(age * octaves) })
  }
}

/// One row. `single` and `eight` are what its frames become before the gains, given their age in the cell.
@inline(__always) @_noLocks @_noAllocation
private func amplify(
  _ group: inout VoiceGroup, _ lane: Int, _ mix: MixMemory, _ first: Int, _ frames: Int,
  single: (Float, Float) -> Float, eight: (Frames, Frames) -> Frames
) {
  let row = unsafe mix.scratch + lane &* VoiceLayout.controlFrames
  let left = group.gainLeft[lane], leftStep = group.gainLeftStep[lane]
  let right = group.gainRight[lane], rightStep = group.gainRightStep[lane]
  var frame = 0
  while frame &+ 8 <= frames {
    let age = Frames(repeating: Float(first &+ frame)) + Frames(0, 1, 2, 3, 4, 5, 6, 7)
    let voice = unsafe eight(UnsafeRawPointer(row + frame).loadUnaligned(as: Frames.self), age)
    unsafe add(voice, fused(Frames(repeating: leftStep), age, Frames(repeating: left)), to: mix.left + frame)
    unsafe add(voice, fused(Frames(repeating: rightStep), age, Frames(repeating: right)), to: mix.right + frame)
    frame = frame &+ 8
  }
  while frame < frames {
    let age = Float(first &+ frame)
    let voice = unsafe single(row[frame], age)
    unsafe mix.left[frame] = unsafe fused(voice, fused(leftStep, age, left), mix.left[frame])
    unsafe mix.right[frame] = unsafe fused(voice, fused(rightStep, age, right), mix.right[frame])
    frame = frame &+ 1
  }
}

@inline(__always) @_noLocks @_noAllocation
private func add(_ voice: Frames, _ gain: Frames, to memory: UnsafeMutablePointer<Float>) {
  let raw = UnsafeMutableRawPointer(memory)
  unsafe raw.storeBytes(of: fused(voice, gain, raw.loadUnaligned(as: Frames.self)), as: Frames.self)
}
