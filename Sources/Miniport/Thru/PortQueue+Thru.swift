// SPDX-License-Identifier: MIT
// Sends what comes in where its routes lead. Audio thread.

import MIDI
import Realtime

extension PortQueue {
  /// Takes in a message of an input once for each of its destinations. Thread: audio.
  @_noLocks @_noAllocation
  mutating func passOn(_ event: Event) {
    guard event.group >= 1, Int(event.group) <= thruTable.groupCount else { return accept(event) }
    guard event.status < 0xF0 else {
      for place in thruTable.places(ofSystem: Int(event.group)) {
        var copy = event
        copy.group = unsafe thruTable.destinations[place]
        accept(copy)
      }
      return
    }
    let channel = 16 &* (Int(event.group) &- 1) &+ event.channel
    heldKeys.note(event, channel: channel)
    for place in thruTable.places(ofChannel: channel) {
      accept(PortQueue.moved(event, to: unsafe thruTable.destinations[place]))
    }
  }

  /// The same for System Exclusive. Thread: audio.
  @_noLocks @_noAllocation
  mutating func passOnSystemExclusive(
    _ message: UnsafeRawBufferPointer, time: FrameTime, group: UInt16, source: UInt16
  ) {
    guard group >= 1, Int(group) <= thruTable.groupCount else {
      return unsafe acceptSystemExclusive(message, time: time, group: group, source: source)
    }
    for place in thruTable.places(ofSystem: Int(group)) {
      let destination = unsafe thruTable.destinations[place]
      unsafe acceptSystemExclusive(message, time: time, group: destination, source: source)
    }
  }

  /// Takes over routes that have been published; what is held on channels that a source leaves ends there at `time`.
  /// Thread: audio, between blocks.
  @_noLocks @_noAllocation
  mutating func takeRoutes(at time: FrameTime) {
    guard let next = thru.pending() else { return }
    for channel in 0..<16 &* thruTable.groupCount where heldKeys.isHolding(channel) {
      for place in thruTable.places(ofChannel: channel) {
        let destination = unsafe thruTable.destinations[place]
        if !next.leads(channel, to: destination) { letGo(of: channel, at: destination, time: time) }
      }
    }
    thruTable = thru.current()
  }

  /// Ends at a destination what is held on a channel. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func letGo(of channel: Int, at destination: UInt16, time: FrameTime) {
    for pedal in 0..<2 as Range<UInt8> where heldKeys.isPedalDown(pedal, channel: channel) {
      accept(PortQueue.moved(Event(time: time, 0xB0, pedal == 0 ? 64 : 66, 0), to: destination))
    }
    for key in 0..<128 where heldKeys.isDown(key, channel: channel) {
      accept(PortQueue.moved(Event(time: time, 0x80, UInt8(key), 64), to: destination))
    }
  }

  /// The same message for another channel, numbered from 0 over all groups. Thread: audio.
  @_noLocks @_noAllocation
  private static func moved(_ event: Event, to channel: UInt16) -> Event {
    var event = event
    event.group = channel >> 4 &+ 1
    event.packed = event.packed & ~0x0F | UInt64(channel & 0x0F)
    return event
  }
}
