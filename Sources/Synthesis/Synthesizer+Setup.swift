// SPDX-License-Identifier: MIT
// Making the synthesizer. Setup; nothing here runs on the audio thread.

public import Miniport
public import Realtime

extension Synthesizer {
  /// What a synthesizer is made for; none of it changes while it plays, but for groups and outputs where that is provided for.
  public struct Configuration: Sendable {
    /// The output's.
    public var rate: SampleRate
    /// Channel groups of 16 channels, 1 or more, and the stereo buses that they play on.
    public var layout = PortLayout(groupCount: 1, outputs: .stereo)
    /// Groups beyond all others, which clients open: they play on the first output.
    public var spareGroupCount = 0
    /// Groups and outputs may change while it plays: there is room for more of both.
    public var isReshapable = false
    /// Groups that there may be without those for clients: 32, and no fewer than there are at first.
    public var groupLimit: Int { isReshapable ? max(32, layout.groupCount) : layout.groupCount }
    /// Stereo buses that there may be.
    public var busLimit: Int {
      guard isReshapable else { return layout.busCount }
      return PortLayout(groupCount: groupLimit, outputs: .channels, effects: .apart).busCount
    }
    /// Groups that there is room for, those for clients too.
    public var allGroupCount: Int { groupLimit + spareGroupCount }
    /// Events for which there is to be room at once, a power of two: what brings all channels to another state.
    public var eventCapacity: Int {
      let wanted = max(8192, 512 * allGroupCount)
      return 1 << (Int.bitWidth - (wanted - 1).leadingZeroBitCount)
    }
    /// Voices that may sound at once, 1 to 4096.
    public var voiceLimit = 256
    /// How waves are read between their frames.
    public var interpolation = Interpolation.cubic
    /// The build of the inner loops.
    public var kernelSet = KernelSet.best
    /// Frames from an event to its sound: what the limiter looks ahead. Thread: any but audio.
    public var latencyFrames: Int { hasEffects ? MasterSection.delayFrames(rate) : 0 }
    /// Over everything; at 0 dB a full-scale wave at velocity 127, CC7 127, CC11 127 and centre pan comes out at
    /// −3.01 dBFS a side.
    public var gain = Decibels(0)
    /// Cents over equal temperament for each of the 128 keys of every part but drums; none for equal temperament.
    public var keyCents: [Double] = []
    /// Reverb, chorus, and the limiter at the end of the chain.
    public var hasEffects = true
    /// Threads that render, 1 to 16, the audio thread among them. The others are what `makeWorkers()` gives; the bits are the
    /// same with any number.
    public var renderThreads = 1
    /// Voices times frames from which on it is worth waking the other threads: about 20 µs of work, of which waking takes some.
    var leastSharedWork = 16_384
    /// Nobody listens while it renders: it waits for its workers however long they take.
    public var isOffline = false
    /// The reverb to begin with, as DirectMusic describes it; none for that of General MIDI.
    public var reverb: WavesReverb?

    /// 256 voices, one group, cubic interpolation, one stereo output, 0 dB, effects on. Thread: setup.
    public init(rate: SampleRate) { self.rate = rate }
  }

  /// `tables`: where downloaded instruments appear. Nobody is told of channels. Thread: setup.
  public init(
    _ configuration: Configuration, tables: consuming TableReader<InstrumentTable>,
    statistics: consuming Statistics
  ) {
    let unheard = RingEnds<ChannelReport>(capacity: 1)
    self.init(configuration, tables: tables, statistics: statistics, reports: unheard.producer)
  }

  /// `tables`: where downloaded instruments appear. `reports`: where channels are told of. No downloader is told of what
  /// they choose. Thread: setup.
  public init(
    _ configuration: Configuration, tables: consuming TableReader<InstrumentTable>,
    statistics: consuming Statistics, reports: consuming RingProducer<ChannelReport>
  ) {
    let unheard = RingEnds<ChannelProgram>(capacity: 1)
    self.init(configuration, tables: tables, statistics: statistics, reports: reports, choices: unheard.producer)
  }

  /// `tables`: where downloaded instruments appear. `reports`: where channels are told of; `choices`: and the programs that
  /// they choose. Thread: setup.
  public init(
    _ configuration: Configuration, tables: consuming TableReader<InstrumentTable>,
    statistics: consuming Statistics, reports: consuming RingProducer<ChannelReport>,
    choices: consuming RingProducer<ChannelProgram>
  ) {
    precondition(configuration.layout.groupCount >= 1, "a synthesizer has at least one channel group")
    precondition((1...4096).contains(configuration.voiceLimit), "a synthesizer has 1 to 4096 voices")
    precondition((1...16).contains(configuration.renderThreads), "a synthesizer has 1 to 16 render threads")
    self.tables = tables
    self.statistics = statistics
    self.reports = reports
    self.choices = choices
    activity = ChannelActivity(channelCount: 16 * configuration.allGroupCount)
    table = self.tables.current()
    layout = configuration.layout
    nextLayout = layout
    (groupLimit, busLimit) = (configuration.groupLimit, configuration.busLimit)
    let kernels = Kernels(set: configuration.kernelSet, interpolation: configuration.interpolation)
    pool = VoicePool(configuration, kernels: kernels)
    effectSection = EffectSection(rate: configuration.rate, kernels: kernels)
    if let reverb = configuration.reverb { effects.set(reverb) }
    drumKeys = DrumKeys(channelCount: 16 * configuration.allGroupCount)
    tunings = TuningStore(keyCents: configuration.keyCents)
    zones = MPEZones(groupCount: configuration.allGroupCount)
    sensing = ActiveSensing(groupCount: configuration.allGroupCount, rate: configuration.rate)
    master = MasterSection(
      busCount: layout.busCount, busLimit: busLimit, gain: configuration.gain, hasLimiter: configuration.hasEffects,
      rate: configuration.rate)
  }

  /// The render workers that the configuration asks for, each to be run on a thread of its own. Without those threads it
  /// renders all by itself. Thread: setup, once.
  public borrowing func makeWorkers() -> [RenderWorker] { pool.makeWorkers() }
}
