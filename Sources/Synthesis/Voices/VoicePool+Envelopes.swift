// SPDX-License-Identifier: MIT
// The corners of envelopes and LFOs (DLS 2.2, envelope generators). Audio thread.
//
// EG1: delay → attack (linear amplitude) → hold → decay (straight in dB, 96 dB per decay time) → sustain → release
// (96 dB per release time, from wherever it is). EG2: the same stages, linear, full scale per time.

import VoiceState

extension VoicePool {
  /// Lets every lane whose generator has come to a corner turn it. Thread: audio.
  @_noLocks @_noAllocation
  mutating func passCorners(of group: Int) {
    for lane in 0..<8 {
      guard unsafe groups[group].activeMask & (1 << UInt8(lane)) != 0 else {
        clearCorners(group, lane)
        continue
      }
      if unsafe groups[group].lfoFramesLeft[lane] <= 0 { startLFO(group, lane) }
      if unsafe groups[group].vibratoFramesLeft[lane] <= 0 { startVibrato(group, lane) }
      if unsafe groups[group].eg2FramesLeft[lane] <= 0 { advanceEG2(group, lane) }
      if unsafe groups[group].eg1FramesLeft[lane] <= 0 { advanceEG1(group, lane) }
    }
  }

  @_noLocks @_noAllocation
  func clearCorners(_ group: Int, _ lane: Int) {
    unsafe groups[group].eg1FramesLeft[lane] = VoiceLayout.endlessFrames
    unsafe groups[group].eg2FramesLeft[lane] = VoiceLayout.endlessFrames
    unsafe groups[group].lfoFramesLeft[lane] = VoiceLayout.endlessFrames
    unsafe groups[group].vibratoFramesLeft[lane] = VoiceLayout.endlessFrames
  }

  /// The start delay is over, or the endless count has run out.
  @_noLocks @_noAllocation
  func startLFO(_ group: Int, _ lane: Int) {
    unsafe groups[group].lfoIncrement[lane] = voices[group &* 8 &+ lane].lfoIncrement
    unsafe groups[group].lfoFramesLeft[lane] = VoiceLayout.endlessFrames
  }

  @_noLocks @_noAllocation
  func startVibrato(_ group: Int, _ lane: Int) {
    unsafe groups[group].vibratoIncrement[lane] = voices[group &* 8 &+ lane].vibratoIncrement
    unsafe groups[group].vibratoFramesLeft[lane] = VoiceLayout.endlessFrames
  }

  /// From one stage of EG1 to the next, past stages of no length. Thread: audio.
  @_noLocks @_noAllocation
  mutating func advanceEG1(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    switch unsafe voices[index].stage {
    case .idle: clearCorners(group, lane)
    case .delay: beginAttack(group, lane)
    case .attack: beginHold(group, lane)
    case .hold: beginDecay(group, lane)
    case .decay: beginSustain(group, lane)
    case .sustain: unsafe groups[group].eg1FramesLeft[lane] = VoiceLayout.endlessFrames
    case .release, .fade: free(index)
    }
  }

  @_noLocks @_noAllocation
  mutating func beginAttack(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    let frames = unsafe voices[index].attackFrames
    guard frames >= 1 else {
      // At full level from the first sample on, after a delay too: the line begins there.
      unsafe groups[group].startMask |= 1 << UInt8(lane)
      return beginHold(group, lane)
    }
    unsafe voices[index].stage = .attack
    unsafe groups[group].eg1Amplitude[lane] = 0
    unsafe groups[group].eg1AmplitudeSlope[lane] = 1 / frames
    unsafe groups[group].eg1FramesLeft[lane] = frames
  }

  @_noLocks @_noAllocation
  private mutating func beginHold(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    unsafe groups[group].eg1Amplitude[lane] = 1
    unsafe groups[group].eg1AmplitudeSlope[lane] = 0
    let frames = unsafe voices[index].holdFrames
    guard frames >= 1 else { return beginDecay(group, lane) }
    unsafe voices[index].stage = .hold
    unsafe groups[group].eg1FramesLeft[lane] = frames
  }

  @_noLocks @_noAllocation
  private mutating func beginDecay(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    let slope = unsafe voices[index].decayDecibelsPerFrame
    let sustain = unsafe voices[index].sustainDecibels
    var frames = wholeFrames(sustain / slope)
    if !(slope < 0) || frames < 1 {
      // A note may begin at its sustain, but one that is heard takes as long to it as a fade does.
      guard sustain < 0, unsafe groups[group].startMask & (1 << UInt8(lane)) == 0 else {
        return beginSustain(group, lane)
      }
      frames = fadeFrames
    }
    unsafe voices[index].stage = .decay
    // In whole frames, so that the fall ends where sustain begins: a steep one would miss it by up to half of its slope.
    unsafe groups[group].eg1DecibelsSlope[lane] = sustain / frames
    unsafe groups[group].eg1FramesLeft[lane] = frames
  }

  @_noLocks @_noAllocation
  private mutating func beginSustain(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    guard unsafe voices[index].sustainDecibels > -96 else { return free(index) }
    unsafe voices[index].stage = .sustain
    unsafe groups[group].eg1Decibels[lane] = voices[index].sustainDecibels
    unsafe groups[group].eg1DecibelsSlope[lane] = 0
    unsafe groups[group].eg1FramesLeft[lane] = VoiceLayout.endlessFrames
  }

  /// EG1 straight down to −96 dB at `slope` dB a frame, from where it is: an attack that is cut short goes on from its
  /// own level, without a step. Thread: audio.
  @_noLocks @_noAllocation
  mutating func descend(_ index: Int, decibelsPerFrame slope: Float) {
    let group = index / 8
    let lane = index % 8
    let amplitude = unsafe Double(groups[group].eg1Amplitude[lane])
    let level = unsafe groups[group].eg1Decibels[lane] + Float(RealtimeMath.decibels(ofAmplitude: amplitude))
    guard level > -96 else { return free(index) }
    let frames = wholeFrames((-96 - level) / slope)
    guard slope < 0, frames >= fadeFrames else { return fadeOne(index) }
    unsafe voices[index].stage = .release
    unsafe groups[group].eg1Decibels[lane] = level
    unsafe groups[group].eg1Amplitude[lane] = 1
    unsafe groups[group].eg1AmplitudeSlope[lane] = 0
    unsafe groups[group].eg1DecibelsSlope[lane] = slope
    unsafe groups[group].eg1FramesLeft[lane] = frames
  }

  /// From one stage of EG2 to the next. Thread: audio.
  @_noLocks @_noAllocation
  func advanceEG2(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    switch unsafe voices[index].eg2Stage {
    case .delay: beginEG2(group, lane)
    case .attack: holdEG2(group, lane)
    case .hold: decayEG2(group, lane)
    default: settleEG2(group, lane)
    }
  }

  /// Begins the first stage of EG2 after its delay that has a length. Thread: audio.
  @_noLocks @_noAllocation
  func beginEG2(_ group: Int, _ lane: Int) {
    let attack = unsafe voices[group &* 8 &+ lane].eg2AttackFrames
    guard attack >= 1 else { return holdEG2(group, lane) }
    setEG2(group, lane, .attack, level: 0, slope: 1 / attack, frames: attack)
    if let region = unsafe voices[group &* 8 &+ lane].region,
      unsafe region.pointee.articulation.pointee.hasConvexEG2Attack
    {
      unsafe groups[group].convexMask |= 1 << UInt8(lane)
    }
  }

  @_noLocks @_noAllocation
  private func holdEG2(_ group: Int, _ lane: Int) {
    let hold = unsafe voices[group &* 8 &+ lane].eg2HoldFrames
    guard hold >= 1 else { return decayEG2(group, lane) }
    setEG2(group, lane, .hold, level: 1, slope: 0, frames: hold)
  }

  @_noLocks @_noAllocation
  private func decayEG2(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    let slope = unsafe voices[index].eg2DecayPerFrame
    let frames = unsafe wholeFrames((voices[index].eg2Sustain - 1) / slope)
    guard slope < 0, frames >= 1 else { return settleEG2(group, lane) }
    // In whole frames, as that of EG1.
    let fall = unsafe (voices[index].eg2Sustain - 1) / frames
    setEG2(group, lane, .decay, level: 1, slope: fall, frames: frames)
  }

  /// The level that EG2 keeps: sustain, or nothing after its release. Thread: audio.
  @_noLocks @_noAllocation
  private func settleEG2(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    let isReleased = unsafe voices[index].isEG2Released
    let level = unsafe isReleased ? 0 : voices[index].eg2Sustain
    setEG2(group, lane, isReleased ? .release : .sustain, level: level, slope: 0, frames: VoiceLayout.endlessFrames)
  }

  /// Lets EG2 fall from where it is. Thread: audio.
  @_noLocks @_noAllocation
  func releaseEG2(_ group: Int, _ lane: Int) {
    let index = group &* 8 &+ lane
    var level = unsafe groups[group].eg2Level[lane]
    // The straight line that the curve of the attack is made of ends here: the fall begins at the curve.
    if unsafe groups[group].convexMask & (1 << UInt8(lane)) != 0 {
      level = Float(ControllerCurve.convex(Double(level)))
    }
    let slope = unsafe voices[index].eg2ReleasePerFrame
    let frames = wholeFrames(-level / slope)
    guard slope < 0, frames >= 1 else {
      unsafe voices[index].eg2Stage = .release
      unsafe groups[group].eg2Level[lane] = level
      return settleEG2(group, lane)
    }
    unsafe groups[group].eg2Level[lane] = level
    setEG2(group, lane, .release, level: level, slope: -level / frames, frames: frames)
  }

  /// A stage of EG2 that begins at `level`. One that a stage of no length should have led to, while the note is heard, is
  /// reached along a line as long as a fade: the stage before it, which then ends as if it had that length.
  @_noLocks @_noAllocation
  private func setEG2(
    _ group: Int, _ lane: Int, _ stage: Voice.Stage, level: Float, slope: Float, frames: Float
  ) {
    let rise = unsafe level - groups[group].eg2Level[lane]
    let isHeard = unsafe groups[group].startMask & (1 << UInt8(lane)) == 0
    unsafe groups[group].convexMask &= ~(1 << UInt8(lane))
    guard isHeard, rise.magnitude > 1e-4 else {
      unsafe voices[group &* 8 &+ lane].eg2Stage = stage
      unsafe groups[group].eg2Level[lane] = level
      unsafe groups[group].eg2Slope[lane] = slope
      unsafe groups[group].eg2FramesLeft[lane] = frames
      return
    }
    unsafe voices[group &* 8 &+ lane].eg2Stage = VoicePool.stage(before: stage)
    unsafe groups[group].eg2Slope[lane] = rise / fadeFrames
    unsafe groups[group].eg2FramesLeft[lane] = fadeFrames
  }

  /// The stage of EG2 after which `stage` begins.
  @_noLocks @_noAllocation
  private static func stage(before stage: Voice.Stage) -> Voice.Stage {
    switch stage {
    case .hold: .attack
    case .decay: .hold
    case .sustain: .decay
    default: stage
    }
  }

  /// A duration in frames to the nearest whole one, within what a count can hold; 0 for what is no number.
  @_noLocks @_noAllocation
  func wholeFrames(_ frames: Float) -> Float {
    guard frames >= 0.5 else { return 0 }
    return Float(Int32(min(frames, VoiceLayout.endlessFrames) + 0.5))
  }
}
