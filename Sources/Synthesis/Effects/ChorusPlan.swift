// SPDX-License-Identifier: MIT
// From settings to the numbers of the chorus. Audio thread.

import VoiceState

/// How rate, depth and delay become the swing of taps. The numbers of a setting stand in eight places, so that they move
/// together.
struct ChorusPlan: BitwiseCopyable {
  /// Places: the middle of the delay and half its swing, in frames; turns of the LFO per cell; gains of both pairs of taps;
  /// feedback; send to the reverb; low-pass.
  private static var middle: Int { @_noLocks @_noAllocation get { 0 } }
  private static var swing: Int { @_noLocks @_noAllocation get { 1 } }
  static var turnsPerCell: Int { @_noLocks @_noAllocation get { 2 } }
  private static var firstPair: Int { @_noLocks @_noAllocation get { 3 } }
  private static var secondPair: Int { @_noLocks @_noAllocation get { 4 } }
  private static var feedback: Int { @_noLocks @_noAllocation get { 5 } }
  private static var toReverb: Int { @_noLocks @_noAllocation get { 6 } }
  static var lowPass: Int { @_noLocks @_noAllocation get { 7 } }

  let rate: Double

  /// A cell is complete before any of it is read, and the interpolator looks two frames ahead.
  private var shortestDelay: Double {
    @_noLocks @_noAllocation get { Double(VoiceLayout.controlFrames &+ 4) }
  }

  /// Frames of the longest delay that any setting comes to: a swing of 40 ms.
  var longestDelay: Double { 0.045 * rate + 2 * shortestDelay }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func target(of chorus: EffectSettings.Chorus) -> SIMD8<Double> {
    var values = SIMD8<Double>()
    let level = RealtimeMath.limited(chorus.level, 0, 4)
    switch chorus.kind {
    case .none: break
    // Two voices a side, of equal strength: together as loud as what was sent would be in the middle.
    case .chorus, .celeste:
      values[ChorusPlan.firstPair] = 0.5 * level
      values[ChorusPlan.secondPair] = 0.5 * level
    case .flanger, .shortDelay: values[ChorusPlan.firstPair] = 0.707_106_781_2 * level
    }
    let hertz = RealtimeMath.limited(chorus.rateHertz, 0, 20)
    let isStill = if case .shortDelay = chorus.kind { true } else { false }
    // A tap reads at 0.1 to 1.9 times the speed at most, which is its pitch.
    let steepest = 0.9 * rate / (6.283_185_307_179_586 * max(hertz, 0.001))
    let swing = isStill ? 0 : min(0.5 * RealtimeMath.limited(chorus.depthSeconds, 0, 0.04) * rate, steepest)
    values[ChorusPlan.swing] = swing
    values[ChorusPlan.middle] = max(
      RealtimeMath.limited(chorus.delaySeconds, 0, 0.02) * rate, swing + shortestDelay)
    values[ChorusPlan.turnsPerCell] = hertz * Double(VoiceLayout.controlFrames) / rate
    values[ChorusPlan.feedback] = limited(chorus.feedback, slope: 0.9 * swing / steepest)
    values[ChorusPlan.toReverb] = 0.707_106_781_2 * RealtimeMath.limited(chorus.sendToReverb, 0, 1)
    values[ChorusPlan.lowPass] = EffectTone.pole(ofPreLowPass: chorus.preLowPass, rate: rate)
    return values
  }

  /// A tap that moves makes what it reads shorter and longer in turn, and so louder on average: feedback has to stay below
  /// that. For a swing of ±slope of the speed it is −½·log((1 + √(1 − slope²))/2).
  @_noLocks @_noAllocation
  private func limited(_ feedback: Double, slope: Double) -> Double {
    let greatest = 0.97 * RealtimeMath.squareRoot(0.5 + 0.5 * RealtimeMath.squareRoot(1 - slope * slope))
    return RealtimeMath.limited(feedback, -greatest, greatest)
  }

  /// Frames of each tap's delay: the taps of a side half a turn apart, the sides a quarter. Thread: audio.
  @_noLocks @_noAllocation
  func delays(_ values: SIMD8<Double>, turns: Double) -> SIMD4<Double> {
    var delays = SIMD4<Double>(repeating: values[ChorusPlan.middle])
    let early = values[ChorusPlan.swing] * RealtimeMath.sine(ofTurns: turns)
    let quarter = turns + 0.25
    let late = values[ChorusPlan.swing] * RealtimeMath.sine(ofTurns: quarter >= 1 ? quarter - 1 : quarter)
    delays += SIMD4(early, late, -early, -late)
    return delays
  }

  /// As `ChorusState.gains` has them. Thread: audio.
  @_noLocks @_noAllocation
  static func gains(_ values: SIMD8<Double>) -> SIMD4<Float> {
    SIMD4(
      Float(values[firstPair]), Float(values[secondPair]), Float(values[feedback]), Float(values[toReverb]))
  }
}
