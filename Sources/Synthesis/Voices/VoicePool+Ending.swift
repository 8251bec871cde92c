// SPDX-License-Identifier: MIT
// How notes end: release, shutdown, fade, and the slot given back. Audio thread.

import Realtime
import VoiceState

extension VoicePool {
  /// Note-off: EG1 and EG2 release, a loop that ends with the note is left. Thread: audio.
  @_noLocks @_noAllocation
  mutating func release(_ index: Int) {
    guard unsafe !voices[index].isReleased else { return }
    let group = index / 8
    settle(group)
    unsafe voices[index].isHeldByPedal = false
    releaseEG2(group, index % 8)
    if let wave = unsafe voices[index].wave {
      unsafe wave.pointee.leaveLoop(&readers[index])
      if unsafe readers[index].loopLengthQ32 == 0 { unsafe groups[group].oneShotMask |= 1 << UInt8(index % 8) }
    }
    unsafe descend(index, decibelsPerFrame: voices[index].releaseDecibelsPerFrame)
  }

  /// The same key goes down again, in a SoundFont: the voice is released, whatever a pedal says, and its note-off is the new
  /// note's. Thread: audio.
  @_noLocks @_noAllocation
  mutating func giveUpKey(_ index: Int) {
    unsafe voices[index].isKeyDown = false
    release(index)
  }

  /// Cut by its own key or by its key group, with the voices that are locked to it: a release with the shutdown time
  /// (DLS 2.2: 15 ms by default), unless the release that is under way is faster. Thread: audio.
  @_noLocks @_noAllocation
  mutating func shutDown(_ index: Int) {
    let mask = lockedTogether(with: index)
    for lane in 0..<8 where mask & (1 << UInt8(lane)) != 0 { shutDownOne(index & ~7 | lane) }
  }

  @_noLocks @_noAllocation
  private mutating func shutDownOne(_ index: Int) {
    guard unsafe !voices[index].isFading else { return }
    settle(index / 8)
    // The key, should it be down, is the new note's from here on: so is its note-off.
    unsafe voices[index].isKeyDown = false
    let slope = unsafe min(voices[index].shutdownDecibelsPerFrame, groups[index / 8].eg1DecibelsSlope[index % 8])
    descend(index, decibelsPerFrame: slope)
  }

  /// A straight line to silence in 3 ms, for a voice that must go and for those that are locked to it; how many they are.
  /// Thread: audio.
  @discardableResult @_noLocks @_noAllocation
  mutating func fade(_ index: Int) -> Int {
    let before = soundingCount
    let mask = lockedTogether(with: index)
    for lane in 0..<8 where mask & (1 << UInt8(lane)) != 0 { fadeOne(index & ~7 | lane) }
    return before &- soundingCount
  }

  /// The same for this voice alone. Thread: audio.
  @_noLocks @_noAllocation
  mutating func fadeOne(_ index: Int) {
    guard unsafe voices[index].isSounding else { return }
    let group = index / 8
    let lane = index % 8
    settle(group)
    // What was to begin at this very frame has not been heard, and need not be.
    guard unsafe groups[group].startMask & (1 << UInt8(lane)) == 0 else { return free(index) }
    unsafe voices[index].stage = .fade
    // Its key's note-off belongs to whoever plays the key next, and its channel's new values to the others.
    unsafe voices[index].isKeyDown = false
    unsafe voices[index].isHeldByPedal = false
    unsafe groups[group].refreshMask &= ~(1 << UInt8(lane))
    soundingCount &-= 1
    unsafe groups[group].eg1DecibelsSlope[lane] = 0
    unsafe groups[group].eg1AmplitudeSlope[lane] = -groups[group].eg1Amplitude[lane] / fadeFrames
    unsafe groups[group].eg1FramesLeft[lane] = fadeFrames
  }

  /// Ends a voice and gives its lane back; the lane's memory is silent from here on. Thread: audio.
  @_noLocks @_noAllocation
  mutating func free(_ index: Int) {
    guard unsafe !voices[index].isIdle else { return }
    let group = index / 8
    let lane = index % 8
    if unsafe voices[index].isSounding { soundingCount &-= 1 }
    activeCount &-= 1
    unsafe shareVoices[RenderStretch.share(ofGroup: group)] &-= 1
    unlink(index)
    let channel = unsafe Int(voices[index].channel)
    unsafe channels[channel].voiceCount &-= 1
    noteChange(ofChannel: channel)
    unsafe voices[index].stage = .idle
    unsafe voices[index].region = nil
    unsafe voices[index].wave = nil
    unsafe readers[index] = WaveReader()
    // Last of all that has to do with the bank: its memory may go from here on.
    unsafe voices[index].uses?.end()
    unsafe voices[index].uses = nil
    let others = ~(UInt8(1) << UInt8(lane))
    unsafe groups[group].activeMask &= others
    unsafe groups[group].filterMask &= others
    unsafe groups[group].oneShotMask &= others
    unsafe groups[group].poleMask &= others
    unsafe groups[group].reverbMask &= others
    unsafe groups[group].chorusMask &= others
    unlock(group, lane)
    unsafe groups[group].triangleMask &= others
    unsafe groups[group].convexMask &= others
    unsafe groups[group].refreshMask &= others
    unsafe groups[group].startMask &= others
    clearFilter(group, lane)
    unsafe groups[group].eg1Amplitude[lane] = 0
    unsafe groups[group].eg1AmplitudeSlope[lane] = 0
    unsafe groups[group].eg1DecibelsSlope[lane] = 0
    clearCorners(group, lane)
  }

  /// Frees the lanes whose wave has come to its end. Thread: audio.
  @_noLocks @_noAllocation
  mutating func freeEndedWaves(of group: Int) {
    for lane in 0..<8 where unsafe groups[group].oneShotMask & (1 << UInt8(lane)) != 0 {
      if unsafe readers[group &* 8 &+ lane].isAtEnd { free(group &* 8 &+ lane) }
    }
  }

  /// Puts a voice at the head of its channel's chain. Thread: audio.
  @_noLocks @_noAllocation
  func link(_ index: Int) {
    let channel = unsafe Int(voices[index].channel)
    let head = unsafe channels[channel].firstVoice
    unsafe voices[index].next = head
    unsafe voices[index].previous = -1
    if head >= 0 { unsafe voices[Int(head)].previous = Int32(index) }
    unsafe channels[channel].firstVoice = Int32(index)
  }

  @_noLocks @_noAllocation
  private func unlink(_ index: Int) {
    let next = unsafe voices[index].next
    let previous = unsafe voices[index].previous
    if next >= 0 { unsafe voices[Int(next)].previous = previous }
    if previous >= 0 {
      unsafe voices[Int(previous)].next = next
    } else {
      unsafe channels[Int(voices[index].channel)].firstVoice = next
    }
  }
}
