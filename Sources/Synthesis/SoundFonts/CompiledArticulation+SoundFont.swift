// SPDX-License-Identifier: MIT
// The generators of a SoundFont zone in the engine's terms. Downloader thread.

import DLS

extension CompiledArticulation {
  /// An articulation of SoundFont 2.04; its links are the caller's, pitch, gain and pan the region's.
  init(_ sums: GeneratorSums, _ modulators: ModulatorLinks) {
    self.init()
    typealias Code = SoundFont.Code
    releasesSameKey = true
    keyGroupIsOfProgram = true
    hasTriangleLFO = true
    hasConvexEG2Attack = true
    hasPoleFilter = true
    needsFilter = sums.opensFilter || modulators.reachesFilter
    centsPerKey = Double(sums[Code.scaleTuning])
    velocityToGain = modulators.velocityToGain
    volumeToGain = modulators.volumeToGain
    expressionToGain = modulators.expressionToGain
    panControlDepth = modulators.panControlDepth
    set(.cutoff, Double(sums[Code.filterCutoff]))
    set(.resonance, 0.1 * Double(sums[Code.filterQ]))
    set(.reverb, 0.001 * Double(sums[Code.reverbSend]))
    set(.chorus, 0.001 * Double(sums[Code.chorusSend]))
    set(.lfoFrequency, Double(sums[Code.lfoFrequency]))
    set(.vibratoFrequency, Double(sums[Code.vibratoFrequency]))
    set(.lfoDelay, Self.delay(sums[Code.lfoDelay]))
    set(.vibratoDelay, Self.delay(sums[Code.vibratoDelay]))
    setEnvelopes(sums)
  }

  private mutating func setEnvelopes(_ sums: GeneratorSums) {
    typealias Code = SoundFont.Code
    set(.eg1Delay, Self.delay(sums[Code.eg1Delay]))
    set(.eg1Attack, Double(sums[Code.eg1Attack]))
    set(.eg1Hold, Self.delay(sums[Code.eg1Hold], sums[Code.keyToEG1Hold]))
    set(.eg1Decay, Double(sums[Code.eg1Decay] + 60 * sums[Code.keyToEG1Decay]) + Code.decayShift)
    set(.eg1Sustain, 1 - 0.1 * Double(sums[Code.eg1Sustain]) / 96)
    set(.eg1Release, Double(sums[Code.eg1Release]) + Code.decayShift)
    // No shutdown in SoundFonts: a cut is as fast as in DLS.
    set(.eg1Shutdown, -7270.672)
    set(.eg2Delay, Self.delay(sums[Code.eg2Delay]))
    set(.eg2Attack, Double(sums[Code.eg2Attack]))
    set(.eg2Hold, Self.delay(sums[Code.eg2Hold], sums[Code.keyToEG2Hold]))
    set(.eg2Decay, Double(sums[Code.eg2Decay] + 60 * sums[Code.keyToEG2Decay]))
    set(.eg2Sustain, 1 - 0.001 * Double(sums[Code.eg2Sustain]))
    set(.eg2Release, Double(sums[Code.eg2Release]))
  }

  private mutating func set(_ parameter: Parameter, _ value: Double) { parameters[parameter.index] = value }

  /// The lowest number, which is the default, stands for no time at all: literally it would be a millisecond, and each
  /// note would come late.
  private static func delay(_ timeCents: Int, _ perKey: Int = 0) -> Double {
    timeCents <= -12_000 && perKey == 0 ? -.infinity : Double(timeCents + 60 * perKey)
  }
}
