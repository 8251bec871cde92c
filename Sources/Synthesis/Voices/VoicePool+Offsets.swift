// SPDX-License-Identifier: MIT
// What channels and notes add to the parameters of a region. Audio thread.

import Realtime
import VoiceState

extension VoicePool {
  /// A duration of exactly no time that is to be made longer counts as a millisecond, as SoundFonts have it.
  private static var shortestTimeCents: Double { @_noLocks @_noAllocation get { -12_000 } }
  /// The cutoff of a filter that is not there, once something lowers it: 20 kHz, as SoundFonts have it.
  private static var openCutoffCents: Double { @_noLocks @_noAllocation get { 13_500 } }
  /// More than half of any sample rate: a filter that is there and passes everything.
  private static var absentCutoffCents: Float { @_noLocks @_noAllocation get { 30_000 } }

  /// The parameters that are fixed when a note begins, with the channel's and the note's offsets. Thread: audio.
  @_noLocks @_noAllocation
  func offset(_ values: [24 of Double], _ channel: UnsafePointer<Channel>) -> [24 of Double] {
    var values = values
    if unsafe !channel.pointee.offsets.isNeutral {
      for index in (Parameter.chorus.index &+ 1)..<24 {
        values[index] = unsafe VoicePool.sum(values[index], channel, index)
      }
    }
    VoicePool.lengthen(&values[Parameter.eg1Attack.index], by: nextNote.attack)
    VoicePool.lengthen(&values[Parameter.eg1Decay.index], by: nextNote.decay)
    return values
  }

  @_noLocks @_noAllocation
  private static func sum(_ own: Double, _ channel: UnsafePointer<Channel>, _ index: Int) -> Double {
    let sum = unsafe channel.applied(to: own, at: index)
    let added = unsafe channel.added(index)
    return sum == -.infinity && added > 0 ? shortestTimeCents + added : sum
  }

  @_noLocks @_noAllocation
  private static func lengthen(_ value: inout Double, by timeCents: Double) {
    value = value == -.infinity && timeCents > 0 ? shortestTimeCents + timeCents : value + timeCents
  }

  /// What is added to the live parameters of a voice over a cell from `time` to `end`. Pitch is constant over a cell: a
  /// glide's is taken from its middle, so that the phase keeps to the glide. Thread: audio.
  @_noLocks @_noAllocation
  func liveOffsets(of index: Int, from time: FrameTime, to end: FrameTime) -> SIMD8<Double> {
    guard let region = unsafe voices[index].region else { return SIMD8() }
    let channel = unsafe channels + Int(voices[index].channel)
    let offsets = unsafe voices[index].offsets
    var sum = SIMD8<Double>(lowHalf: offsets.live, highHalf: SIMD4(offsets.resonance, 0, 0, 0))
    sum[0] += offsets.tuningCents + (unsafe channel.pointee.masterCents + channel.pointee.expression3D.managerCents)
    if offsets.glide.isMoving(at: time) || offsets.glide.target != 0 {
      let cents = (offsets.glide.value(at: time) + offsets.glide.value(at: end)) / 2
      sum[0] += unsafe cents * region.pointee.articulation.pointee.centsPerKey * 0.01
    }
    sum[2] += unsafe channel.pointee.masterPan * 0.5
    guard unsafe !channel.pointee.offsets.isNeutral else { return sum }
    let own = SIMD4<Double>(0, 0, 0, unsafe cutoff(of: region))
    let resonance = unsafe voices[index].resonanceDecibels
    let added = unsafe UnsafePointer(channel).applied(to: own, from: 0) - own
    let sharper = unsafe UnsafePointer(channel).applied(to: resonance, at: Parameter.resonance.index) - resonance
    return sum + SIMD8(lowHalf: added, highHalf: SIMD4(sharper, 0, 0, 0))
  }

  /// A region's cutoff, or that of a filter that is as good as none. Thread: audio.
  @_noLocks @_noAllocation
  private func cutoff(of region: UnsafePointer<CompiledRegion>) -> Double {
    unsafe region.pointee.articulation.pointee.needsFilter
      ? region.pointee.articulation.pointee.parameters[Parameter.cutoff.index] : VoicePool.openCutoffCents
  }

  /// True while a voice's portamento is under way. Thread: audio.
  @_noLocks @_noAllocation
  func isGliding(_ index: Int, at time: FrameTime) -> Bool { unsafe voices[index].offsets.glide.isMoving(at: time) }

  /// Gives a voice whose region has no filter one, as soon as an offset lowers the cutoff; `resonance` in dB.
  /// Thread: audio.
  @_noLocks @_noAllocation
  func darken(_ index: Int, by offset: Double, resonance: Double) {
    guard let region = unsafe voices[index].region, unsafe !region.pointee.articulation.pointee.needsFilter else {
      return
    }
    let group = index / 8
    let lane = index % 8
    let bit: UInt8 = 1 << UInt8(lane)
    var isNew = false
    if unsafe groups[group].filterMask & bit == 0 {
      guard offset < 0 else { return }
      clearFilter(group, lane)
      isNew = true
      unsafe groups[group].filterMask |= bit
      if unsafe region.pointee.articulation.pointee.hasPoleFilter { unsafe groups[group].poleMask |= bit }
      unsafe groups[group].filterDecibels[lane] = -1
    }
    setResonance(group, lane, decibels: resonance)
    // A filter that comes in is open for a cell, so that it knows what has sounded when it begins to close.
    let isOpen = unsafe isNew && groups[group].startMask & bit == 0
    let cutoff = VoicePool.openCutoffCents + offset
    unsafe groups[group].cutoffCents[lane] = isOpen ? VoicePool.absentCutoffCents : Float(cutoff)
  }
}
