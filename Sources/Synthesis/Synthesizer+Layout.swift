// SPDX-License-Identifier: MIT
// Channel groups and outputs that come and go while it plays. Audio thread.

import MIDI
public import Miniport
public import Realtime
import VoiceState

extension Synthesizer {
  /// From now on there are these groups and buses; more than it was made for change nothing. Keys and pedals of a group that goes
  /// are let go; what sounds on a bus that goes is heard on another to its end, the frames that its limiter holds back too.
  /// Voices that have shared a bus stay together: where one is divided, they go on where its first channel does.
  /// Thread: audio.
  @_noLocks @_noAllocation
  public mutating func setLayout(_ new: PortLayout, time: FrameTime) {
    guard new.groupCount >= 1, new.groupCount <= groupLimit, new.busCount <= busLimit else { return }
    nextLayout = new
    if isReady(at: time) { applyLayout(at: time) }
  }

  /// Takes over the layout that was asked for last. Thread: audio, where the voices may be touched.
  @_noLocks @_noAllocation
  mutating func applyLayout(at time: FrameTime) {
    let (old, new) = (layout, nextLayout)
    guard !old.equals(new) else { return }
    if new.groupCount < old.groupCount { releaseGroups((new.groupCount &+ 1)...old.groupCount, at: time) }
    layout = new
    // One that comes is as after a reset, whatever one of that number was like.
    for group in (old.groupCount &+ 1)..<(max(old.groupCount, new.groupCount) &+ 1) {
      resetGroup(group, to: .dls)
      for channel in 0..<16 {
        unsafe pool.channels[(group &- 1) &* 16 &+ channel].priority = .usual(channel: channel)
        unsafe pool.channels[(group &- 1) &* 16 &+ channel].audibility = LevelRamp(1)
      }
    }
    pool.move(to: new, from: old)
    master.move(to: new, from: old)
  }

  @_noLocks @_noAllocation
  private mutating func releaseGroups(_ groups: ClosedRange<Int>, at time: FrameTime) {
    for group in groups {
      for channel in ((group &- 1) &* 16)..<(group &* 16) {
        letGo(channel: channel, at: time)
        pool.noteChange(ofChannel: channel)
      }
      // Whose silence would cut the ends of its notes.
      sensing.forget(group: group)
    }
  }
}

extension VoicePool {
  /// Every voice group goes to the bus that is there instead of its own. Thread: audio.
  @_noLocks @_noAllocation
  mutating func move(to new: PortLayout, from old: PortLayout) {
    for group in 0..<groupCount where unsafe groups[group].activeMask != 0 {
      let bus = unsafe Int(groups[group].bus)
      unsafe groups[group].bus = Int32(truncatingIfNeeded: new.bus(insteadOf: bus, of: old))
    }
    leastGroupCount = new.voiceBusCount > 1 ? groupLimit : compactGroupCount
    groupCount = max(groupCount, leastGroupCount)
    shareCount = RenderStretch.shareCount(ofGroups: groupCount)
  }

  /// Groups that only several buses need are looked at until they are empty. Thread: audio.
  @_noLocks @_noAllocation
  mutating func trimGroups() {
    guard groupCount > leastGroupCount else { return }
    while groupCount > leastGroupCount, unsafe groups[groupCount &- 1].activeMask == 0 { groupCount = groupCount &- 1 }
    shareCount = RenderStretch.shareCount(ofGroups: groupCount)
  }
}

extension MasterSection {
  /// The buses are those of another layout: what the limiters of those that go hold back goes out on the bus that is there instead.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func move(to new: PortLayout, from old: PortLayout) {
    busCount = new.busCount
    guard hasLimiter else { return }
    // What is joined goes to buses with lower numbers, what is divided to higher ones: each is vacated before it takes something.
    let isFiner = new.outputs.isFiner(than: old.outputs)
    for index in 0..<old.busCount {
      let bus = isFiner ? old.busCount &- 1 &- index : index
      let target = new.bus(insteadOf: bus, of: old)
      if target != bus { unsafe limiters[target].takeOver(&limiters[bus]) }
    }
  }
}
