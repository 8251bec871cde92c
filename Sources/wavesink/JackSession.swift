// SPDX-License-Identifier: MIT
// A client as the commands `run` and `play` use it, whatever becomes of the server. Main thread.

import Control
import Glibc
import JackHost
import LV2
import Miniport
import Playback
import Racks
import Realtime
import Synthesis

/// A synthesizer on a JACK server, from its ports' first appearance to its end. Servers come and go; the banks, and what
/// was connected, stay.
struct JackSession: ~Copyable {
  var configuration: JackConfiguration
  var sound: Synthesizer.Configuration
  private let policy: ServerPolicy
  let downloader: Downloader
  var client: JackClient?
  /// While there is no client.
  private var absence: ServerAbsence?
  /// What was connected to the last client.
  var patches = PatchMemory()
  /// What it connects itself to.
  private var rules: ConnectionRules
  /// What has ended the client though nobody has waited for it since.
  var loss: JackError?
  private var restoration: Restoration?
  /// What others may ask and change.
  let studio: Studio
  /// The way into the engine for a player; that of the present engine, until somebody takes it.
  private var playerInput: PortInput?
  /// The miniports of the present engine.
  var board: SlotBoard?
  private var supervisor: SandboxSupervisor?
  /// Where plug-ins are found.
  let library: PluginLibrary
  /// What is known of the server.
  let machine: MachineFacts
  private var signals = StopSignals()
  let statistics = Statistics()
  var pending: [Download] = []
  /// Of downloads that take the place of a bank that plays the id of that one: where they fail, it goes on.
  var replacements: [Int: Int] = [:]
  /// Ids of downloads whose failure is only told.
  var optional: Set<Int> = []
  var progress = DecodingProgress()

  /// How a wait ended.
  enum Wake { case time, stop }

  /// Nothing is opened yet; a bad option is thrown. `downloader`: which keeps the banks. `library`: where plug-ins are found.
  /// `isReshapable`: groups and outputs may be others one day.
  init(
    _ configuration: JackConfiguration, sound: SoundOptions, downloader: Downloader, policy: ServerPolicy,
    rules: ConnectionRules, library: PluginLibrary = PluginLibrary(cache: .ofUser), isReshapable: Bool = false
  ) throws(CommandFailure) {
    var configuration = configuration
    configuration.layout = JackSession.possible(configuration.layout, hasEffects: !sound.noEffects)
    self.configuration = configuration
    self.rules = rules
    self.policy = policy
    self.library = library
    self.downloader = downloader
    studio = Studio(
      name: configuration.clientName, version: Wavesink.version, downloader: downloader,
      statistics: statistics.another(), library: library)
    // The rate is the server's, and not known yet.
    self.sound = try sound.configuration(rate: SampleRate(hertz: 48_000), layout: configuration.layout)
    self.sound.spareGroupCount = Studio.clientGroupCount
    self.sound.isReshapable = isReshapable
    studio.setLayout(configuration.layout)
    absence = ServerAbsence(isLoss: false)
    machine = MachineFacts(server: configuration.nameOfServer)
  }

  /// Opens and activates; the ports are there when this returns, sound follows with the banks.
  mutating func open() throws(CommandFailure) -> Wake {
    while client == nil {
      if try wait(milliseconds: 50) == .stop { return .stop }
    }
    return .time
  }

  /// The rate of the engine.
  var rate: SampleRate { sound.rate }

  /// The way into the present engine for a player, once.
  mutating func takePlayerInput() -> PortInput? { playerInput.take() }

  // MARK: Connections

  /// Connects to the first playback ports of the hardware, if there are any.
  mutating func connect() {
    if client?.connectToPhysicalOutputs().isEmpty ?? true {
      Console.warning("there are no playback ports to connect to: nothing will be heard until you connect one")
    }
  }

  /// What the client is and where, for a notice.
  var description: String {
    mutating get {
      "\(configuration.clientName) runs at \(rate.hertz) Hz, \(client?.periodFrames ?? 0) frames a period"
    }
  }

  // MARK: The server

  /// Whether there is a client of a server at the moment.
  var isRunning: Bool { mutating get { client != nil } }

  /// How it is, for a supervisor: what it is and where, or that it waits.
  var state: String { mutating get { client == nil ? "waits for the JACK server" : description } }

  /// Waits for some time or a signal. When the server goes, what becomes of that is up to the policy: it is thrown, or
  /// waited for too.
  mutating func wait(milliseconds: Int32) throws(CommandFailure) -> Wake {
    if let loss = loss.take() { try lose(loss) }
    guard client != nil else { return try waitForServer(milliseconds: milliseconds) }
    if let ending = client?.waitForEnd(milliseconds: milliseconds) {
      try lose(ending)
    } else if let sentence = restoration?.sentence(client?.patches) {
      Console.notice(sentence)
    }
    guard signals.take() || studio.isEnding else { return .time }
    leave()
    return .stop
  }

  /// A person wants the end.
  private mutating func leave() {
    // Closing asks the server, and one that is stopped never answers; and the downloader ends with the bank in hand.
    EndWatch.start(seconds: 2)
    client?.releaseOutputs()
    absence?.finish()
  }

  /// Lets go of a client whose server is gone or has another rate now.
  private mutating func lose(_ ending: JackError) throws(CommandFailure) {
    guard policy.reconnect else { throw JackSession.failure(ending) }
    if case .sampleRateChanged = ending {
      Console.notice("\(ending)")
    } else {
      Console.warning("\(ending); waiting for it to come back")
    }
    leaveServer()
  }

  /// Closes the client, and waits for a server for another one.
  mutating func leaveServer() {
    if let last = client?.patches { patches = last }
    if let last = client?.rules { rules = last }
    client?.releaseOutputs()
    keepPlugins()
    studio.detach()
    let isStopped = client?.close() ?? true
    client = nil
    supervisor = nil
    board?.endSandboxes()
    board = nil
    downloader.detach(isStopped: isStopped)
    for gauge in [.voicesSounding, .effectsSounding, .sequencerDepth] as [Statistics.Gauge] {
      statistics.set(Int64(0), gauge: gauge)
    }
    statistics.set(0.0, gauge: .load)
    absence = ServerAbsence(isLoss: true)
  }

  // MARK: Another client

  /// From now on it has this name: the client is another one, with the same connections.
  mutating func rename(_ name: String) {
    guard name != configuration.clientName else { return }
    configuration.clientName = name
    studio.rename(name)
    if client != nil { leaveServer() }
  }

  /// The connections that it is to have.
  var wantedPatches: Set<PatchMemory.Patch> { mutating get { client?.patches.wanted ?? patches.wanted } }

  /// Those and no others are wanted, now or when there is a client.
  mutating func want(_ wanted: Set<PatchMemory.Patch>) {
    patches.want(wanted)
    client?.want(wanted)
  }

  /// A client, as soon as there is one. Not `absence?.look`: with a client of this size the compiler (6.3.1) then finds a
  /// value used after it was consumed.
  private mutating func look() throws(JackError) -> JackClient? {
    guard var present = absence else { return nil }
    defer { absence = present }
    return try present.look(configuration, statistics)
  }

  private mutating func waitForServer(milliseconds: Int32) throws(CommandFailure) -> Wake {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(Int64(milliseconds))
    repeat {
      do throws(JackError) {
        if let opened = try look(), try begin(opened) { return .time }
        if let sentence = absence?.sentenceAboutSilence() { Console.warning(sentence) }
      } catch {
        guard isWorthWaiting(error) else { throw JackSession.failure(error) }
        if let sentence = absence?.sentence(about: error) { Console.warning(sentence) }
      }
      if signals.wait(milliseconds: 10) || studio.isEnding {
        leave()
        return .stop
      }
    } while clock.now < deadline
    return .time
  }

  /// Whether an attempt that failed so is to be made again.
  private func isWorthWaiting(_ error: JackError) -> Bool {
    if absence?.isLoss ?? true { return true }
    if case .noServer = error { return policy.wait }
    return false
  }

  /// Makes an engine for a client and starts both; false for a client that is not wanted any more: it was on its way when it was
  /// to have another name or form.
  private mutating func begin(_ opened: consuming JackClient) throws(JackError) -> Bool {
    guard opened.configuration == configuration else {
      _ = opened.close()
      return false
    }
    sound.rate = opened.sampleRate
    let board = makeBoard(
      rate: opened.sampleRate, period: opened.periodFrames, priority: opened.priorityOfHelpers)
    var parts = RackParts(
      sound, statistics: statistics, downloader: downloader, clientCount: Studio.clientCount, board: board)
    var clientInputs: [ClientInput] = []
    for client in 0..<Studio.clientCount { clientInputs.append(ClientInput(parts.port.makeClientInput(client))) }
    let captured = parts.captured
    let controlInput = parts.port.makeInput(source: MessageSource.control, capacity: sound.eventCapacity)
    let form = Studio.EngineForm(sound)
    let refused = studio.replay(into: controlInput, form)
    if refused > 0 { Console.warning("\(refused) messages to channels found no room: ctl load or a reset sets them") }
    let workers = parts.workers
    let reports = parts.channelReports
    let activity = parts.channelActivity
    let thru = parts.port.thru
    let input = parts.input
    playerInput = consume input
    do {
      for worker in workers { try opened.start(worker) }
      try opened.activate(parts.port)
    } catch {
      downloader.detach(isStopped: opened.close())
      throw error
    }
    let clock = opened.clock
    studio.attach(
      controlInput, clientInputs: clientInputs, captured: captured, reports, activity, thru: thru, form
    ) { clock.frame(at: $0) }
    self.board = board
    supervisor = SandboxSupervisor(board)
    showPlugins()
    opened.keep(patches)
    opened.follow(rules)
    client = consume opened
    if let absence, absence.isLoss {
      Console.notice("reconnected after \(ProgressLine.seconds(absence.duration)) s: \(description)")
      restoration = Restoration(of: patches.wanted)
    } else {
      Console.notice(description)
    }
    absence = nil
    return true
  }

  /// Which exit status a fault of the client has: a name that is taken or impossible is the user's to change.
  private static func failure(_ error: JackError) -> CommandFailure {
    switch error {
    case .nameTaken, .nameUnusable: .usage(error.description)
    default: CommandFailure(status: .noServer, sentence: error.description)
    }
  }
}
