// SPDX-License-Identifier: MIT
// Which level of its wave a note reads. Audio thread.

import VoiceState

extension VoicePool {
  /// Gives the voices that begin the level nearest to their pitch, and base steps of its rate. They keep it, wherever the
  /// pitch goes: a sounding note is never moved to other samples. Voices that are locked together read the same level.
  /// Thread: audio.
  @_noLocks @_noAllocation
  func chooseLevels(_ group: Int, lanes mask: UInt8) {
    for lane in 0..<8 where unsafe mask & ~groups[group].lockedMask & (1 << UInt8(lane)) != 0 {
      let together = mask & followers(of: lane, in: group)
      var most = WaveLevels.limit
      for other in 0..<8 where together & (1 << UInt8(other)) != 0 {
        most = min(most, levelCount(of: group &* 8 &+ other))
      }
      let octaves = unsafe Double(groups[group].pitchCents[lane]) * (1.0 / 1200)
      let step = unsafe groups[group].baseStepQ32[lane] * 0x1p-32 * RealtimeMath.exp2(octaves)
      let level = WaveLevels.level(ofStep: step, most: most)
      guard level > 0 else { continue }
      for other in 0..<8 where together & (1 << UInt8(other)) != 0 { seat(group &* 8 &+ other, level: level) }
    }
  }

  /// A lane and those that are locked to it. Thread: audio.
  @_noLocks @_noAllocation
  private func followers(of lane: Int, in group: Int) -> UInt8 {
    var mask: UInt8 = 1 << UInt8(lane)
    for other in 0..<8 where unsafe groups[group].lockedMask & (1 << UInt8(other)) != 0 {
      if unsafe groups[group].phaseMasters[other] == UInt8(lane) { mask |= 1 << UInt8(other) }
    }
    return mask
  }

  /// Levels that a voice has to choose from; none once it reads. Thread: audio.
  @_noLocks @_noAllocation
  private func levelCount(of index: Int) -> Int {
    guard unsafe readers[index].positionQ32 == 0, let wave = unsafe voices[index].wave else { return 0 }
    return unsafe Int(wave.pointee.levelCount)
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  private func seat(_ index: Int, level: Int) {
    guard let wave = unsafe voices[index].wave else { return }
    let chosen = unsafe wave + (Int(wave.pointee.levelOffset) &+ level &- 1)
    unsafe voices[index].wave = chosen
    unsafe readers[index] = chosen.pointee.reader()
    unsafe groups[index / 8].baseStepQ32[index % 8] *= 1 / WaveLevels.frames(perFrameOfLevel: level)
  }
}
