// SPDX-License-Identifier: MIT
// The generators of a SoundFont region in the engine's terms. Downloader thread.

import DLS

extension CompiledRegion {
  /// A region of SoundFont 2.04 over all keys; links and what modulators decide are the caller's.
  init(_ sums: GeneratorSums, _ sample: SoundFont.Sample, _ use: SampleUse) {
    self.init()
    typealias Code = SoundFont.Code
    waveRate = Double(use.rate)
    let root = sums[Code.rootKey]
    // Keys over 127 occur; 60 is what the specification asks for then.
    unityNote = root >= 0 ? Double(root) : sample.originalKey <= 127 ? Double(sample.originalKey) : 60
    fineTuneCents = Double(sample.correctionCents)
    centsPerKey = Double(sums[Code.scaleTuning])
    keyGroup = UInt16(sums[Code.exclusiveClass])
    keyGroupIsOfProgram = true
    releasesSameKey = true
    fixedKey = Int16(sums[Code.key])
    fixedVelocity = Int16(sums[Code.velocity])
    hasTriangleLFO = true
    hasConvexEG2Attack = true
    hasPoleFilter = true
    set(.pitch, Double(100 * sums[Code.coarseTune] + sums[Code.fineTune]))
    // Centibels of the generator count 0.4 times: so did the sound cards that SoundFonts were made on, and so do the
    // players since. Modulators count in full.
    set(.gain, -0.1 * 0.4 * Double(sums[Code.attenuation]))
    set(.pan, 0.001 * Double(sums[Code.pan]))
    set(.cutoff, Double(sums[Code.filterCutoff]))
    set(.resonance, 0.1 * Double(sums[Code.filterQ]))
    set(.reverb, 0.001 * Double(sums[Code.reverbSend]))
    set(.chorus, 0.001 * Double(sums[Code.chorusSend]))
    set(.lfoFrequency, Double(sums[Code.lfoFrequency]))
    set(.vibratoFrequency, Double(sums[Code.vibratoFrequency]))
    set(.lfoDelay, CompiledRegion.delay(sums[Code.lfoDelay]))
    set(.vibratoDelay, CompiledRegion.delay(sums[Code.vibratoDelay]))
    setEnvelopes(sums)
  }

  private mutating func setEnvelopes(_ sums: GeneratorSums) {
    typealias Code = SoundFont.Code
    // 100 dB in the given time, where DLS has 96: 1200·log2(0.96).
    let from100To96 = -70.672_427
    set(.eg1Delay, CompiledRegion.delay(sums[Code.eg1Delay]))
    set(.eg1Attack, Double(sums[Code.eg1Attack]))
    set(.eg1Hold, CompiledRegion.delay(sums[Code.eg1Hold], sums[Code.keyToEG1Hold]))
    set(.eg1Decay, Double(sums[Code.eg1Decay] + 60 * sums[Code.keyToEG1Decay]) + from100To96)
    set(.eg1Sustain, 1 - 0.1 * Double(sums[Code.eg1Sustain]) / 96)
    set(.eg1Release, Double(sums[Code.eg1Release]) + from100To96)
    // No shutdown in SoundFonts: a cut is as fast as in DLS.
    set(.eg1Shutdown, -7270.672)
    set(.eg2Delay, CompiledRegion.delay(sums[Code.eg2Delay]))
    set(.eg2Attack, Double(sums[Code.eg2Attack]))
    set(.eg2Hold, CompiledRegion.delay(sums[Code.eg2Hold], sums[Code.keyToEG2Hold]))
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
