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
        unsafe courses[index].isTurned = true
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
    let volume = unsafe RealtimeMath.decibels(ofAmplitude: channel.pointee.volume.value(at: end))
    let expression = unsafe RealtimeMath.decibels(ofAmplitude: channel.pointee.expression.value(at: end))
    var decibels = unsafe voices[index].noteDecibels
    if unsafe articulation.pointee.volumeToGain > 0 { decibels += unsafe articulation.pointee.volumeToGain * volume }
    if unsafe articulation.pointee.expressionToGain > 0 {
      decibels += unsafe articulation.pointee.expressionToGain * expression
    }
    let sums = unsafe course(of: index, region, channel, decibels: decibels, at: time, frames: frames)
    unsafe groups[group].gainDecibels[lane] = Float(max(decibels + sums.own[1], -200))
    unsafe groups[group].sampleDecibels[lane] = Float(region.pointee.sampleDecibels)
    let audibility = unsafe channel.pointee.audibility.value(at: end)
    if audibility < 1 { silence(group, lane, to: audibility) }
    var pan = unsafe region.pointee.pan + sums.own[2]
    if unsafe !region.pointee.hasFixedPan {
      pan += unsafe articulation.pointee.panControlDepth * channel.pointee.pan.value(at: end)
    }
    unsafe groups[group].pan[lane] = Float(min(max(pan, -0.5), 0.5) + Double(region.pointee.channelPan))
    unsafe groups[group].pitchCents[lane] = Float(sums.own[0])
    setDepths(group, lane, sums)
    if hasSends { unsafe setSends(index, articulation, sums) }
    darken(index, by: sums.own[3], resonance: unsafe voices[index].resonanceDecibels + sums.own[4])
    if unsafe articulation.pointee.needsFilter {
      unsafe groups[group].cutoffCents[lane] = Float(
        articulation.pointee.parameters[Parameter.cutoff.index] + sums.own[3])
      unsafe setResonance(group, lane, decibels: voices[index].resonanceDecibels + sums.own[4])
    }
    let isMoving =
      unsafe sums.isMoving || channel.pointee.volume.isMoving(at: end) || channel.pointee.expression.isMoving(at: end)
      || channel.pointee.audibility.isMoving(at: end) || channel.pointee.pan.isMoving(at: end)
      || isGliding(index, at: time) || courses[index].isMoving(at: end)
    let bit: UInt8 = 1 << UInt8(lane)
    unsafe groups[group].refreshMask = isMoving ? groups[group].refreshMask | bit : groups[group].refreshMask & ~bit
  }

  /// Lets less of a lane be heard, or nothing, beside all that its gain comes to: its sends follow. Thread: audio.
  @_noLocks @_noAllocation
  private func silence(_ group: Int, _ lane: Int, to audibility: Double) {
    guard audibility > 0 else {
      // Lower than any generator could raise it.
      unsafe groups[group].gainDecibels[lane] = -1e6
      return
    }
    // Not part of the sum that is cut at 0 dB.
    unsafe groups[group].sampleDecibels[lane] += Float(RealtimeMath.decibels(ofAmplitude: audibility))
  }

  /// What the links and the channel's offsets add up to at the end of a cell, on its way from where a message has found it.
  /// `decibels`: what the gain has beside them. Thread: audio.
  @_noLocks @_noAllocation
  private func course(
    of index: Int, _ region: UnsafePointer<CompiledRegion>, _ channel: UnsafePointer<Channel>, decibels: Double,
    at time: FrameTime, frames: Int
  ) -> LinkSums {
    let sums = unsafe destinations(index, region, channel, at: time, frames: frames)
    let course = unsafe courses + index
    guard unsafe groups[index / 8].startMask & (1 << UInt8(index % 8)) == 0 else {
      unsafe course.pointee.begin(sums, at: time + frames)
      return sums
    }
    // The sum of all is cut at 0 dB.
    let loudest = sums.lfo[1].magnitude + sums.vibrato[1].magnitude + sums.eg2[1].magnitude - decibels
    if unsafe course.pointee.isTurned {
      let left = unsafe course.pointee.framesLeft(at: time)
      let turned = unsafe destinations(index, region, channel, at: time, frames: left)
      unsafe course.pointee.turn(to: turned, loudest: loudest, at: time, frames: rampFrames)
    }
    return unsafe course.pointee.follow(sums, loudest: loudest, at: time + frames)
  }

  /// The same without a way. Thread: audio.
  @_noLocks @_noAllocation
  private func destinations(
    _ index: Int, _ region: UnsafePointer<CompiledRegion>, _ channel: UnsafePointer<Channel>, at time: FrameTime,
    frames: Int
  ) -> LinkSums {
    let articulation = unsafe region.pointee.articulation
    var sums = unsafe sums(index, articulation, channel, ahead: Float(frames))
    if sums.isMoving { unsafe sums.takePitch(of: self.sums(index, articulation, channel, ahead: Float(frames) / 2)) }
    sums.own += liveOffsets(of: index, from: time, to: time + frames)
    guard unsafe !channel.pointee.offsets.isNeutral else { return sums }
    sums.lfo = unsafe channel.applied(to: sums.lfo, from: ChannelOffsets.Depth.lfo.place(0))
    sums.vibrato = unsafe channel.applied(to: sums.vibrato, from: ChannelOffsets.Depth.vibrato.place(0))
    sums.eg2 = unsafe channel.applied(to: sums.eg2, from: ChannelOffsets.Depth.eg2.place(0))
    let reverb = unsafe articulation.pointee.parameters[Parameter.reverb.index]
    let chorus = unsafe articulation.pointee.parameters[Parameter.chorus.index]
    sums.own[5] = unsafe channel.applied(to: reverb + sums.own[5], at: ChannelOffsets.reverb) - reverb
    sums.own[6] = unsafe channel.applied(to: chorus + sums.own[6], at: ChannelOffsets.chorus) - chorus
    return sums
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
