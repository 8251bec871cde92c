// SPDX-License-Identifier: MIT
// Makes slots, and frees what they hold. Setup and control threads.

import LV2
import Miniport
public import Realtime
import Sandbox

extension RackSlot {
  /// Where a miniport is in its rack.
  struct Seat {
    /// The group that it plays; of an effect its address.
    let group: Int
    /// What it is used for.
    var role = PluginRole.instrument
  }

  private init(id: UInt32, seat: Seat, kind: Kind, instance: UnsafeMutableRawPointer) {
    unsafe self.init(
      id: id, group: seat.group, stage: .playing, kind: kind, instance: instance)
  }

  /// A MIDI output. Thread: setup or control.
  static func uart(id: UInt32, group: Int, statistics: consuming Statistics) -> RackSlot {
    let instance = UnsafeMutablePointer<UART>.allocate(capacity: 1)
    unsafe instance.initialize(to: UART(group: group, statistics: statistics))
    return unsafe RackSlot(
      id: id, seat: Seat(group: group), kind: .uart, instance: UnsafeMutableRawPointer(instance))
  }

  /// A plug-in, which must outlive the slot. Thread: setup or control.
  static func plugin(
    _ plugin: PluginInstance, id: UInt32, seat: Seat, statistics: consuming Statistics
  ) -> RackSlot {
    let instance = UnsafeMutablePointer<PluginMiniport>.allocate(capacity: 1)
    unsafe instance.initialize(to: plugin.makeMiniport(group: seat.group, statistics: statistics))
    return unsafe RackSlot(id: id, seat: seat, kind: .plugin, instance: UnsafeMutableRawPointer(instance))
  }

  /// A plug-in in a sandbox, whose memory must outlive the slot. Thread: setup or control.
  static func reflector(_ reflector: consuming Reflector, id: UInt32, seat: Seat) -> RackSlot {
    let instance = UnsafeMutablePointer<Reflector>.allocate(capacity: 1)
    unsafe instance.initialize(to: reflector)
    return unsafe RackSlot(id: id, seat: seat, kind: .reflector, instance: UnsafeMutableRawPointer(instance))
  }

  /// Nothing. Thread: setup or control.
  static func silence(id: UInt32, seat: Seat) -> RackSlot {
    let instance = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
    return unsafe RackSlot(id: id, seat: seat, kind: .silence, instance: instance)
  }

  /// The same further on its way. Thread: control.
  func at(_ stage: Stage) -> RackSlot {
    unsafe RackSlot(
      id: id, group: group, stage: stage, kind: kind, instance: instance)
  }

  /// Frees what it holds, which nobody may use any more. Thread: control.
  func destroy() {
    switch kind {
    case .uart:
      let uart = unsafe instance.assumingMemoryBound(to: UART.self)
      unsafe uart.deinitialize(count: 1)
      unsafe uart.deallocate()
    case .plugin:
      let plugin = unsafe instance.assumingMemoryBound(to: PluginMiniport.self)
      unsafe plugin.deinitialize(count: 1)
      unsafe plugin.deallocate()
    case .reflector:
      let reflector = unsafe instance.assumingMemoryBound(to: Reflector.self)
      unsafe reflector.deinitialize(count: 1)
      unsafe reflector.deallocate()
    case .silence: unsafe instance.deallocate()
    }
  }
}

extension RackTable: OwnedTable {
  /// `slots`: those that play groups, then those of effects, strip by strip. Thread: setup or control.
  init(_ slots: [RackSlot], instrumentCount: Int, strips: [RackStrip] = [], sends: [RackStrip.Send] = []) {
    unsafe self.slots = RackTable.memory(slots)
    unsafe self.strips = RackTable.memory(strips)
    unsafe self.sends = RackTable.memory(sends)
    (count, stripCount) = (slots.count, strips.count)
    self.instrumentCount = instrumentCount
    groupStripCount = strips.count { $0.isOfGroup() }
    hasLeaving = slots.prefix(instrumentCount).contains { !$0.isPlaying }
    unsafe places = RackTable.memory([Int16](repeating: -1, count: RackTable.addressLimit + 1))
    unsafe groupStrips = RackTable.memory([Int16](repeating: -1, count: RackTable.groupLimit + 1))
    for (place, slot) in slots.enumerated() where slot.isPlaying && slot.group <= RackTable.addressLimit {
      unsafe places[slot.group] = Int16(place)
    }
    for (place, strip) in strips.enumerated() where strip.isOfGroup() { unsafe groupStrips[strip.group] = Int16(place) }
  }

  private static func memory<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    for index in elements.indices { unsafe (memory + index).initialize(to: elements[index]) }
    return unsafe memory
  }

  /// No copy may be used after. Thread: setup or control.
  public func deallocate() {
    unsafe slots.deallocate()
    unsafe places.deallocate()
    unsafe strips.deallocate()
    unsafe sends.deallocate()
    unsafe groupStrips.deallocate()
  }
}
