// SPDX-License-Identifier: MIT
// The miniports of a rack, which come and go while it plays. Setup and control threads.

import Glibc
public import LV2
import Miniport
public import Realtime
public import Sandbox
import Synchronization

/// The control side of a rack: makes miniports, hands them over, and frees them when the audio thread has let go.
///
/// It lives as long as the rack, which holds it.
@safe public final class SlotBoard: @unchecked Sendable {
  // Safe because what changes is used under `lock`, and the audio thread has only what tables say.
  private let lock = Mutex(())
  private let tables: TableSwitch<RackTable>
  /// The audio thread's end, until a rack takes it.
  private var reader: TableReader<RackTable>?
  private var places: [Place]
  private var lastID: UInt32
  private let statistics: Statistics
  private let site: PluginSite
  /// What did not play when the board was made.
  public private(set) var faults: [(group: Int, fault: RackFault)] = []
  /// What has become of sandboxes, for people.
  private var notices: [String] = []
  /// What may still be read, because no block has come since it was replaced, with what it reads itself.
  private var unsettled: [(slot: RackSlot, memory: AnyObject?)] = []

  /// How long a plug-in that leaves may sound out.
  private static let soundingOut = Duration.seconds(5)

  /// A slot, and what the control side has of it.
  private struct Place {
    var slot: RackSlot
    let choice: MiniportChoice
    var plugin: PluginInstance?
    var sandbox: SandboxedPlugin?
    /// Those of a plug-in.
    var controls: PluginControls?
    /// What is odd about it has been told.
    var isTold = false

    /// Whether something else is to take its place: another miniport, or the same with another state.
    func isReplaced(by wanted: MiniportChoice) -> Bool {
      guard !slot.isSilence else { return true }
      guard let own = choice.plugin, let other = wanted.plugin else { return choice != wanted }
      return !own.isSameInstance(as: other)
    }
  }

  /// `choices`: what plays the groups, numbered from 1; those that are not there the synthesizer does. A group whose plug-in does not
  /// play is silent, and `faults` says why. Thread: setup; it starts plug-ins, which may wait.
  public init(_ choices: [Int: MiniportChoice], site: PluginSite, statistics: consuming Statistics) {
    self.statistics = statistics
    self.site = site
    var places: [Place] = []
    for (group, choice) in choices.sorted(by: { $0.key < $1.key }) where choice != .synthesizer {
      let id = UInt32(places.count + 1)
      do throws(RackFault) {
        places.append(try SlotBoard.make(choice, group, id: id, site, self.statistics))
      } catch {
        faults.append((group, error))
        places.append(Place(slot: .silence(id: id, group: group), choice: choice))
      }
    }
    let first = RackTable(places.map(\.slot))
    let swap = TableSwapEnds<RackTable>(initial: first)
    tables = TableSwitch(swap.publisher, initial: first)
    let end = swap.reader
    reader = consume end
    lastID = UInt32(places.count)
    self.places = places
  }

  deinit {
    for place in places { place.slot.destroy() }
    for one in unsettled { one.slot.destroy() }
  }

  /// The audio thread's end, once. Thread: setup.
  func takeReader() -> TableReader<RackTable> {
    guard let reader = reader.take() else { preconditionFailure("a board belongs to one rack") }
    return reader
  }

  /// The controls of the plug-in that plays a group; nil where something else does. Thread: control.
  public func controls(ofGroup group: Int) -> PluginControls? { lock.withLock { _ in place(ofGroup: group)?.controls } }

  /// The state of the plug-in that plays a group, as LV2 writes it; nil where it has none. Thread: control; a sandbox may take its time.
  public func state(ofGroup group: Int) -> String? {
    lock.withLock { _ in
      guard let place = place(ofGroup: group), place.controls?.description.hasState == true else { return nil }
      return place.plugin?.stateText ?? place.sandbox?.process.state()
    }
  }

  /// The process of the sandbox that plays a group; nil where there is none. Thread: control.
  public func sandbox(ofGroup group: Int) -> SandboxProcess? {
    lock.withLock { _ in place(ofGroup: group)?.sandbox?.process }
  }

  /// What has become of sandboxes since the last call, for people. Thread: control.
  public func takeNotices() -> [String] {
    lock.withLock { _ in
      defer { notices = [] }
      return notices
    }
  }

  /// From the next block on this plays a group, from 1: who has played it gets the ends of its notes, sounds out, and is gone when
  /// this returns. Nothing has changed where it throws. Thread: control, while the rack plays; it may take seconds.
  public func set(_ choice: MiniportChoice, group: Int) throws(RackFault) {
    try lock.withLock { (_) throws(RackFault) in try change(to: choice, group: group) }
  }

  private func change(to choice: MiniportChoice, group: Int) throws(RackFault) {
    let old = place(ofGroup: group)
    guard old?.isReplaced(by: choice) ?? (choice != .synthesizer) else { return }
    guard places.count < RackTable.slotLimit else { throw .full }
    var next = places
    if choice != .synthesizer {
      next.append(try SlotBoard.make(choice, group, id: lastID + 1, site, statistics))
      lastID += 1
    }
    if let old { SlotBoard.move(old, to: .leaving, &next) }
    let before = places
    places = next
    guard publish() else {
      // What may be read already is kept with the board.
      for place in places where !before.contains(where: { $0.slot.id == place.slot.id }) {
        unsettled.append((place.slot, place.plugin ?? place.sandbox))
      }
      places = before
      throw .stopped
    }
    if let old { try remove(old) }
  }

  private func place(ofGroup group: Int) -> Place? { places.first { $0.slot.group == group && $0.slot.isPlaying } }

  /// Lets a slot that is leaving sound out, and frees it.
  private func remove(_ old: Place) throws(RackFault) {
    let deadline = ContinuousClock().now + SlotBoard.soundingOut
    // It ends its notes in the block after it has left, and sends that out in the same one.
    guard publish() else { throw .stopped }
    if let controls = old.controls {
      var quiet = 0
      while quiet < 20, ContinuousClock().now < deadline {
        usleep(5000)
        quiet = controls.peak < 1e-5 ? quiet + 1 : 0
      }
      SlotBoard.move(old, to: .fading, &places)
      guard publish() else { throw .stopped }
      while controls.gain > 0, ContinuousClock().now < deadline + .seconds(1) { usleep(500) }
    }
    places.removeAll { $0.slot.id == old.slot.id }
    guard publish() else { throw .stopped }
    old.slot.destroy()
  }

  private static func move(_ one: Place, to stage: RackSlot.Stage, _ places: inout [Place]) {
    for index in places.indices where places[index].slot.id == one.slot.id {
      places[index].slot = places[index].slot.at(stage)
    }
  }

  /// Hands over a table of the slots, and waits until it is the one that is read.
  private func publish() -> Bool { tables.replace(with: RackTable(places.map(\.slot))) }

  private static func make(
    _ choice: MiniportChoice, _ group: Int, id: UInt32, _ site: PluginSite, _ statistics: borrowing Statistics
  ) throws(RackFault) -> Place {
    switch choice {
    case .synthesizer: return Place(slot: .silence(id: id, group: group), choice: choice)
    case .uart: return Place(slot: .uart(id: id, group: group, statistics: statistics.another()), choice: choice)
    case .plugin(let wanted) where wanted.mode == .inProcess:
      do throws(PluginFault) {
        let plugin = try site.start(wanted)
        let slot = RackSlot.plugin(plugin, id: id, group: group, statistics: statistics.another())
        return Place(slot: slot, choice: choice, plugin: plugin, controls: plugin.controls)
      } catch { throw .plugin(error) }
    case .plugin(let wanted):
      let sandbox = try SandboxedPlugin(wanted, site)
      let reflector = sandbox.makeReflector(group: group, statistics: statistics.another())
      let slot = RackSlot.reflector(reflector, id: id, group: group)
      return Place(slot: slot, choice: choice, sandbox: sandbox, controls: sandbox.controls)
    }
  }

  // MARK: Sandboxes

  /// Looks after the sandboxes. Thread: the supervisor's.
  func supervise() {
    lock.withLock { _ in
      let now = ContinuousClock.now
      for index in places.indices {
        let group = places[index].slot.group
        let lines = (places[index].plugin?.log.takeLines() ?? []) + (places[index].sandbox?.process.takeLog() ?? [])
        notices += lines.map { "group \(group): its plug-in says: \($0)" }
        guard let sandbox = places[index].sandbox, places[index].slot.isPlaying else { continue }
        if !places[index].isTold {
          places[index].isTold = true
          notices += sandbox.oddities.map { "group \(group): \($0)" }
        }
        switch sandbox.look(now: now) {
        case .nothing: break
        case .ended(let what):
          statistics.add(1, to: .sandboxesRestarted)
          notices.append("group \(group): \(what)")
        case .restarted: replace(index, sandbox)
        }
      }
    }
  }

  /// Gives a sandbox that was started anew the place of the one before.
  private func replace(_ index: Int, _ sandbox: SandboxedPlugin) {
    guard let last = sandbox.succeed() else { return }
    let old = places[index].slot
    lastID += 1
    let reflector = sandbox.makeReflector(group: old.group, statistics: statistics.another())
    places[index].slot = .reflector(reflector, id: lastID, group: old.group)
    // Where nothing runs the old one stays readable, and its memory with it.
    guard publish() else { return unsettled.append((old, last)) }
    old.destroy()
  }
}

extension RackSlot {
  /// Whether it holds nothing. Thread: control.
  var isSilence: Bool { if case .silence = kind { true } else { false } }
}
