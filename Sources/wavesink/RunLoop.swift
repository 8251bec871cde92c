// SPDX-License-Identifier: MIT
// What a running client does on its main thread, again and again. Main thread.

import Control
import JackHost
import Panel
import Realtime
import Synthesis

/// A client with everything around it: control, racks, a session manager, a service manager, and files that are watched.
struct RunLoop: ~Copyable {
  private var session: JackSession
  private let start: RunStart
  private var keeper: RackKeeper
  private var managed: ManagedSession?
  private var saveSignal: SaveSignal
  private let files: FileWatch?
  private let service = ServiceNotice()
  private var controlServer: ControlOptions.Running?
  private var panel: PanelServer?
  private var losses = LossReport()
  private var state: String
  private var period: Int64 = 0
  private var name: String
  private var hasBegun = false
  /// The ports have been there.
  private var isReady = false

  /// `files`: nil where none are watched.
  init(
    _ session: consuming JackSession, _ managed: ManagedSession?, _ saveSignal: SaveSignal, _ start: RunStart,
    files: FileWatch?
  ) {
    self.start = start
    self.session = session
    self.managed = managed
    self.saveSignal = saveSignal
    self.files = files
    keeper = RackKeeper(path: start.rackPath, banks: start.banks)
    name = self.session.configuration.clientName
    state = self.session.state
    service.status(state)
  }

  deinit {
    service.stopping()
    panel?.stop()
    controlServer?.stop()
  }

  /// Waits for a tenth of a second, and does what has come up; false when the client is to end. With the first turn, which ends
  /// with a client, with a sentence, or where the server is waited for, control and the banks begin.
  mutating func turn(_ command: RunCommand, _ named: [BankSource]) throws -> Bool {
    guard try session.wait(milliseconds: 100) == .time else { return false }
    if !hasBegun { try begin(command, named) }
    if !isReady, session.isRunning { becomeReady(command) }
    files?.follow(session.studio.downloader.banks.filter { !$0.isBuiltIn }.compactMap(\.file))
    for path in files?.saved() ?? [] { session.downloadAgain(path) }
    try session.reportDownloads()
    session.reportPrograms()
    session.answerLayoutRequests()
    session.answerPresetRequests()
    session.answerPatchRequests()
    session.nameGroups()
    session.reportSandboxes()
    session.tellStatuses()
    session.lookAtServer()
    keeper.advance(&session)
    managed?.advance(&session, &keeper)
    if saveSignal.take() { keeper.saveOnSignal() }
    losses.tell(session.statistics)
    tellChanges()
    return true
  }

  /// `named`: the built-in bank, and those of the command line, which win over those of the rack.
  private mutating func begin(_ command: RunCommand, _ named: [BankSource]) throws(CommandFailure) {
    hasBegun = true
    keeper.tellPath(session.studio)
    session.tellMachine()
    controlServer = try command.control.start(session.studio)
    if let url = controlServer?.url { panel = try command.panel.start(controlURL: url, banks: named) }
    let racked = start.sources()
    if named.isEmpty, racked.isEmpty { Console.warning("there is no bank: nothing will sound (name one with --bank)") }
    let own = named.filter { !$0.isBuiltIn }
    // Before they are read, so that nothing that is saved in between is overlooked.
    files?.follow((racked + own).compactMap(\.file))
    session.download(named.filter(\.isBuiltIn))
    session.download(racked, optional: true)
    session.download(own)
  }

  private mutating func becomeReady(_ command: RunCommand) {
    isReady = true
    state = session.state
    service.ready(state)
    period = session.statistics.integer(.periodFrames)
    if command.connect { session.connect() }
    managed?.hasBegun()
  }

  private mutating func tellChanges() {
    guard isReady else { return }
    let now = session.statistics.integer(.periodFrames)
    if now != period { Console.notice("the period is \(now) frames now") }
    period = now
    if session.state != state {
      state = session.state
      service.status(state)
    }
    if session.configuration.clientName != name {
      name = session.configuration.clientName
      controlServer?.announce(name)
    }
  }
}
