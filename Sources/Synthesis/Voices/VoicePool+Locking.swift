// SPDX-License-Identifier: MIT
// Voices that run sample-locked (DLS 2.2, phase-locked groups). Audio thread.
//
// They read their waves at the phase master's step, cell by cell, and from the same frame on: that is why they are lanes of
// one group. They are stolen and cut together. Each has its own envelopes, filter and pan.

import VoiceState

extension VoicePool {
  /// Makes a voice that has just begun follow another lane of its group. Thread: audio.
  @_noLocks @_noAllocation
  func lock(_ index: Int, to master: Int) {
    let group = index / 8
    unsafe groups[group].lockedMask |= 1 << UInt8(index % 8)
    unsafe groups[group].phaseMasters[index % 8] = UInt8(master % 8)
  }

  /// A lane is free: those that followed it keep the step that they have now. Thread: audio.
  @_noLocks @_noAllocation
  func unlock(_ group: Int, _ lane: Int) {
    guard unsafe groups[group].lockedMask != 0 else { return }
    unsafe groups[group].lockedMask &= ~(1 << UInt8(lane))
    for other in 0..<8 where unsafe groups[group].phaseMasters[other] == UInt8(lane) {
      unsafe groups[group].phaseMasters[other] = UInt8(other)
    }
  }

  /// The lanes of a voice's group that end with it, itself among them. Thread: audio.
  @_noLocks @_noAllocation
  func lockedTogether(with index: Int) -> UInt8 {
    let own: UInt8 = 1 << UInt8(index % 8)
    guard unsafe voices[index].phaseGroup != 0, unsafe !voices[index].isIdle else { return own }
    var mask = own
    for lane in 0..<8 {
      let other = index & ~7 | lane
      if unsafe !voices[other].isIdle, unsafe voices[other].noteNumber == voices[index].noteNumber,
        unsafe voices[other].phaseGroup == voices[index].phaseGroup
      {
        mask |= 1 << UInt8(lane)
      }
    }
    return mask
  }
}
