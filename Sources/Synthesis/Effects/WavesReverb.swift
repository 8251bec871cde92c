// SPDX-License-Identifier: MIT
// The reverb as DirectMusic has it. Any thread.

/// The four numbers of DirectMusic's reverb property (`directmusic.md` 3.6), in its units and with its defaults.
public struct WavesReverb: BitwiseCopyable, Sendable, Equatable, Codable {
  /// dB of what goes in, against overflow: −96…0.
  public var inputGainDecibels: Double = 0
  /// dB of what comes back: −96…0.
  public var mixDecibels: Double = -10
  /// Seconds to −60 dB: 0.001…3.
  public var timeSeconds: Double = 1
  /// Of the time of the highs to that of the lows: 0.001…0.999.
  public var highFrequencyRatio: Double = 0.001

  /// DirectMusic's defaults. Thread: any.
  @_noLocks @_noAllocation
  public init() {}
}

extension EffectSettings {
  /// Takes a reverb over as DirectMusic describes it, each number within its range; the room stays. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func set(_ waves: WavesReverb) {
    setReverb(inputGainDecibels: waves.inputGainDecibels)
    setReverb(mixDecibels: waves.mixDecibels)
    setReverb(timeSeconds: waves.timeSeconds)
    setReverb(highFrequencyRatio: waves.highFrequencyRatio)
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func setReverb(inputGainDecibels decibels: Double) {
    reverb.inputGain = EffectSettings.amplitude(decibels)
    changeCount &+= 1
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func setReverb(mixDecibels decibels: Double) {
    reverb.level = EffectSettings.amplitude(decibels)
    changeCount &+= 1
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func setReverb(timeSeconds: Double) {
    reverb.timeSeconds = RealtimeMath.limited(timeSeconds, 0.001, 3)
    changeCount &+= 1
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func setReverb(highFrequencyRatio: Double) {
    reverb.highFrequencyRatio = RealtimeMath.limited(highFrequencyRatio, 0.001, 0.999)
    changeCount &+= 1
  }

  @_noLocks @_noAllocation
  private static func amplitude(_ decibels: Double) -> Double {
    RealtimeMath.amplitude(ofDecibels: RealtimeMath.limited(decibels, -96, 0))
  }
}
