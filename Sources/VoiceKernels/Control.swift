// SPDX-License-Identifier: MIT
// The control-rate kernels: generators, and the lines that the next cell follows. Audio thread.

import CRealtime
public import VoiceState

/// Brings the generators of a group forward by the frames of the last cell that were rendered. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func advanceControl(_ group: inout VoiceGroup, _ elapsedFrames: Float) {
  let n = Lanes(repeating: elapsedFrames)
  group.gainLeft += group.gainLeftStep * n
  group.gainRight += group.gainRightStep * n
  if group.reverbMask | group.chorusMask != 0 { advanceSends(&group, n) }
  if group.steepMask != 0 {
    let fall = exp2Lanes(n * steepOctaves(&group))
    group.gainLeft *= fall
    group.gainRight *= fall
    group.gainReverb *= fall
    group.gainChorus *= fall
  }
  group.filterK += group.filterKStep * n
  group.filterB1 += group.filterB1Step * n
  group.filterB2 += group.filterB2Step * n
  if group.filterMask != 0 { calmFilter(&group) }
  group.eg1Amplitude += group.eg1AmplitudeSlope * n
  group.eg1Decibels += group.eg1DecibelsSlope * n
  group.eg2Level += group.eg2Slope * n
  group.lfoPhase = wrapped(group.lfoPhase + group.lfoIncrement * n)
  group.vibratoPhase = wrapped(group.vibratoPhase + group.vibratoIncrement * n)
  group.eg1FramesLeft -= n
  group.eg2FramesLeft -= n
  group.lfoFramesLeft -= n
  group.vibratoFramesLeft -= n
}

/// Aims amplifier, pitch and filter at the values that they have `frames` frames from now. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func aimControl(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ tables: KernelTables,
  _ frames: Float
) {
  if group.startMask != 0 { unsafe startControl(&group, tables) }
  let n = Lanes(repeating: frames)
  // Where an LFO has no depth it is not asked for: nothing is what it adds.
  let lfo =
    areNothing(group.lfoToGainDecibels, group.lfoToCutoffCents)
    ? Lanes() : swing(&group, wrapped(group.lfoPhase + group.lfoIncrement * n))
  let vibrato =
    areNothing(group.vibratoToGainDecibels, group.vibratoToCutoffCents)
    ? Lanes() : swing(&group, wrapped(group.vibratoPhase + group.vibratoIncrement * n))
  let eg2 = eg2Value(&group, n)
  let perFrame = Lanes(repeating: 1 / frames)
  var gain = amplitude(&group, lfo, vibrato, eg2, n)
  group.steepMask = steepLanes(&group)
  // Of a steep lane the fall is the curve's, and not the line's.
  if group.steepMask != 0 { gain *= exp2Lanes(-n * steepOctaves(&group)) }
  if group.reverbMask | group.chorusMask != 0 { aimSends(&group, tables, gain, n, perFrame) }
  let (left, right) = panned(gain, group.pan)
  group.gainLeftStep = (left - group.gainLeft) * perFrame
  group.gainRightStep = (right - group.gainRight) * perFrame
  unsafe aimPitch(&group, readers, n * 0.5)
  if group.filterMask != 0 {
    aimFilter(&group, tables, cutoff(&group, lfo, vibrato, eg2), perFrame)
  }
}

/// Puts the lines of lanes that have just begun at their first value. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func startControl(_ group: inout VoiceGroup, _ tables: KernelTables) {
  let lfo = swing(&group, group.lfoPhase)
  let vibrato = swing(&group, group.vibratoPhase)
  let eg2 = eg2Value(&group, Lanes())
  let gain = amplitude(&group, lfo, vibrato, eg2, Lanes())
  let (left, right) = panned(gain, group.pan)
  let started = lanes(group.startMask)
  startSends(&group, gain, started)
  group.gainLeft.take(left, in: started)
  group.gainRight.take(right, in: started)
  if group.filterMask & group.startMask != 0 {
    let (k, b1, b2) = coefficients(&group, tables, cutoff(&group, lfo, vibrato, eg2))
    let filtered = lanes(group.startMask & group.filterMask)
    group.filterK.take(k, in: filtered)
    group.filterB1.take(b1, in: filtered)
    group.filterB2.take(b2, in: filtered)
  }
  group.startMask = 0
}

/// Frames from the beginning of the cell to the first corner of any generator. Thread: audio.
@inline(never) @_noLocks @_noAllocation
@unsafe public func leastFramesLeft(_ group: inout VoiceGroup) -> Float {
  let envelopes = lesser(group.eg1FramesLeft, group.eg2FramesLeft)
  let least = lesser(envelopes, lesser(group.lfoFramesLeft, group.vibratoFramesLeft))
  return rt_least(least)
}

/// What a filter remembers of a wave that has fallen silent comes to nothing before its numbers become denormal.
@inline(__always) @_noLocks @_noAllocation
private func calmFilter(_ group: inout VoiceGroup) {
  let least = Lanes(repeating: 1e-15)
  group.filterY1 = group.filterY1.with(Lanes(), where: abs(group.filterY1) .< least)
  group.filterY2 = group.filterY2.with(Lanes(), where: abs(group.filterY2) .< least)
}

/// Whether two depths are 0 in all lanes.
@inline(__always) @_noLocks @_noAllocation
private func areNothing(_ a: Lanes, _ b: Lanes) -> Bool { bits((a .!= Lanes()) .| (b .!= Lanes())) == 0 }

/// LFOs at their phases, −1…1.
@inline(__always) @_noLocks @_noAllocation
private func swing(_ group: inout VoiceGroup, _ phase: Lanes) -> Lanes {
  let sine = sineOfTurns(phase)
  guard group.triangleMask != 0 else { return sine }
  return sine.with(triangleOfTurns(phase), in: lanes(group.triangleMask))
}

/// EG2 `n` frames ahead, 0…1.
@inline(__always) @_noLocks @_noAllocation
private func eg2Value(_ group: inout VoiceGroup, _ n: Lanes) -> Lanes {
  let level = group.eg2Level + group.eg2Slope * n
  guard group.convexMask != 0 else { return level }
  return level.with(convexLanes(level), in: lanes(group.convexMask))
}

/// Linear amplitude with the generators where they stand `n` frames ahead. The sample scale of 16 bits is part of it.
@inline(__always) @_noLocks @_noAllocation
private func amplitude(
  _ group: inout VoiceGroup, _ lfo: Lanes, _ vibrato: Lanes, _ eg2: Lanes, _ n: Lanes
) -> Lanes {
  // DLS 2.2 clips the sum at DST_GAIN at 0 dB. The gain of `wsmp` is no connection to DST_GAIN: the specification's sum
  // has it, like EG1, beside the clipped part, so that a quiet recording may be made louder than full velocity. (Players
  // that clip all together cannot do that.) At −96 dB and below nothing is left.
  let controllers =
    (group.gainDecibels + lfo * group.lfoToGainDecibels
      + vibrato * group.vibratoToGainDecibels + eg2 * group.eg2ToGainDecibels)
  let clipped = lesser(controllers, Lanes())
  let eg1 = group.eg1Decibels + group.eg1DecibelsSlope * n
  let decibels = clipped + group.sampleDecibels + eg1
  let envelope = group.eg1Amplitude + group.eg1AmplitudeSlope * n
  let linear = exp2Lanes(decibels * octavesPerDecibel) * envelope * 0x1p-15
  return linear.with(Lanes(), where: controllers .<= Lanes(repeating: -96))
}

/// Lanes whose EG1 falls by more than 2 dB in the longest cell: below that a line is never 0.06 dB above the curve.
@inline(__always) @_noLocks @_noAllocation
private func steepLanes(_ group: inout VoiceGroup) -> UInt8 {
  bits(group.eg1DecibelsSlope .< Lanes(repeating: -0x1p-5))
}

/// Octaves of gain per frame of the lanes that fall steeply; 0 of the others.
@inline(__always) @_noLocks @_noAllocation
private func steepOctaves(_ group: inout VoiceGroup) -> Lanes {
  Lanes().with(group.eg1DecibelsSlope * octavesPerDecibel, in: lanes(group.steepMask))
}

/// Constant-power pan (DLS 2.2): left cos, right sin of a quarter turn's share.
@inline(__always) @_noLocks @_noAllocation
private func panned(_ gain: Lanes, _ pan: Lanes) -> (left: Lanes, right: Lanes) {
  let p = limited(pan, -0.5, 0.5)
  return (gain * sine((0.5 - p) * (.pi / 2)), gain * sine((p + 0.5) * (.pi / 2)))
}

/// New steps where the pitch has moved. It is constant over a cell: with the generators `half` frames ahead, in the
/// middle, the oscillator is at its right place again at the end. At their end it would be half a cell early.
@inline(__always) @_noLocks @_noAllocation
private func aimPitch(
  _ group: inout VoiceGroup, _ readers: UnsafeMutablePointer<WaveReader>, _ half: Lanes
) {
  let ratio = exp2Lanes(cents(&group, half) * (1 / 1200))
  let moved = bits(ratio .!= group.pitchRatio)
  guard moved != 0 else { return }
  group.pitchRatio = ratio
  let locked = group.lockedMask
  for lane in 0..<8 where moved & ~locked & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    // 256 frames a frame is eight octaves up; one ulp keeps the reader moving.
    let step = group.baseStepQ32[lane] * Double(ratio[lane])
    unsafe readers[lane].stepQ32 = UInt64(bitPattern: Int64(min(max(step, 1), 0x1p40)))
  }
  for lane in 0..<8 where locked & (1 << UInt8(truncatingIfNeeded: lane)) != 0 {
    let master = Int(group.phaseMasters[lane] & 7)
    unsafe readers[lane].stepQ32 = unsafe readers[master].stepQ32
  }
}

/// Cents of the pitch, `n` frames ahead. Most voices have no generator there, and are not asked for any.
@inline(__always) @_noLocks @_noAllocation
private func cents(_ group: inout VoiceGroup, _ n: Lanes) -> Lanes {
  let none = Lanes()
  let moves =
    (group.lfoToPitchCents .!= none) .| (group.vibratoToPitchCents .!= none) .| (group.eg2ToPitchCents .!= none)
  guard bits(moves) != 0 else { return group.pitchCents }
  let lfo = swing(&group, wrapped(group.lfoPhase + group.lfoIncrement * n))
  let vibrato = swing(&group, wrapped(group.vibratoPhase + group.vibratoIncrement * n))
  return
    (group.pitchCents + lfo * group.lfoToPitchCents
    + vibrato * group.vibratoToPitchCents + eg2Value(&group, n) * group.eg2ToPitchCents)
}

/// Absolute cents of the cutoff.
@inline(__always) @_noLocks @_noAllocation
private func cutoff(
  _ group: inout VoiceGroup, _ lfo: Lanes, _ vibrato: Lanes, _ eg2: Lanes
) -> Lanes {
  group.cutoffCents + lfo * group.lfoToCutoffCents
    + vibrato * group.vibratoToCutoffCents + eg2 * group.eg2ToCutoffCents
}

/// A phase of 0 to 2 turns, brought back under one.
@inline(__always) @_noLocks @_noAllocation
func wrapped(_ phase: Lanes) -> Lanes {
  phase.with(phase - 1, where: phase .>= Lanes(repeating: 1))
}
