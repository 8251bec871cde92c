// SPDX-License-Identifier: MIT
// The reverb as DirectMusic has it. Any thread.

/// The four numbers of DirectMusic's reverb property (`directmusic.md` 3.6), in its units and with its defaults.
public struct WavesReverb: BitwiseCopyable, Sendable {
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
    func amplitude(_ decibels: Double) -> Double {
      RealtimeMath.amplitude(ofDecibels: RealtimeMath.limited(decibels, -96, 0))
    }
    reverb.inputGain = amplitude(waves.inputGainDecibels)
    reverb.level = amplitude(waves.mixDecibels)
    reverb.timeSeconds = RealtimeMath.limited(waves.timeSeconds, 0.001, 3)
    reverb.highFrequencyRatio = RealtimeMath.limited(waves.highFrequencyRatio, 0.001, 0.999)
    changeCount &+= 1
  }
}
