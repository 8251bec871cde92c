// SPDX-License-Identifier: MIT
// From settings to the numbers of the network. Audio thread; `ReverbPlan+Setup.swift` makes it.

import VoiceState

/// How rooms, times and ratios become line lengths and absorption.
///
/// The reverberation time falls from T at the lowest frequencies to r·T at the highest, and 1/T(f) is half way between the
/// two at the crossover: 1/T(f) = 1/T + (1/(r·T) − 1/T) · f²/(f² + 4000²).
@safe struct ReverbPlan: ~Copyable {
  /// Sizes of rooms: what the lengths of the lines are multiplied by.
  static let sizes = [0.2, 0.28, 0.4, 0.6, 0.75, 0.9, 1, 1.25]
  static var crossoverHertz: Double { 4000 }
  /// The greatest of MIDI's and DirectMusic's.
  static var longestPreDelay: Double { @_noLocks @_noAllocation get { 0.127 } }
  /// Times and ratios that the network can have.
  static var shortestTime: Double { @_noLocks @_noAllocation get { 0.1 } }
  static var longestTime: Double { @_noLocks @_noAllocation get { 30 } }
  static var longestDiffusion: Double { @_noLocks @_noAllocation get { 0.0127 } }
  static var leastRatio: Double { @_noLocks @_noAllocation get { 0.25 } }

  let rate: Double
  /// tan(π·crossover/rate).
  let warp: Double
  // Safe because the plan alone has this pointer, and frees it last of all.
  /// The lines of each size, mutually prime.
  let lengths: UnsafeMutablePointer<SIMD16<Int32>>

  deinit { unsafe lengths.deallocate() }

  /// What the network is to be for a setting; silent for what is no room. Thread: audio.
  @_noLocks @_noAllocation
  func target(of reverb: EffectSettings.Reverb, from current: ReverbTarget) -> ReverbTarget {
    var target = current
    target.outputGain = Float(RealtimeMath.limited(reverb.level, 0, 4))
    target.lowPass = Float(EffectTone.pole(ofPreLowPass: reverb.preLowPass, rate: rate))
    guard let character = RoomCharacter.of(reverb.room) else {
      // The room that there was dies away.
      target.inputGain = 0
      return target
    }
    let time = RealtimeMath.limited(reverb.timeSeconds, ReverbPlan.shortestTime, ReverbPlan.longestTime)
    let asked = reverb.highFrequencyRatio > 0 ? reverb.highFrequencyRatio : character.highFrequencyRatio
    let ratio = RealtimeMath.limited(asked, ReverbPlan.leastRatio, 1)
    target.lengths = unsafe lengths[size(character.size, highTime: ratio * time)]
    let preDelay = RealtimeMath.limited(
      reverb.preDelaySeconds, character.preDelaySeconds, ReverbPlan.longestPreDelay)
    // The network gives out each cell when it is complete: so much of the pre-delay has passed then.
    target.preDelayLength = max(0, Int(preDelay * rate) &- VoiceLayout.controlFrames)
    target.diffusionGain = Float(ReverbPlan.diffusionGain(highTime: ratio * time))
    setAbsorption(&target, time: time, ratio: ratio)
    let gain = RealtimeMath.limited(reverb.inputGain, 0, 8)
    target.inputGain = Float(gain * inputGain(target.lengths, time: time, ratio: ratio))
    return target
  }

  /// A room that is as large as its character has it, but not so large that its lines could not be absorbed as fast as asked.
  @_noLocks @_noAllocation
  private func size(_ wanted: Int, highTime: Double) -> Int {
    var size = wanted
    while size > 0, unsafe Double(lengths[size].max()) > 0.24 * highTime * rate { size &-= 1 }
    return size
  }

  /// The allpasses before the network have a decay of their own, which is to be over sooner than that of the network: the
  /// longest falls by 60 dB in 0.4 of it.
  @_noLocks @_noAllocation
  private static func diffusionGain(highTime: Double) -> Double {
    min(0.6, RealtimeMath.amplitude(ofDecibels: -60 * longestDiffusion / (0.4 * highTime)))
  }

  /// First-order shelves: 60 dB in the time at each end of the spectrum, and half the decibels of both at the crossover.
  @_noLocks @_noAllocation
  private func setAbsorption(_ target: inout ReverbTarget, time: Double, ratio: Double) {
    for line in 0..<16 {
      let decibels = -60 * Double(target.lengths[line]) / (rate * time)
      let low = RealtimeMath.amplitude(ofDecibels: decibels)
      let high = RealtimeMath.amplitude(ofDecibels: decibels / ratio)
      let corner = warp * RealtimeMath.squareRoot(high / low)
      let scale = 0.25 / (1 + corner)
      let pole = (1 - corner) / (1 + corner)
      let direct = (high + low * corner) * scale
      target.direct[line] = Float(direct)
      target.pole[line] = Float(pole)
      target.feed[line] = Float((low * corner - high) * scale + pole * direct)
    }
  }

  /// What gives the reverb the same energy whatever its time: an output takes a sixteenth of what the lines hold, and that
  /// falls by the same factor each time round.
  @_noLocks @_noAllocation
  private func inputGain(_ lengths: SIMD16<Int32>, time: Double, ratio: Double) -> Double {
    let mean = Double(lengths.wrappedSum()) / (16 * rate)
    // At 1 kHz.
    let decay = 1 / time + (1 / (ratio * time) - 1 / time) * (1.0 / 17)
    let round = RealtimeMath.amplitude(ofDecibels: -120 * mean * decay)
    return RealtimeMath.squareRoot(0.5 * 16 * (1 - round) / round)
  }
}
