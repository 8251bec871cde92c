// SPDX-License-Identifier: MIT
// Making the synthesizer. Setup; nothing here runs on the audio thread.

public import Realtime

extension Synthesizer {
  /// What a synthesizer is made for; none of it changes while it plays.
  public struct Configuration: Sendable {
    /// The output's.
    public var rate: SampleRate
    /// Channel groups of 16 channels, 1 or more.
    public var groupCount = 1
    /// Voices that may sound at once, 1 to 4096.
    public var voiceLimit = 256
    /// How waves are read between their frames.
    public var interpolation = Interpolation.cubic
    /// The build of the inner loops.
    public var kernelSet = KernelSet.best
    /// How channels are spread over stereo buses.
    public var outputs = OutputLayout.stereo
    /// Over everything; at 0 dB a full-scale wave at velocity 127, CC7 127, CC11 127 and centre pan comes out at
    /// −3.01 dBFS a side.
    public var gain = Decibels(0)
    /// Cents over equal temperament for each of the 128 keys of every part but drums; none for equal temperament.
    public var keyCents: [Double] = []
    /// Reverb, chorus, and the limiter at the end of the chain.
    public var hasEffects = true
    /// The reverb to begin with, as DirectMusic describes it; none for that of General MIDI.
    public var reverb: WavesReverb?

    /// 256 voices, one group, cubic interpolation, one stereo output, 0 dB, effects on. Thread: setup.
    public init(rate: SampleRate) { self.rate = rate }
  }

  /// `tables`: where downloaded instruments appear. Thread: setup.
  public init(
    _ configuration: Configuration, tables: consuming TableReader<InstrumentTable>,
    statistics: consuming Statistics
  ) {
    precondition(configuration.groupCount >= 1, "a synthesizer has at least one channel group")
    precondition((1...4096).contains(configuration.voiceLimit), "a synthesizer has 1 to 4096 voices")
    self.tables = tables
    self.statistics = statistics
    table = self.tables.current()
    outputs = configuration.outputs
    busCount = configuration.outputs.busCount(groupCount: configuration.groupCount)
    let kernels = Kernels(set: configuration.kernelSet, interpolation: configuration.interpolation)
    pool = VoicePool(
      voiceLimit: configuration.voiceLimit, channelCount: 16 * configuration.groupCount, busCount: busCount,
      rate: configuration.rate,
      kernels: kernels, hasSends: configuration.hasEffects)
    effectSection = EffectSection(rate: configuration.rate, kernels: kernels)
    if let reverb = configuration.reverb { effects.set(reverb) }
    drumKeys = DrumKeys(channelCount: 16 * configuration.groupCount)
    tunings = TuningStore(keyCents: configuration.keyCents)
    zones = MPEZones(groupCount: configuration.groupCount)
    sensing = ActiveSensing(groupCount: configuration.groupCount, rate: configuration.rate)
    master = MasterSection(
      busCount: busCount, gain: configuration.gain, hasLimiter: configuration.hasEffects, rate: configuration.rate)
  }
}
