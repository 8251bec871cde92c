// SPDX-License-Identifier: MIT
// Gain, pan, sends and mix of eight voices. Audio thread.

import VoiceState

/// Adds the rows of the scratch memory to the bus, each through its two gains, and to the inputs of the effects.
/// `first`: frames of the cell that went before.
@inline(__always) @_noLocks @_noAllocation
func amplify(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  // Most voices send to the reverb, few to the chorus: a loop for each, so that none computes what nobody hears.
  switch (group.reverbMask != 0, group.chorusMask != 0) {
  case (false, false): amplifyAlone(&group, mix, first, frames)
  case (true, false): amplifyToReverb(&group, mix, first, frames)
  case (_, true): amplifyToBoth(&group, mix, first, frames)
  }
}

// Functions of their own: within one the compiler makes the loops into one again, which asks at each step.

@inline(never) @_noLocks @_noAllocation
private func amplifyAlone(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  amplify(&group, mix, first, frames, hasReverb: false, hasChorus: false)
}

@inline(never) @_noLocks @_noAllocation
private func amplifyToReverb(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  amplify(&group, mix, first, frames, hasReverb: true, hasChorus: false)
}

@inline(never) @_noLocks @_noAllocation
private func amplifyToBoth(_ group: inout VoiceGroup, _ mix: MixMemory, _ first: Int, _ frames: Int) {
  amplify(&group, mix, first, frames, hasReverb: true, hasChorus: true)
}

/// What the eight voices come to in some frames.
private struct Sums {
  var left = Frames(), right = Frames(), reverb = Frames(), chorus = Frames()

  /// Takes in a voice.
  @inline(__always) @_noLocks @_noAllocation
  mutating func take(
    _ voice: Frames, _ group: borrowing VoiceGroup, _ lane: Int, _ age: Frames, hasReverb: Bool, hasChorus: Bool
  ) {
    left = fused(voice, gain(group.gainLeft, group.gainLeftStep, lane, age), left)
    right = fused(voice, gain(group.gainRight, group.gainRightStep, lane, age), right)
    if hasReverb { reverb = fused(voice, gain(group.gainReverb, group.gainReverbStep, lane, age), reverb) }
    if hasChorus { chorus = fused(voice, gain(group.gainChorus, group.gainChorusStep, lane, age), chorus) }
  }

  /// Adds them to the bus and to what goes to the effects.
  @inline(__always) @_noLocks @_noAllocation
  func store(_ mix: MixMemory, _ frame: Int, hasReverb: Bool, hasChorus: Bool) {
    unsafe add(left, to: mix.left + frame)
    unsafe add(right, to: mix.right + frame)
    if hasReverb { unsafe add(reverb, to: mix.reverb + frame) }
    if hasChorus { unsafe add(chorus, to: mix.chorus + frame) }
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
  var frame = 0
  // Two eights at once, so that what a gain is computed from is fetched half as often.
  while frame &+ 16 <= frames {
    let (age, later) = (ages(first &+ frame), ages(first &+ frame &+ 8))
    var sums = Sums(), laterSums = Sums()
    func take(_ lane: Int) {
      guard mask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 else { return }
      let row = unsafe mix.scratch + (lane &* VoiceLayout.controlFrames &+ frame)
      unsafe sums.take(eight(at: row), group, lane, age, hasReverb: hasReverb, hasChorus: hasChorus)
      unsafe laterSums.take(eight(at: row + 8), group, lane, later, hasReverb: hasReverb, hasChorus: hasChorus)
    }
    take(0)
    take(1)
    take(2)
    take(3)
    take(4)
    take(5)
    take(6)
    take(7)
    sums.store(mix, frame, hasReverb: hasReverb, hasChorus: hasChorus)
    laterSums.store(mix, frame &+ 8, hasReverb: hasReverb, hasChorus: hasChorus)
    frame = frame &+ 16
  }
  while frame &+ 8 <= frames {
    let age = ages(first &+ frame)
    var sums = Sums()
    for lane in 0..<8 where mask & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
      let voice = unsafe eight(at: mix.scratch + (lane &* VoiceLayout.controlFrames &+ frame))
      sums.take(voice, group, lane, age, hasReverb: hasReverb, hasChorus: hasChorus)
    }
    sums.store(mix, frame, hasReverb: hasReverb, hasChorus: hasChorus)
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
