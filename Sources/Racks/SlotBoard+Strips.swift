// SPDX-License-Identifier: MIT
// Effects that come and go while a rack plays. Control threads.

import Glibc
public import LV2
import Miniport
import Realtime
import Synchronization

extension SlotBoard {
  /// From the next block on a strip is this: effects that it has already go on, others give way to what they were made of. A bus that is nil, and
  /// a strip without anything, is no more there when this returns. Nothing has changed where it throws. Thread: control, while the rack
  /// plays; it may take seconds.
  public func set(_ wanted: StripChoice?, of name: StripName) throws(RackFault) {
    try turn.withLock { (_) throws(RackFault) in
      try change(to: wanted ?? StripChoice(), of: name, isKept: wanted != nil)
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

  private func change(to wanted: StripChoice, of name: StripName, isKept: Bool) throws(RackFault) {
    let (present, isThere) = try lock.withLock { (_) throws(RackFault) in
      for bus in wanted.sends.keys where strips[.bus(bus)] == nil { throw .unknownBus(bus) }
      return (places.filter { $0.strip == name }, strips[name] != nil)
    }
    guard isThere || isKept else { return }
    let chain = try arrange(wanted.inserts, in: name, from: present)
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
  }

  /// An effect of a strip, and whether it is to stay.
  private typealias Link = (place: SlotPlace, stays: Bool)

  /// Lets a strip be what it is to be, with these effects; those that do not stay fade, and are given back.
  private func take(
    _ wanted: StripChoice, _ name: StripName, _ chain: [Link], isKept: Bool
  ) throws(RackFault) -> [SlotPlace] {
    let before = (places, strips)
    if strips[name] == nil { strips[name] = BoardStrip(wanted) }
    for bus in wanted.sends.keys { strips[name]?.send(to: bus) }
    // Nothing is heard of a bus that goes.
    strips[name]?.choice = isKept || !name.isBus ? wanted : StripChoice(level: -96)
    if !isKept, case .bus(let bus) = name { for other in strips.keys { strips[other]?.choice.sends[bus] = nil } }
    // A sandbox may have been started anew meanwhile.
    let present = Dictionary(places.map { ($0.seat.group, $0) }, uniquingKeysWith: { first, _ in first })
    let now = chain.map { (place: present[$0.place.seat.group] ?? $0.place, stays: $0.stays) }
    places = places.filter { $0.strip != name } + now.map(\.place)
    let gone = now.filter { !$0.stays }.map(\.place)
    for old in gone { SlotBoard.move(old, to: .fading, &places) }
    guard publish() else {
      keepUnsettled(since: before.0)
      for other in strips.keys { strips[other]?.choice = before.1[other]?.choice ?? StripChoice() }
      throw .stopped
    }
    return gone
  }

  /// The effects of a strip in the order that is wanted, those that are to go among them where they were. `present`: those that it has.
  private func arrange(
    _ wanted: [PluginChoice], in name: StripName, from present: [SlotPlace]
  ) throws(RackFault) -> [Link] {
    var old = present
    var chain: [Link] = []
    var started: [SlotPlace] = []
    for choice in wanted {
      if let index = old.firstIndex(where: { !$0.isReplaced(by: .plugin(choice)) }) {
        chain.append((old.remove(at: index), true))
        continue
      }
      do throws(RackFault) {
        let others = lock.withLock { _ in places } + started
        let new = try SlotBoard.effect(choice, in: name, id: try nextID(), beside: others, site, statistics)
        started.append(new)
        chain.append((new, true))
      } catch {
        for place in started { place.slot.destroy() }
        throw error
      }
    }
    // What goes stays where it was as long as it fades.
    for place in old {
      chain.insert((place, false), at: min(chain.count, present.firstIndex { $0.slot.id == place.slot.id } ?? 0))
    }
    return chain
  }

  /// Starts an effect. `others`: all places that there are. Thread: setup or control; it may take seconds.
  static func effect(
    _ choice: PluginChoice, in name: StripName, id: UInt32, beside others: [SlotPlace], _ site: PluginSite,
    _ statistics: borrowing Statistics
  ) throws(RackFault) -> SlotPlace {
    guard others.count < RackTable.slotLimit else { throw .full }
    let taken = Set(others.map(\.seat.group))
    guard let address = (RackTable.firstEffectAddress...RackTable.addressLimit).first(where: { !taken.contains($0) })
    else { throw .full }
    var heard = 0
    if case .group(let group) = name { heard = group }
    let seat = RackSlot.Seat(group: address, heardGroup: heard, role: .effect)
    var place = try SlotPlace(.plugin(choice), seat, id: id, site, statistics)
    place.strip = name
    return place
  }

  /// Waits until levels have got to where they are to be: the time of a slope, and of the blocks at its ends.
  private func settle() {
    usleep(UInt32(1e6 * Double(Int(GainSlope.slopeFrames) + 2 * site.period) / Double(site.rate.hertz)))
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
      slots += places.filter { $0.strip == name }.map(\.slot)
      for bus in unsafe strip.sends.keys.sorted() {
        guard let place = names.firstIndex(of: .bus(bus)), let slope = unsafe strip.sends[bus] else { continue }
        let level = strip.choice.sends[bus].map(BoardStrip.factor) ?? 0
        sends.append(unsafe RackStrip.Send(slope: slope, strip: place, level: level))
      }
      made.append(
        unsafe RackStrip(
          kind: name.kind, group: name.group, firstEffect: firstEffect, endOfEffects: slots.count,
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
