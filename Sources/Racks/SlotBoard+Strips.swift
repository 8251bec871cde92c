// SPDX-License-Identifier: MIT
// Effects that come and go while a rack plays. Control threads.

import Glibc
public import LV2
import Miniport
import Realtime
import Synchronization

extension SlotBoard {
  /// From the next block on a strip is this: effects that it has already go on, others give way to what they were made of. A bus that is nil, and
  /// a strip without anything, is no more there when this returns. `leavesOut`: what does not begin is left out, and the faults are returned; else
  /// that is thrown, and nothing has changed, but where it was left out before. `anew`: an effect, from 1, that begins anew even where it is there
  /// already. Thread: control, while the rack plays; it may take seconds.
  @discardableResult
  public func set(
    _ wanted: StripChoice?, of name: StripName, leavesOut: Bool = false, anew: Int? = nil
  ) throws(RackFault) -> [RackFault] {
    try turn.withLock { (_) throws(RackFault) in
      try change(to: wanted ?? StripChoice(), of: name, isKept: wanted != nil, leavesOut: leavesOut, anew: anew)
    }
  }

  /// The controls of an effect, from 1, of a strip; nil where it has none there. Thread: control.
  public func controls(ofInsert number: Int, in name: StripName) -> PluginControls? {
    lock.withLock { _ in insert(number, in: name)?.controls }
  }

  /// What messages for that effect have in the place of a group. Thread: control.
  public func address(ofInsert number: Int, in name: StripName) -> Int? {
    lock.withLock { _ in insert(number, in: name)?.seat.group }
  }

  /// The state of the plug-in of an effect, as LV2 writes it; nil where it has none. Thread: control; a sandbox may take its time.
  public func state(ofInsert number: Int, in name: StripName) -> String? {
    lock.withLock { _ in insert(number, in: name)?.state }
  }

  /// The effects of a strip that are not on their way out.
  private func inserts(of name: StripName) -> [SlotPlace] {
    places.filter { $0.strip == name && $0.slot.isPlaying }
  }

  private func insert(_ number: Int, in name: StripName) -> SlotPlace? {
    let all = inserts(of: name)
    return all.indices.contains(number - 1) ? all[number - 1] : nil
  }

  private func change(
    to wanted: StripChoice, of name: StripName, isKept: Bool, leavesOut: Bool, anew: Int?
  ) throws(RackFault) -> [RackFault] {
    let (present, isThere) = try lock.withLock { (_) throws(RackFault) in
      for bus in wanted.sends.keys where strips[.bus(bus)] == nil { throw .unknownBus(bus) }
      return (places.filter { $0.strip == name }, strips[name] != nil)
    }
    guard isThere || isKept else { return [] }
    let (chain, faults) = try arrange(wanted.inserts, in: name, from: present, leavesOut: leavesOut, anew: anew)
    let gone = try lock.withLock { (_) throws(RackFault) in try take(wanted, name, chain, isKept: isKept) }
    SlotBoard.waitForSilence(of: gone, until: ContinuousClock().now + .seconds(2))
    let isLeft = isKept && (name.isBus || !wanted.isPlain)
    if !isLeft { settle() }
    let leaving = try lock.withLock { (_) throws(RackFault) in
      for old in gone { places.removeAll { $0.slot.id == old.slot.id } }
      let leaving = isLeft ? nil : strips.removeValue(forKey: name)
      guard publish() else {
        unsettled += gone.map { ($0.slot, $0.plugin ?? $0.sandbox) }
        if let leaving { strips[name] = leaving }
        throw .stopped
      }
      guard leaving != nil, case .bus(let bus) = name else { return leaving }
      for other in strips.keys { strips[other]?.forget(bus) }
      return leaving
    }
    for old in gone { old.slot.destroy() }
    leaving?.deallocate()
    return faults
  }

  /// An effect of a strip, and whether it is to stay.
  private typealias Link = (place: SlotPlace, stays: Bool)

  /// Lets a strip be what it is to be, with these effects; those that do not stay fade, and are given back.
  private func take(
    _ wanted: StripChoice, _ name: StripName, _ chain: [Link], isKept: Bool
  ) throws(RackFault) -> [SlotPlace] {
    let before = (places, strips)
    // What sounds already has been as loud as it is until now.
    if strips[name] == nil { strips[name] = BoardStrip(wanted, beginning: name.isBus ? nil : 1) }
    for bus in wanted.sends.keys { strips[name]?.send(to: bus) }
    // Nothing is heard of a bus that goes.
    strips[name]?.choice = isKept || !name.isBus ? wanted : StripChoice(level: -96)
    if !isKept, case .bus(let bus) = name { for other in strips.keys { strips[other]?.choice.sends[bus] = nil } }
    // A sandbox may have been started anew meanwhile.
    let now = chain.map { link in
      let present = places.first { $0.sandbox != nil && $0.sandbox === link.place.sandbox }
      return (place: present ?? link.place, stays: link.stays)
    }
    places = places.filter { $0.strip != name } + now.map(\.place)
    let gone = now.filter { !$0.stays }.map(\.place)
    for old in gone { SlotBoard.move(old, to: .fading, &places) }
    guard publish() else {
      keepUnsettled(since: before.0)
      for (other, strip) in before.1 { strips[other]?.choice = strip.choice }
      if before.1[name] == nil, let made = strips.removeValue(forKey: name) { unsettledStrips.append(made) }
      throw .stopped
    }
    return gone
  }

  /// The effects of a strip in the order that is wanted, those that are to go among them where they were. `present`: those that it has.
  private func arrange(
    _ wanted: [PluginChoice], in name: StripName, from present: [SlotPlace], leavesOut: Bool, anew: Int?
  ) throws(RackFault) -> (chain: [Link], faults: [RackFault]) {
    // One that is to begin anew is nobody else in the new order.
    let playing = present.filter(\.slot.isPlaying)
    let renewed = anew.flatMap { playing.indices.contains($0 - 1) ? playing[$0 - 1] : nil }
    var old = present.filter { $0.slot.id != renewed?.slot.id }
    var chain: [Link] = []
    var started: [SlotPlace] = []
    var faults: [RackFault] = []
    for (place, choice) in wanted.enumerated() {
      if place + 1 != anew, let index = old.firstIndex(where: { !$0.isReplaced(by: .plugin(choice)) }) {
        chain.append((old.remove(at: index), true))
        continue
      }
      do throws(RackFault) {
        let others = SandboxNeighbors(places: lock.withLock { _ in places } + started)
        let new = try SlotBoard.effect(
          choice, in: name, id: try nextID(), beside: others, address: nextAddress(), site, statistics)
        started.append(new)
      } catch {
        let isMissing = old.contains { $0.slot.isSilence && $0.choice == .plugin(choice) }
        guard leavesOut || isMissing, error != .full else {
          for place in started { place.slot.destroy() }
          throw error
        }
        if !isMissing { faults.append(error) }
        started.append(SlotBoard.missing(choice, in: name, id: try nextID(), error))
      }
      if let new = started.last { chain.append((new, true)) }
    }
    // What goes stays where it was as long as it fades.
    for place in old + (renewed.map { [$0] } ?? []) {
      chain.insert((place, false), at: min(chain.count, present.firstIndex { $0.slot.id == place.slot.id } ?? 0))
    }
    return (chain, faults)
  }

  /// An address that no effect has, and has had least of late: messages for one that has gone may still be on their way.
  private func nextAddress() -> Int {
    lock.withLock { _ in
      let taken = Set(places.map(\.seat.group))
      repeat { lastAddress = RackTable.address(after: lastAddress) } while taken.contains(lastAddress)
      return lastAddress
    }
  }

  /// Starts an effect. `others`: all that there are. Thread: setup or control; it may take seconds.
  static func effect(
    _ choice: PluginChoice, in name: StripName, id: UInt32, beside others: SandboxNeighbors, address: Int,
    _ site: PluginSite, _ statistics: borrowing Statistics
  ) throws(RackFault) -> SlotPlace {
    let effectCount = others.places.count { $0.isEffect }
    guard others.places.count < RackTable.slotLimit, effectCount < RackTable.effectLimit else { throw .full }
    let seat = RackSlot.Seat(group: address, role: .effect)
    var place = try SlotPlace(.plugin(choice), seat, id: id, site, statistics, beside: others)
    place.strip = name
    return place
  }

  /// In the place of an effect that does not begin. Thread: setup or control.
  static func missing(_ choice: PluginChoice, in name: StripName, id: UInt32, _ fault: RackFault) -> SlotPlace {
    let seat = RackSlot.Seat(group: RackTable.noAddress, role: .effect)
    var place = SlotPlace(.silence(id: id, seat: seat), seat, .plugin(choice))
    (place.strip, place.fault) = (name, fault)
    return place
  }

  /// Waits until levels have got to where they are to be: the frames of four slopes, for the loudest, and of the blocks at their ends.
  private func settle() {
    let begin = statistics.integer(.frameTime)
    let deadline = ContinuousClock().now + .seconds(2)
    let frames = Int64(4 * Int(GainSlope.slopeFrames) + 2 * site.period)
    while statistics.integer(.frameTime) - begin < frames, ContinuousClock().now < deadline { usleep(500) }
  }

  // MARK: The table

  /// What the audio thread is to have.
  static func table(_ places: [SlotPlace], _ strips: [StripName: BoardStrip]) -> RackTable {
    let names = strips.keys.sorted(by: StripName.precedes)
    let instruments = places.filter { $0.strip == nil }
    var slots = instruments.map(\.slot)
    var made: [RackStrip] = []
    var sends: [RackStrip.Send] = []
    for name in names {
      guard let strip = strips[name] else { continue }
      let (firstEffect, firstSend) = (slots.count, sends.count)
      let effects = places.filter { $0.strip == name }
      slots += effects.map(\.slot)
      // What groups send is not to be heard as it was.
      let isMute = name.isBus && !effects.isEmpty && effects.allSatisfy(\.slot.isSilence)
      for bus in unsafe strip.sends.keys.sorted() {
        guard let place = names.firstIndex(of: .bus(bus)), let slope = unsafe strip.sends[bus] else { continue }
        let level = strip.choice.sends[bus].map(BoardStrip.factor) ?? 0
        sends.append(unsafe RackStrip.Send(slope: slope, strip: place, level: level))
      }
      made.append(
        unsafe RackStrip(
          kind: name.kind, group: name.group, isMute: isMute, firstEffect: firstEffect, endOfEffects: slots.count,
          firstSend: firstSend, endOfSends: sends.count, level: BoardStrip.factor(strip.choice.level),
          slope: strip.slope, signal: strip.signal))
    }
    return RackTable(slots, instrumentCount: instruments.count, strips: made, sends: sends)
  }
}

extension StripName {
  fileprivate var kind: RackStrip.Kind {
    switch self {
    case .group: .group
    case .bus: .bus
    case .master: .master
    }
  }

  fileprivate var group: Int { if case .group(let group) = self { group } else { 0 } }
}
