// SPDX-License-Identifier: MIT
// The synthesizer of a sandbox in the words of its socket, and back. Control threads.

import Miniport
import Realtime
public import SandboxProtocol
public import Synthesis

extension SandboxLayout {
  /// The shared memory of a synthesizer: two outputs.
  public static var ofSynthesizer: SandboxLayout { SandboxLayout(outputCount: 2, controlCount: 0) }
}

extension SandboxSynthesizer {
  /// One group of what a client's own synthesizer is made for, and as many samples as its downloader may have. Thread: any.
  public init(_ configuration: Synthesizer.Configuration, _ downloader: Downloader) {
    let reverb = configuration.reverb.map {
      [$0.inputGainDecibels, $0.mixDecibels, $0.timeSeconds, $0.highFrequencyRatio]
    }
    self.init(
      byteCount: SandboxLayout.ofSynthesizer.byteCount, rate: Int(configuration.rate.hertz),
      voiceLimit: configuration.voiceLimit, interpolation: configuration.interpolation.rawValue,
      kernelSet: configuration.kernelSet.rawValue, gain: configuration.gain.value, keyCents: configuration.keyCents,
      hasEffects: configuration.hasEffects, reverb: reverb ?? [], isOnDemand: downloader.isOnDemand,
      sampleByteLimit: downloader.sampleMemory.limit)
  }
}

extension Synthesizer.Configuration {
  /// Nil where something in it is none. Thread: any.
  init?(_ wanted: SandboxSynthesizer) {
    guard wanted.rate >= 1, (1...4096).contains(wanted.voiceLimit), [0, 128].contains(wanted.keyCents.count),
      let interpolation = Interpolation(rawValue: wanted.interpolation),
      let kernelSet = KernelSet(rawValue: wanted.kernelSet), [0, 4].contains(wanted.reverb.count)
    else { return nil }
    self.init(rate: SampleRate(hertz: UInt32(clamping: wanted.rate)))
    (voiceLimit, self.interpolation, self.kernelSet) = (wanted.voiceLimit, interpolation, kernelSet)
    (gain, keyCents, hasEffects) = (Decibels(wanted.gain), wanted.keyCents, wanted.hasEffects)
    guard !wanted.reverb.isEmpty else { return }
    var reverb = WavesReverb()
    (reverb.inputGainDecibels, reverb.mixDecibels) = (wanted.reverb[0], wanted.reverb[1])
    (reverb.timeSeconds, reverb.highFrequencyRatio) = (wanted.reverb[2], wanted.reverb[3])
    self.reverb = reverb
  }
}
