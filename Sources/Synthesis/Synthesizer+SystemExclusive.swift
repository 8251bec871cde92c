// SPDX-License-Identifier: MIT
// System Exclusive messages: which family they belong to, and the resets (`dls.md` 5.1). Audio thread.

import Miniport
public import Realtime

extension Synthesizer {
  /// One message, F0 and F7 included; group 0 means every group. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func putSystemExclusive(_ bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16) {
    guard isReady(at: time) else { return statistics.add(1, to: .systemExclusiveLost) }
    guard let groups = groups(group) else { return }
    for group in groups where isThere(group) { sensing.hear(group: group, at: time) }
    // Seven bytes hold the shortest message that means anything, but for the six of a GM reset.
    guard bytes.count >= 6 else { return statistics.add(to: .systemExclusiveUnknown) }
    if let dialect = unsafe Dialect(resetBy: bytes) {
      return reset(groups, to: dialect, time: time)
    }
    if let isOn = unsafe staticAllocation(bytes) {
      pool.hasPriorities = isOn
      return
    }
    var isKnown = true
    pool.messageSource = MessageSource.exclusive
    for group in groups where isThere(group) {
      for channel in (16 &* (group &- 1))..<(16 &* group) { pool.noteChange(ofChannel: channel) }
      let isKnownHere = unsafe message(bytes, group: group, time: time)
      isKnown = isKnown && isKnownHere
    }
    if !isKnown { statistics.add(to: .systemExclusiveUnknown) }
  }

  /// A message that is no reset, by its family; false for one that is unknown or damaged. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func message(_ bytes: UnsafeRawBufferPointer, group: Int, time: FrameTime) -> Bool {
    switch unsafe bytes[1] {
    case 0x7E where unsafe bytes[3] == 0x08, 0x7F where unsafe bytes[3] == 0x08:
      unsafe tuningMessage(bytes, group: group)
    case 0x7F where unsafe bytes[3] == 0x04: unsafe deviceControl(bytes, group: group, time: time)
    case 0x41: unsafe rolandMessage(bytes, group: group, time: time)
    case 0x43: unsafe yamahaMessage(bytes, group: group, time: time)
    default: false
    }
  }

  /// Groups back to power-on; so go effects and priorities, which all groups share, but the master volume only when all do. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reset(_ groups: ClosedRange<Int>, to dialect: Dialect, time: FrameTime) {
    for group in groups where isThere(group) { resetGroup(group, to: dialect) }
    // What a client resets in its spare groups is not everybody's.
    guard groups.lowerBound <= layout.groupCount else { return }
    pool.hasPriorities = true
    let changeCount = effects.changeCount
    effects = EffectSettings()
    effects.changeCount = changeCount &+ 1
    if groups.lowerBound == 1, groups.upperBound >= layout.groupCount { master.setVolume(16_383, at: time) }
  }

  /// DLS static voice allocation: channel priorities off (3) or on (4). Thread: audio.
  @_noLocks @_noAllocation
  private borrowing func staticAllocation(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    guard unsafe bytes[1] == 0x7E, unsafe bytes[3] == 0x0A else { return nil }
    return unsafe bytes[4] == 3 ? false : bytes[4] == 4 ? true : nil
  }
}
