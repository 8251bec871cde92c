// SPDX-License-Identifier: MIT
// Miniports that come and go while a rack plays. Audio thread.

import MIDI
import Miniport
import Realtime
import Synthesis

extension InstrumentRack {
  /// Takes over a table that has been published, between blocks: who no longer plays a group gets the ends of its notes at `time`, with
  /// the next block. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeTable(at time: FrameTime) {
    guard let next = tables.pending() else { return }
    for group in 1..<(RackTable.groupLimit &+ 1) {
      let old = table.owner(ofGroup: group)
      guard next.owner(ofGroup: group) != old else { continue }
      // Its keys are nobody's any more.
      for channel in (16 &* (group &- 1))..<(16 &* group) {
        synthesizer.activity.set(elsewhere: KeySet(), channel: channel)
      }
      // One that has left without notice has nothing to end.
      if let last = old == 0 ? 0 : next.place(ofSlot: old).map({ $0 &+ 1 }) { silence(group, list: last, at: time) }
    }
    for place in 0..<next.count where table.place(ofSlot: unsafe next.slots[place].id) == nil {
      if isFreewheeling { unsafe next.slots[place].adapt(to: .freewheel(true), time: time) }
      if let (position, told) = transport {
        unsafe next.slots[place].adapt(to: .transport(position.after(time - told)), time: time)
      }
    }
    table = tables.current()
    fitSynthesizer(at: time)
  }

  /// Lets go of all keys and pedals of a group, as its players would have done. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func silence(_ group: Int, list: Int, at time: FrameTime) {
    for channel in 0..<16 as Range<UInt8> {
      let silence = ChannelSilence(time: time, group: UInt16(truncatingIfNeeded: group), channel: channel)
      unsafe keep(silence.sustainUp, nil, in: list)
      unsafe keep(silence.sostenutoUp, nil, in: list)
      unsafe keep(silence.allNotesOff, nil, in: list)
    }
  }
}
