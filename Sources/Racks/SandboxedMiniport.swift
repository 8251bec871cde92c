// SPDX-License-Identifier: MIT
// A plug-in or a synthesizer in a sandbox, which is started anew when it ends. Setup and control threads.

import LV2
import MIDI
import Miniport
import Realtime
import Sandbox
import SandboxProtocol
import Synthesis

/// What the control side has of a sandboxed miniport: what it is, its place in a process, and what it has been told.
final class SandboxedMiniport {
  /// What it is.
  enum Kind {
    case plugin(PluginChoice, PluginRole, PluginControls)
    case synthesizer(SynthesizerSite)
  }

  let kind: Kind
  /// The process, and who shares it.
  let group: SandboxGroup
  private let isPipelined: Bool
  private let site: PluginSite
  private let channels: ChannelMemory
  /// Of a synthesizer the peak of the last block, and the gain.
  private let levels = SharedValues(count: 2)
  /// The one that plays.
  private(set) var guest: SandboxedGuest
  /// One that is to take its place, and is not ready yet.
  private var successor: SandboxedGuest?
  /// What the last of them has been given.
  private var banks = SandboxBanks()
  /// What is to be said of it.
  private var notices: [String] = []
  /// Its audio thread has real-time priority, or the server has none itself.
  private let hasPriority: Bool

  /// Starts a plug-in in a sandbox, and waits until it is ready. `neighbors`: who may share one. Thread: control; it may take seconds.
  init(
    _ choice: PluginChoice, _ role: PluginRole, _ site: PluginSite, beside neighbors: SandboxNeighbors = .none
  ) throws(RackFault) {
    let description: PluginDescription
    do throws(PluginFault) {
      description = try site.library.hostable(choice.uri, bundle: choice.bundle, as: role)
    } catch { throw .plugin(error) }
    let controls = PluginControls(
      description, values: SharedValues(count: description.valueCount + 2), rate: site.rate)
    controls.begin(with: choice.controls)
    kind = .plugin(choice, role, controls)
    self.site = site
    isPipelined = choice.mode == .pipelined
    channels = ChannelMemory()
    do throws(SandboxProcess.Failure) {
      group = try neighbors.group(choice.sandboxGroup, bundle: choice.bundle, site)
      guest = try SandboxedMiniport.open(
        kind, site, in: group.process, values: choice.controls, &banks, &notices)
      guard try guest.isReady(milliseconds: 10_000) else { throw .refused("\(choice.uri) did not begin within 10 s") }
    } catch { throw .sandbox(error) }
    hasPriority = guest.givePriority(site.priority, isAlone: group.name == nil) || site.priority == 0
  }

  /// Starts a synthesizer in a sandbox, and waits until it has the client's banks. `state`: what its channels have been told. Thread: control; it
  /// may take seconds.
  init(
    _ choice: SynthesizerChoice, _ site: PluginSite, beside neighbors: SandboxNeighbors = .none, state: GroupState
  ) throws(RackFault) {
    guard let synthesizer = site.synthesizer else {
      throw .sandbox(.refused("there is no synthesizer here that could run in a sandbox"))
    }
    kind = .synthesizer(synthesizer)
    self.site = site
    isPipelined = choice.isPipelined
    channels = ChannelMemory(isOfSynthesizer: true)
    channels.begin(with: state.messages, properties: state.properties)
    do throws(SandboxProcess.Failure) {
      group = try neighbors.group(choice.sandboxGroup, bundle: nil, site, hasSynthesizer: true)
      guest = try SandboxedMiniport.open(kind, site, in: group.process, values: nil, &banks, &notices)
      // Banks may be as large as the memory, and are read once more.
      guard try guest.isReady(milliseconds: 120_000) else {
        throw .refused("the synthesizer did not begin within 2 min")
      }
    } catch { throw .sandbox(error) }
    hasPriority = guest.givePriority(site.priority, isAlone: group.name == nil) || site.priority == 0
  }

  /// `values`: of a plug-in's controls, by their symbols; nil for how they stand.
  private static func open(
    _ kind: Kind, _ site: PluginSite, in process: SandboxProcess, values: [String: Float]?, _ banks: inout SandboxBanks,
    _ notices: inout [String]
  ) throws(SandboxProcess.Failure) -> SandboxedGuest {
    switch kind {
    case .plugin(let choice, let role, let controls):
      let layout = SandboxLayout(of: controls.description)
      let plugin = SandboxPlugin(
        byteCount: layout.byteCount, uri: choice.uri, isEffect: role == .effect, bundle: choice.bundle,
        rate: Int(site.rate.hertz), period: site.period, preset: choice.preset, state: choice.state,
        controls: values ?? controls.all, controllers: choice.controllers)
      return try SandboxedGuest(plugin, layout, in: process)
    case .synthesizer(let synthesizer):
      let wanted = SandboxSynthesizer(synthesizer.configuration, synthesizer.downloader)
      let guest = try SandboxedGuest(wanted, in: process)
      banks = SandboxBanks()
      notices += banks.update(guest, to: synthesizer.downloader.banks)
      guest.play()
      return guest
    }
  }

  /// The half of the audio thread, for the process that plays. `dry`: of what an effect is to change, what is heard of that at first.
  /// Thread: control.
  func makeReflector(_ seat: RackSlot.Seat, dry: Float = 1, statistics: consuming Statistics) -> Reflector {
    var values = levels.another()
    if let controls { values = controls.anotherEnd() }
    return Reflector(
      guest.memory, group: seat.group, isPipelined: isPipelined, isEffect: seat.role == .effect, dry: dry,
      rate: site.rate, values: values, channels: channels, statistics: statistics)
  }

  // MARK: What people ask

  /// Of a plug-in.
  var controls: PluginControls? { if case .plugin(_, _, let controls) = kind { controls } else { nil } }

  /// The greatest sample of its last block.
  var peak: Float { controls?.peak ?? levels.value(at: 0) }

  /// What its sound was multiplied by last.
  var gain: Float { controls?.gain ?? levels.value(at: 1) }

  /// What messages call it.
  var subject: String { if case .plugin = kind { "its plug-in" } else { "its synthesizer" } }

  /// What is odd about how it runs, for people; nothing where all is well.
  var oddities: [String] {
    var found: [String] = []
    if !hasPriority { found.append("its sandbox has no real-time priority: it will be late when the machine is busy") }
    if let protection = guest.ready?.protection, !protection.isWhole {
      found.append("its sandbox is not shut in as well as it could be: wavesink doctor says why")
    }
    if case .synthesizer(let site) = kind, site.downloader.banks.isEmpty, !site.downloader.isDownloading {
      found.append("no bank plays, and its synthesizer is silent")
    }
    return found
  }

  // MARK: The supervisor

  /// Gives a synthesizer what has changed among the client's banks. Thread: control, often.
  func passBanksOn() {
    guard successor == nil, case .synthesizer(let site) = kind else { return }
    notices += banks.update(guest, to: site.downloader.banks)
  }

  /// What there is to be said of it since the last call. Thread: control.
  func takeNotices() -> [String] {
    defer { notices = [] }
    return notices + guest.takeNotices()
  }

  /// Whether it is ready in another process, into which it comes first where it is not there yet. Thread: control.
  func isReady(in process: SandboxProcess) throws(SandboxProcess.Failure) -> Bool {
    let next: SandboxedGuest
    if let successor {
      next = successor
    } else {
      next = try SandboxedMiniport.open(kind, site, in: process, values: nil, &banks, &notices)
      successor = next
    }
    return try next.isReady(milliseconds: 0)
  }

  /// That process has not come to anything. Thread: control.
  func forgetSuccessor() { successor = nil }

  /// The successor plays from now on; the one before, whose memory a reflector may still read. Thread: control.
  func succeed() -> SandboxedGuest? {
    guard let next = successor.take() else { return nil }
    defer { guest = next }
    _ = next.givePriority(site.priority, isAlone: group.name == nil)
    return guest
  }
}
