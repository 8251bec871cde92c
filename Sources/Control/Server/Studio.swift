// SPDX-License-Identifier: MIT
// A running client as its control sees it. Control threads.

public import LV2
import MIDI
public import Miniport
public import Realtime
public import Synthesis

internal import Glibc
internal import Racks
internal import Synchronization

/// What can be asked of a client, and changed in it. It outlives engines: between two of them notes are refused with a
/// sentence, and banks come and go as ever.
public final class Studio: Sendable {
  private let clientName: Mutex<String>
  /// The program's.
  public let version: String
  /// Brings banks in and takes them out.
  public let downloader: Downloader
  /// Counters and gauges.
  public let statistics: Statistics
  private let engine = Mutex<ControlInput?>(nil)
  private let wantsEnd = Mutex(false)
  private let presentEffects = Mutex(true)
  let mirror = ChannelMirror()
  let settings = Mutex(StudioSettings())
  let racks = Mutex<[RackRequest]>([])
  let layouts = Mutex<[LayoutRequest]>([])
  let patches = Mutex<[PatchRequest]>([])
  /// How the miniports are, as the program's main thread has told last.
  let statuses = Mutex<[PluginAddress: MiniportStatus]>([:])
  let presets = Mutex<[PresetRequest]>([])
  let slowQuestions = SlowQuestions()
  /// Looks at the machine.
  let doctor = Mutex<(@Sendable () -> [DoctorFinding])?>(nil)
  /// What is installed.
  let library: PluginLibrary
  /// The plug-ins that run.
  let plugins = Mutex<[PluginAddress: StudioPlugin]>([:])
  /// Changes the routes of the engine at hand.
  let thru = Mutex<ThruSwitch?>(nil)
  /// Groups and outputs: those of the engine at hand, or of the next one.
  private let presentLayout = Mutex(PortLayout(groupCount: 1, outputs: .stereo))
  let clients = StudioClients()
  let running = Mutex(RunningSampler())
  /// Which channels of its own groups are heard.
  let mix = Mutex(ChannelMix())
  /// What is heard of the channels of the engine at hand.
  let activity = Mutex<ActivityWatch?>(nil)
  /// The programs of the banks when somebody asked last.
  let knownPrograms = Mutex<ProgramDirectory?>(nil)

  /// What an engine is made for.
  public struct EngineForm: Sendable {
    /// The output's.
    public let rate: SampleRate
    /// Channel groups and outputs to begin with: they may change while it plays.
    public let layout: PortLayout
    /// Groups that there may be; those for clients come behind them.
    public let groupLimit: Int
    /// Groups for clients.
    public let clientGroupCount: Int
    /// Voices that may sound at once.
    public let voiceLimit: Int
    /// How waves are read.
    public let interpolation: Interpolation
    /// The build of the inner loops.
    public let kernelSet: KernelSet
    /// Threads that render.
    public let renderThreads: Int
    /// Reverb, chorus and limiter.
    public let hasEffects: Bool
    /// Frames from an event to the synthesizer's sound.
    let latencyFrames: Int

    /// Thread: any.
    public init(_ configuration: Synthesizer.Configuration) {
      rate = configuration.rate
      layout = configuration.layout
      groupLimit = configuration.groupLimit
      hasEffects = configuration.hasEffects
      latencyFrames = configuration.latencyFrames
      clientGroupCount = configuration.spareGroupCount
      voiceLimit = configuration.voiceLimit
      interpolation = configuration.interpolation
      kernelSet = configuration.kernelSet
      renderThreads = configuration.renderThreads
    }
  }

  /// `library`: where plug-ins are found. Thread: setup.
  public init(
    name: String, version: String, downloader: Downloader, statistics: consuming Statistics,
    library: PluginLibrary = PluginLibrary()
  ) {
    clientName = Mutex(name)
    self.library = library
    self.version = version
    self.downloader = downloader
    self.statistics = statistics
  }

  /// The client's name. Thread: any but audio.
  public var name: String { clientName.withLock { $0 } }

  /// The client has another name from now on. Thread: control.
  public func rename(_ name: String) { clientName.withLock { $0 = name } }

  /// An engine plays from now on. `clientInputs`: for who opens it, `clientCount` of them, or none. `captured`: what comes in by
  /// JACK. `reports`: where it tells of its channels; `activity`: what is heard of them. `thru`: its routes. `frame`: which frame of its timeline a moment is,
  /// in nanoseconds of the system's real-time clock; it is called until `detach`. Thread: control.
  public func attach(
    _ input: consuming PortInput, clientInputs: [ClientInput], captured: consuming RingConsumer<CapturedPiece>,
    _ reports: consuming RingConsumer<ChannelReport>, _ activity: consuming ChannelActivity, thru: ThruSwitch,
    _ form: EngineForm, frame: @escaping @Sendable (UInt64) -> FrameTime
  ) {
    mirror.attach(reports)
    attach(thru)
    let watch = ActivityWatch(activity)
    self.activity.withLock { $0 = watch }
    presentLayout.withLock { $0 = form.layout }
    presentEffects.withLock { $0 = form.hasEffects }
    let new = ControlInput(input, clientInputs, captured, form, frame: frame)
    engine.withLock { $0 = new }
  }

  /// The engine has gone; what its channels were like is kept. Thread: control.
  public func detach() {
    engine.withLock { $0 = nil }
    thru.withLock { $0 = nil }
    activity.withLock { $0 = nil }
    plugins.withLock { $0 = [:] }
    statuses.withLock { $0 = [:] }
    mirror.silence()
  }

  /// Tells a new engine what the one before was like: of channels programs, controllers, bend ranges, tunings, and the
  /// properties. What a group or a key has for itself is not told: drum settings, scale tunings, MPE zones. How many messages
  /// found no room. `form`: the new engine's. Thread: control, before anything else is played, and before `attach`.
  public func replay(into input: borrowing PortInput, _ form: EngineForm) -> Int {
    mirror.resize(form)
    let reports = mirror.reports
    var refused = 0
    for first in stride(from: 0, to: reports.count, by: 16) {
      // Groups that are not there but may come.
      if (form.layout.groupCount..<form.groupLimit).contains(first / 16) { continue }
      let group = UInt16(first / 16 + 1)
      let dialect = reports[first].dialect
      if dialect != .dls, !push(dialect.resetMessage, into: input, group: group) { refused += 1 }
      for message in reports[first..<first + 16].flatMap(\.messages) where !push(message, into: input, group: group) {
        refused += 1
      }
    }
    for client in clients.clients {
      for group in client.groups.map({ UInt16(form.groupLimit + $0 + 1) }) {
        for channel in 0..<16 as Range<UInt8>
        where !input.push(Event(owner: client.owner, group: group, channel: channel)) { refused += 1 }
      }
    }
    // Behind the resets, which set the reverb anew.
    let mutes = muteEvents(groupCount: form.layout.groupCount, groupLimit: form.groupLimit)
    for event in propertyEvents() + mutes where !input.push(event) { refused += 1 }
    return refused
  }

  /// False where there was no room.
  @discardableResult
  func push(_ message: [UInt8], into input: borrowing PortInput, group: UInt16) -> Bool {
    unsafe message.withUnsafeBytes { bytes in
      if let event = unsafe Event(message: bytes, time: .zero, group: group) { return input.push(event) }
      return unsafe input.pushSystemExclusive(bytes, time: .zero, group: group)
    }
  }

  /// The way into the engine at hand, for one thread at a time; nothing happens between two engines.
  func withInput(_ body: (borrowing PortInput) -> Void) { engine.withLock { $0 }?.withInput(body) }

  /// The engine at hand; nil between two. Thread: any but audio.
  public var form: EngineForm? { engine.withLock { $0?.form } }

  /// Whether the engine has reverb, chorus and limiter; between two, whether the last one had. Thread: any but audio.
  var hasEffects: Bool { presentEffects.withLock { $0 } }

  /// Somebody has asked for the end. Thread: any but audio.
  public var isEnding: Bool { wantsEnd.withLock { $0 } }

  func quit() { wantsEnd.withLock { $0 = true } }

  var layout: PortLayout { presentLayout.withLock { $0 } }

  var groupCount: Int { layout.groupCount }

  /// The engine at hand has these groups and outputs from now on, and the next one will have. Thread: main.
  public func setLayout(_ layout: PortLayout) {
    presentLayout.withLock { $0 = layout }
    mirror.setGroupCount(layout.groupCount)
    fitMix(to: layout.groupCount)
  }

  func input() -> ControlInput? { engine.withLock { $0 } }

  func current() throws(ControlFault) -> ControlInput {
    guard let input = engine.withLock({ $0 }) else {
      throw ControlFault(.failed, "there is no server at the moment, and nothing that could play")
    }
    return input
  }

  // MARK: Time

  /// The first frame at which an event sent now can be on time, and the moment of it.
  func clock() throws(ControlFault) -> (frame: FrameTime, rate: SampleRate, time: OSCTime) {
    let input = try current()
    let now = Studio.nanoseconds()
    let first = FrameTime(statistics.integer(.frameTime))
    let ahead = Double(first - input.frame(now)) / Double(input.form.rate.hertz)
    let moment = UInt64(max(0, Double(now) + ahead * 1e9))
    return (first, input.form.rate, OSCTime(unixNanoseconds: moment))
  }

  /// The frame at which something with this time takes effect, some seconds later; 0 for at once.
  func frame(of time: OSCTime, later seconds: Double = 0) throws(ControlFault) -> FrameTime {
    let input = try current()
    let later = Int((seconds * Double(input.form.rate.hertz)).rounded())
    guard time != .immediate else {
      return later == 0 ? .zero : FrameTime(statistics.integer(.frameTime)) + later
    }
    return try checked(max(input.frame(time.unixNanoseconds) + later, .zero))
  }

  /// A frame that is not hours away: that is a mistake, and would lie in the queue until then.
  func checked(_ frame: FrameTime) throws(ControlFault) -> FrameTime {
    let rate = Int64(try current().form.rate.hertz)
    let ahead = frame.frames - statistics.integer(.frameTime)
    guard ahead <= 3600 * rate else {
      throw ControlFault(.badValue, "expected a time within the hour, found one \(ahead / rate) s ahead")
    }
    return frame
  }

  private static func nanoseconds() -> UInt64 {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
  }
}
