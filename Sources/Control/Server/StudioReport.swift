// SPDX-License-Identifier: MIT
// The state of a client as values for programs. Control thread.

internal import Miniport
internal import Realtime
internal import Synchronization
public import Synthesis

/// What `stats --json` shows. Fields may be added, and are never renamed; those that the first version had not are optional.
public struct StudioReport: Codable, Sendable {
  /// The client's.
  public let name: String
  /// The program's.
  public let version: String
  /// Nil while there is no server.
  public let engine: Engine?
  /// Frames that the server processes at a time.
  public let periodFrames: Int64
  /// The first frame that is not rendered yet.
  public let frameTime: Int64
  /// Part of the period that the process callback used, 0 to 1 and above.
  public let load: Double
  /// Voices.
  public let voicesSounding: Int64
  /// Voices that may sound at once: fewer than the engine was made for while the processor cannot keep up.
  public let voicesAllowed: Int64?
  /// Reverb, echoes, chorus, limiter.
  public let effectsSounding: Int64
  /// Events in the sequencers.
  public let eventsWaiting: Int64
  /// dB under full scale in the last moments, 50 to 100 ms; nil for silence.
  public let peakLeft: Double?
  /// The same on the right.
  public let peakRight: Double?
  /// By how many dB the limiter lowers something, 0 or more. No older client tells.
  public let limiterReduction: Double?
  /// How long process callbacks took in the last second of sound; nil before there was one.
  public let callback: CallbackReport?
  /// Nil while there is no server.
  public let latency: LatencyReport?
  /// How often the instrument table has changed.
  public let tableGeneration: Int64
  /// Averages of the last second of sound; nil before there was one.
  public let running: RunningStatistics?
  /// By name, from the start of the client.
  public let counters: [String: UInt64]
  /// What samples take.
  public let sampleMemory: Memory
  /// Bytes of the whole process that are in the machine's memory, what it shares with the JACK server too.
  public let residentMemory: Int?
  /// Processes that host plug-ins.
  public let sandboxes: Int64?
  /// Bytes of theirs that are in the machine's memory.
  public let sandboxMemory: Int64?
  /// dB: what was set of the whole instrument.
  public let volume: Double
  /// dB: what is added to it.
  public let boost: Double
  /// As messages or people have set it.
  public let reverb: WavesReverb
  /// Banks that play.
  public let bankCount: Int
  /// Programs of all banks, drum kits among them.
  public let programs: Int
  /// Of those, how many are in memory: all, but where they come in on demand.
  public let programsIn: Int

  /// What the engine was made for.
  public struct Engine: Codable, Sendable {
    /// Hz.
    public let rate: UInt32
    /// Channel groups.
    public let groups: Int
    /// Voices that may sound at once.
    public let voiceLimit: Int
    /// linear, cubic, sinc.
    public let interpolation: String
    /// The build of the inner loops.
    public let kernels: String
    /// Threads that render.
    public let threads: Int
    /// stereo, groups, channels.
    public let outputs: String
    /// mixed, apart.
    public let effects: String?
  }

  /// Sample memory, in bytes.
  public struct Memory: Codable, Sendable, Equatable {
    /// In use.
    public let used: Int
    /// Of that, locked in memory.
    public let locked: Int
    /// May be used (`--sample-memory`).
    public let allowed: Int
  }

  init(_ studio: Studio) {
    let statistics = studio.statistics.another()
    name = studio.name
    version = studio.version
    engine = studio.form.map {
      Engine(
        rate: $0.rate.hertz, groups: studio.layout.groupCount, voiceLimit: $0.voiceLimit,
        interpolation: $0.interpolation.rawValue, kernels: $0.kernelSet.rawValue, threads: $0.renderThreads,
        outputs: studio.layout.outputs.rawValue, effects: studio.layout.effects.rawValue)
    }
    periodFrames = statistics.integer(.periodFrames)
    frameTime = statistics.integer(.frameTime)
    load = statistics.real(.load)
    voicesSounding = statistics.integer(.voicesSounding)
    voicesAllowed = statistics.integer(.voicesAllowed)
    effectsSounding = statistics.integer(.effectsSounding)
    eventsWaiting = statistics.integer(.sequencerDepth)
    let sampler = studio.running.withLock { $0 }
    running = sampler.last
    peakLeft = StudioReport.decibels(sampler.meter.shown.left)
    peakRight = StudioReport.decibels(sampler.meter.shown.right)
    limiterReduction = sampler.meter.shown.reduction
    callback = sampler.last?.callback
    latency = studio.form.map { LatencyReport(statistics, rate: $0.rate) }
    tableGeneration = statistics.integer(.tableGeneration)
    var counters: [String: UInt64] = [:]
    for counter in Statistics.Counter.allCases { counters["\(counter)"] = statistics.value(of: counter) }
    self.counters = counters
    let usage = studio.downloader.sampleMemory.usage
    sampleMemory = Memory(used: usage.used, locked: usage.locked, allowed: usage.allowed)
    residentMemory = ProcessMemory.resident()
    sandboxes = statistics.integer(.sandboxes)
    sandboxMemory = statistics.integer(.sandboxMemory)
    let settings = studio.present
    volume = settings.volume
    boost = settings.boost
    reverb = studio.reverb
    let banks = studio.downloader.banks
    bankCount = banks.count
    programs = banks.reduce(0) { $0 + $1.programs.count }
    programsIn = banks.reduce(0) { $0 + $1.programs.count { $0.isIn } }
  }

  private static func decibels(_ amplitude: Double) -> Double? {
    amplitude > 0 ? Decibels(amplitude: amplitude).value : nil
  }
}
