// SPDX-License-Identifier: MIT
// What a channel's controllers make of a sounding voice. Audio thread.

import Realtime
import VoiceState

extension VoicePool {
  /// Brings all voices of a channel up to its controllers, from this frame on. Thread: audio.
  @_noLocks @_noAllocation
  func channelChanged(_ channel: Int) {
    var index = unsafe Int(channels[channel].firstVoice)
    while index >= 0 {
      if unsafe !voices[index].isFading {
        settle(index / 8)
        unsafe groups[index / 8].refreshMask |= 1 << UInt8(index % 8)
      }
      index = unsafe Int(voices[index].next)
    }
  }

  /// Refreshes the lanes of `mask` for the end of a cell that begins at `time`: controllers and generators are taken where
  /// they will be then, for lines are aimed there. Pitch is no line, but constant over a cell, and is taken from the middle.
  /// Lanes that go on moving ask again. Thread: audio.
  @_noLocks @_noAllocation
  func refresh(_ group: Int, lanes mask: UInt8, at time: FrameTime, frames: Int) {
    for lane in 0..<8 where mask & (1 << UInt8(lane)) != 0 {
      refreshLane(group &* 8 &+ lane, at: time, frames: frames)
    }
  }

  /// One lane's destinations from its note, its region and its channel. Thread: audio.
  @_noLocks @_noAllocation
  private func refreshLane(_ index: Int, at time: FrameTime, frames: Int) {
    let group = index / 8
    let lane = index % 8
    let channel = unsafe channels + Int(voices[index].channel)
    guard let region = unsafe voices[index].region else { return }
    let articulation = unsafe region.pointee.articulation
    let end = time + frames
    var sums = unsafe sums(index, articulation, channel, ahead: Float(frames))
    if sums.isMoving { unsafe sums.takePitch(of: self.sums(index, articulation, channel, ahead: Float(frames) / 2)) }
    let offsets = liveOffsets(of: index, from: time, to: end)
    sums.own += offsets
    let volume = unsafe RealtimeMath.decibels(ofAmplitude: channel.pointee.volume.value(at: end))
    let expression = unsafe RealtimeMath.decibels(ofAmplitude: channel.pointee.expression.value(at: end))
    var decibels = unsafe voices[index].noteDecibels + sums.own[1]
    if unsafe articulation.pointee.volumeToGain > 0 { decibels += unsafe articulation.pointee.volumeToGain * volume }
    if unsafe articulation.pointee.expressionToGain > 0 {
      decibels += unsafe articulation.pointee.expressionToGain * expression
    }
    unsafe groups[group].gainDecibels[lane] = Float(max(decibels, -200))
    unsafe groups[group].sampleDecibels[lane] = Float(region.pointee.sampleDecibels)
    var pan = unsafe region.pointee.pan + sums.own[2]
    if unsafe !region.pointee.hasFixedPan {
      pan += unsafe articulation.pointee.panControlDepth * channel.pointee.pan.value(at: end)
    }
    unsafe groups[group].pan[lane] = Float(min(max(pan, -0.5), 0.5) + Double(region.pointee.channelPan))
    unsafe groups[group].pitchCents[lane] = Float(sums.own[0])
    if unsafe !channel.pointee.offsets.isNeutral {
      sums.lfo = unsafe channel.pointee.offsets.applied(to: sums.lfo, from: ChannelOffsets.Depth.lfo.place(0))
      sums.vibrato = unsafe channel.pointee.offsets.applied(
        to: sums.vibrato, from: ChannelOffsets.Depth.vibrato.place(0))
      sums.eg2 = unsafe channel.pointee.offsets.applied(to: sums.eg2, from: ChannelOffsets.Depth.eg2.place(0))
    }
    setDepths(group, lane, sums)
    if hasSends { unsafe setSends(index, articulation, channel, sums) }
    darken(index, by: offsets[3], resonance: unsafe voices[index].resonanceDecibels + sums.own[4])
    if unsafe articulation.pointee.needsFilter {
      unsafe groups[group].cutoffCents[lane] = Float(
        articulation.pointee.parameters[Parameter.cutoff.index] + sums.own[3])
      unsafe setResonance(group, lane, decibels: voices[index].resonanceDecibels + sums.own[4])
    }
    let isMoving =
      unsafe sums.isMoving || channel.pointee.volume.isMoving(at: end) || channel.pointee.expression.isMoving(at: end)
      || channel.pointee.pan.isMoving(at: end) || isGliding(index, at: time)
    let bit: UInt8 = 1 << UInt8(lane)
    unsafe groups[group].refreshMask = isMoving ? groups[group].refreshMask | bit : groups[group].refreshMask & ~bit
  }

  @_noLocks @_noAllocation
  private func setDepths(_ group: Int, _ lane: Int, _ sums: LinkSums) {
    unsafe groups[group].lfoToPitchCents[lane] = Float(sums.lfo[0])
    unsafe groups[group].lfoToGainDecibels[lane] = Float(sums.lfo[1])
    unsafe groups[group].lfoToCutoffCents[lane] = Float(sums.lfo[3])
    unsafe groups[group].vibratoToPitchCents[lane] = Float(sums.vibrato[0])
    unsafe groups[group].vibratoToGainDecibels[lane] = Float(sums.vibrato[1])
    unsafe groups[group].vibratoToCutoffCents[lane] = Float(sums.vibrato[3])
    unsafe groups[group].eg2ToPitchCents[lane] = Float(sums.eg2[0])
    unsafe groups[group].eg2ToGainDecibels[lane] = Float(sums.eg2[1])
    unsafe groups[group].eg2ToCutoffCents[lane] = Float(sums.eg2[3])
  }
}
