// SPDX-License-Identifier: MIT
// Channels of groups that others than the synthesizer play: which keys are down, and which are silenced. Audio thread.

import MIDI
import Miniport
import Realtime
import Synthesis

extension InstrumentRack {
  /// A channel is silenced, or heard again. What a plug-in or a MIDI output has begun on it ends, for nobody can take it out of their
  /// sound; a synthesizer knows the property itself. Thread: audio.
  @_noLocks @_noAllocation
  mutating func silence(_ event: Event) {
    let (group, channel) = (Int(event.group), UInt8(event.propertyChannel))
    guard group >= 1, group <= RackTable.groupLimit else { return }
    let bit: UInt16 = 1 &<< UInt16(channel)
    guard event.propertyBits != 0 else {
      silencedChannels[group] &= ~bit
      return noteForLater(event, group)
    }
    silencedChannels[group] |= bit
    noteForLater(event, group)
    guard let place = table.place(ofGroup: group), unsafe !table.slots[place].isSynthesizer() else { return }
    // All notes off, and what a pedal holds.
    for number in 0..<2 {
      let off = Event(time: event.time, 0xB0 | channel, number == 0 ? 123 : 120, 0, group: event.group)
      noteKeys(off, ofGroup: group)
      unsafe keep(off, nil, in: place &+ 1)
    }
  }

  /// The rack's own synthesizer may play the group again.
  @_noLocks @_noAllocation
  private mutating func noteForLater(_ event: Event, _ group: Int) {
    guard let place = table.place(ofGroup: group), unsafe !table.slots[place].isSynthesizer() else { return }
    unsafe keep(event, nil, in: 0)
  }

  /// False for a note that is to begin on a silenced channel of who cannot silence it himself. Thread: audio.
  @_noLocks @_noAllocation
  func mayBegin(_ event: Event, in place: Int) -> Bool {
    guard event.slot == Event.noSlot, event.status & 0xF0 == 0x90, event.data2 > 0 else { return true }
    let silenced = unsafe silencedChannels[table.slots[place].group]
    return silenced & (1 &<< UInt16(event.channel)) == 0 || (unsafe table.slots[place].isSynthesizer())
  }

  /// Whether nothing of a group is to be heard: all its channels are silenced. Thread: audio.
  @_noLocks @_noAllocation
  func isSilenced(_ group: Int) -> Bool {
    group >= 1 && group <= RackTable.groupLimit && silencedChannels[group] == .max
  }

  /// Takes in which keys are down on a channel that a slot plays. Thread: audio.
  @_noLocks @_noAllocation
  func noteKeys(_ event: Event, ofGroup group: Int) {
    guard event.slot == Event.noSlot, group >= 1, group <= RackTable.groupLimit else { return }
    let channel = 16 &* (group &- 1) &+ event.channel
    switch event.status & 0xF0 {
    case 0x80, 0x90:
      var keys = synthesizer.activity.keysElsewhere(channel: channel)
      let isDown = event.status & 0xF0 == 0x90 && event.data2 > 0
      if isDown { keys.insert(event.data1 & 0x7F) } else { keys.remove(event.data1 & 0x7F) }
      synthesizer.activity.set(elsewhere: keys, channel: channel)
    case 0xB0 where event.data1 == 120 || event.data1 >= 123:
      synthesizer.activity.set(elsewhere: KeySet(), channel: channel)
    default: break
    }
  }
}
