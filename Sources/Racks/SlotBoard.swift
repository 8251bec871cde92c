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
  let lock = Mutex(())
  /// Held for as long as a change takes, a plug-in's beginning and its sounding out included: one change at a time.
  let turn = Mutex(())
  let tables: TableSwitch<RackTable>
  /// The audio thread's end, until a rack takes it.
  private var reader: TableReader<RackTable>?
  var places: [SlotPlace]
  var lastID: UInt32
  /// The address that an effect has got last.
  var lastAddress = RackTable.addressLimit
  let statistics: Statistics
  let site: PluginSite
  /// What did not play when the board was made.
  public private(set) var faults: [(strip: StripName, choice: MiniportChoice, fault: RackFault)] = []
  /// When to look next how much memory the sandboxes take.
  var nextMeasure = ContinuousClock.now
  /// What has become of sandboxes, for people.
  var notices: [String] = []
  /// Where effects are.
  var strips: [StripName: BoardStrip]
  /// What may still be read, because no block has come since it was replaced, with what it reads itself.
  var unsettled: [(slot: RackSlot, memory: AnyObject?)] = []
  var unsettledStrips: [BoardStrip] = []

  /// How long a plug-in that leaves may sound out.
  private static let soundingOut = Duration.seconds(5)

  /// `choices`: what plays the groups, numbered from 1; those that are not there the synthesizer does. `strips`: effects, levels and sends. A
  /// group whose plug-in does not play is silent, an effect that does not begin is left out, and `faults` says why. Thread: setup; it
  /// starts plug-ins, which may wait.
  public init(
    _ choices: [Int: MiniportChoice], strips wanted: [StripName: StripChoice] = [:], site: PluginSite,
    statistics: consuming Statistics
  ) {
    self.statistics = statistics
    self.site = site
    var places: [SlotPlace] = []
    let plugins = choices.values.compactMap(\.plugin) + wanted.values.flatMap(\.inserts)
    var neighbors = SandboxNeighbors(bundles: SandboxNeighbors.bundles(of: plugins))
    for (group, choice) in choices.sorted(by: { $0.key < $1.key }) where choice != .synthesizer {
      let id = UInt32(places.count + 1)
      let seat = RackSlot.Seat(group: group)
      do throws(RackFault) {
        neighbors.places = places
        places.append(try SlotPlace(choice, seat, id: id, site, self.statistics, beside: neighbors))
      } catch {
        faults.append((.group(group), choice, error))
        var place = SlotPlace(.silence(id: id, seat: seat), seat, choice)
        place.fault = error
        places.append(place)
      }
    }
    var strips: [StripName: BoardStrip] = [:]
    for (name, choice) in wanted.sorted(by: { StripName.precedes($0.key, $1.key) }) {
      strips[name] = BoardStrip(choice)
      for insert in choice.inserts {
        do throws(RackFault) {
          let id = UInt32(places.count + 1)
          neighbors.places = places
          lastAddress = RackTable.address(after: lastAddress)
          places.append(
            try SlotBoard.effect(
              insert, in: name, id: id, beside: neighbors, address: lastAddress, site, self.statistics))
        } catch {
          faults.append((name, .plugin(insert), error))
          places.append(SlotBoard.missing(insert, in: name, id: UInt32(places.count + 1), error))
        }
      }
    }
    let first = SlotBoard.table(places, strips)
    let swap = TableSwapEnds<RackTable>(initial: first)
    tables = TableSwitch(swap.publisher, initial: first)
    let end = swap.reader
    reader = consume end
    lastID = UInt32(places.count)
    (self.places, self.strips) = (places, strips)
  }

  deinit {
    for gauge in [.sandboxes, .sandboxMemory] as [Statistics.Gauge] { statistics.set(Int64(0), gauge: gauge) }
    for place in places { place.slot.destroy() }
    for one in unsettled { one.slot.destroy() }
    for strip in Array(strips.values) + unsettledStrips { strip.deallocate() }
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
    lock.withLock { _ in place(ofGroup: group)?.state }
  }

  /// What plays a group in a sandbox; nil where nothing does. Thread: control.
  public func sandbox(ofGroup group: Int) -> SandboxedGuest? {
    lock.withLock { _ in place(ofGroup: group)?.sandbox?.guest }
  }

  /// What has become of sandboxes since the last call, for people. Thread: control.
  public func takeNotices() -> [String] {
    lock.withLock { _ in
      defer { notices = [] }
      return notices
    }
  }

  /// From the next block on this plays a group, from 1: who has played it gets the ends of its notes, sounds out, and is gone when
  /// this returns. Nothing has changed where it throws. Thread: control, while the rack plays; it may take seconds, in which sandboxes are
  /// looked after as ever. `state`: what the group has been told, for a synthesizer. `isAnew`: it begins anew even where the same plays already.
  public func set(
    _ choice: MiniportChoice, group: Int, state: GroupState = GroupState(), isAnew: Bool = false
  ) throws(RackFault) {
    try turn.withLock { (_) throws(RackFault) in try change(to: choice, group: group, state, isAnew: isAnew) }
  }

  private func change(
    to choice: MiniportChoice, group: Int, _ state: GroupState, isAnew: Bool
  ) throws(RackFault) {
    let isChange =
      isAnew
      || lock.withLock { _ in place(ofGroup: group)?.isReplaced(by: choice) ?? (choice != .synthesizer) }
    guard isChange else { return }
    let new: SlotPlace? =
      choice == .synthesizer
      ? nil
      : try SlotPlace(
        choice, RackSlot.Seat(group: group), id: try nextID(), site, statistics,
        beside: SandboxNeighbors(places: lock.withLock { _ in places }), state: state)
    let old = try lock.withLock { (_) throws(RackFault) in try take(new, group: group) }
    if let old { try remove(old) }
  }

  /// The number of a slot that comes.
  func nextID() throws(RackFault) -> UInt32 {
    try lock.withLock { (_) throws(RackFault) in
      guard places.count < RackTable.slotLimit else { throw .full }
      lastID += 1
      return lastID
    }
  }

  /// Puts somebody in the place of who plays a group now, and gives that back.
  private func take(_ new: SlotPlace?, group: Int) throws(RackFault) -> SlotPlace? {
    let old = place(ofGroup: group)
    let before = places
    places += new.map { [$0] } ?? []
    if let old { SlotBoard.move(old, to: .leaving, &places) }
    guard publish() else {
      keepUnsettled(since: before)
      throw .stopped
    }
    return old
  }

  /// Goes back to these places; what may be read already is kept with the board.
  func keepUnsettled(since old: [SlotPlace]) {
    for place in places where !old.contains(where: { $0.slot.id == place.slot.id }) {
      unsettled.append((place.slot, place.plugin ?? place.sandbox))
    }
    places = old
  }

  private func place(ofGroup group: Int) -> SlotPlace? {
    places.first { $0.slot.group == group && $0.slot.isPlaying }
  }

  /// Lets a slot that is leaving sound out, and frees it.
  private func remove(_ old: SlotPlace) throws(RackFault) {
    let deadline = ContinuousClock().now + SlotBoard.soundingOut
    // It ends its notes in the block after it has left, and sends that out in the same one.
    guard lock.withLock({ _ in publish() }) else { throw .stopped }
    if old.peak != nil {
      var quiet = 0
      while quiet < 20, ContinuousClock().now < deadline {
        usleep(5000)
        quiet = old.peak ?? 0 < 1e-5 ? quiet + 1 : 0
      }
      try lock.withLock { (_) throws(RackFault) in
        SlotBoard.move(old, to: .fading, &places)
        guard publish() else { throw .stopped }
      }
      SlotBoard.waitForSilence(of: [old], until: deadline + .seconds(1))
    }
    try lock.withLock { (_) throws(RackFault) in
      places.removeAll { $0.slot.id == old.slot.id }
      guard publish() else {
        unsettled.append((old.slot, old.plugin ?? old.sandbox))
        throw .stopped
      }
    }
    old.slot.destroy()
  }

  /// Waits until what fades is not heard any more.
  static func waitForSilence(of fading: [SlotPlace], until deadline: ContinuousClock.Instant) {
    for place in fading {
      while place.gain ?? 0 > 0, ContinuousClock().now < deadline { usleep(500) }
    }
  }

  static func move(_ one: SlotPlace, to stage: RackSlot.Stage, _ places: inout [SlotPlace]) {
    for index in places.indices where places[index].slot.id == one.slot.id {
      places[index].slot = places[index].slot.at(stage)
    }
  }

  /// Hands over a table of the slots and strips, and waits until it is the one that is read.
  func publish() -> Bool { tables.replace(with: SlotBoard.table(places, strips)) }
}
