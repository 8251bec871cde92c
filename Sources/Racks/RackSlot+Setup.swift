// SPDX-License-Identifier: MIT
// Makes slots, and frees what they hold. Setup and control threads.

import LV2
import Miniport
public import Realtime
import Sandbox

extension RackSlot {
  /// A MIDI output. Thread: setup or control.
  static func uart(id: UInt32, group: Int, statistics: consuming Statistics) -> RackSlot {
    let instance = UnsafeMutablePointer<UART>.allocate(capacity: 1)
    unsafe instance.initialize(to: UART(group: group, statistics: statistics))
    return unsafe RackSlot(
      id: id, group: group, stage: .playing, kind: .uart, instance: UnsafeMutableRawPointer(instance))
  }

  /// A plug-in, which must outlive the slot. Thread: setup or control.
  static func plugin(_ plugin: PluginInstance, id: UInt32, group: Int, statistics: consuming Statistics) -> RackSlot {
    let instance = UnsafeMutablePointer<PluginMiniport>.allocate(capacity: 1)
    unsafe instance.initialize(to: plugin.makeMiniport(group: group, statistics: statistics))
    return unsafe RackSlot(
      id: id, group: group, stage: .playing, kind: .plugin, instance: UnsafeMutableRawPointer(instance))
  }

  /// A plug-in in a sandbox, whose memory must outlive the slot. Thread: setup or control.
  static func reflector(_ reflector: consuming Reflector, id: UInt32, group: Int) -> RackSlot {
    let instance = UnsafeMutablePointer<Reflector>.allocate(capacity: 1)
    unsafe instance.initialize(to: reflector)
    return unsafe RackSlot(
      id: id, group: group, stage: .playing, kind: .reflector, instance: UnsafeMutableRawPointer(instance))
  }

  /// Nothing. Thread: setup or control.
  static func silence(id: UInt32, group: Int) -> RackSlot {
    let instance = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
    return unsafe RackSlot(id: id, group: group, stage: .playing, kind: .silence, instance: instance)
  }

  /// The same further on its way. Thread: control.
  func at(_ stage: Stage) -> RackSlot {
    unsafe RackSlot(id: id, group: group, stage: stage, kind: kind, instance: instance)
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
  /// Thread: setup or control.
  init(_ slots: [RackSlot]) {
    unsafe self.slots = .allocate(capacity: max(1, slots.count))
    for place in slots.indices { unsafe (self.slots + place).initialize(to: slots[place]) }
    count = slots.count
    hasLeaving = slots.contains { !$0.isPlaying }
    unsafe places = .allocate(capacity: RackTable.groupLimit + 1)
    unsafe places.initialize(repeating: -1, count: RackTable.groupLimit + 1)
    for (place, slot) in slots.enumerated() where slot.isPlaying && slot.group <= RackTable.groupLimit {
      unsafe places[slot.group] = Int16(place)
    }
  }

  /// No copy may be used after. Thread: setup or control.
  public func deallocate() {
    unsafe slots.deallocate()
    unsafe places.deallocate()
  }
}
