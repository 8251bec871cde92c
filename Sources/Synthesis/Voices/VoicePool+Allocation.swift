// SPDX-License-Identifier: MIT
// Where a new voice goes, and which one makes room for it. Audio thread.

import VoiceState

extension VoicePool {
  /// A free slot on a bus, after a steal where the limit is reached; nil when there is no voice that this channel may
  /// steal. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reserveSlot(bus: Int, channel: Int, needsFilter: Bool) -> (index: Int, stole: Bool)? {
    var stole = false
    if soundingCount >= voiceLimit {
      guard let victim = victim(for: channel) else { return nil }
      fade(victim)
      stole = true
    }
    if activeCount >= slotLimit, let faded = mostFaded() {
      // Every slot that does not sound fades: the one nearest to its end goes now.
      settle(faded / 8)
      free(faded)
    }
    return freeSlot(bus: bus, needsFilter: needsFilter).map { ($0, stole) }
  }

  /// A free lane, first in a group that is in use and filters as this voice does, so that groups fill up and those
  /// without a filter skip it; then in an empty group; then anywhere on the bus. Thread: audio.
  @_noLocks @_noAllocation
  private func freeSlot(bus: Int, needsFilter: Bool) -> Int? {
    var empty = -1
    var other = -1
    for group in 0..<groupCount {
      let mask = unsafe groups[group].activeMask
      if mask == 0 {
        if empty < 0 { empty = group }
      } else if mask != 0xFF, unsafe groups[group].bus == Int32(bus) {
        if unsafe (groups[group].filterMask != 0) == needsFilter { return lane(in: group) }
        if other < 0 { other = group }
      }
    }
    if empty >= 0 {
      unsafe groups[empty] = VoiceGroup()
      unsafe groups[empty].bus = Int32(bus)
      return empty &* 8
    }
    return other >= 0 ? lane(in: other) : nil
  }

  @_noLocks @_noAllocation
  private func lane(in group: Int) -> Int {
    unsafe group &* 8 &+ (~groups[group].activeMask).trailingZeroBitCount
  }

  /// The voice that a note of this channel may take: the quietest of those in release, then the oldest, never of a
  /// channel with more priority (DLS 2.2: channel 10, then 1 to 9, then 11 to 16). Thread: audio.
  @_noLocks @_noAllocation
  private func victim(for channel: Int) -> Int? {
    let rank = hasPriorities ? VoicePool.rank(ofChannel: channel) : 0
    var quietest: (index: Int, level: Float)?
    var oldest: (index: Int, rank: Int, note: UInt64)?
    for index in 0..<(groupCount &* 8) {
      guard unsafe voices[index].isSounding else { continue }
      let its = hasPriorities ? VoicePool.rank(ofChannel: unsafe Int(voices[index].channel)) : 0
      guard its >= rank else { continue }
      if unsafe voices[index].isReleasing {
        let level = unsafe groups[index / 8].eg1Decibels[index % 8] + groups[index / 8].gainDecibels[index % 8]
        if quietest.map({ level < $0.level }) ?? true { quietest = (index, level) }
      } else {
        let note = unsafe voices[index].noteNumber
        if oldest.map({ its > $0.rank || (its == $0.rank && note < $0.note) }) ?? true { oldest = (index, its, note) }
      }
    }
    return quietest?.index ?? oldest?.index
  }

  /// 0 for the channels that come first. Thread: audio.
  @_noLocks @_noAllocation
  private static func rank(ofChannel channel: Int) -> Int {
    let number = channel % 16
    return number == 9 ? 0 : number < 9 ? 1 : 2
  }

  @_noLocks @_noAllocation
  private func mostFaded() -> Int? {
    var found: (index: Int, left: Float)?
    for index in 0..<(groupCount &* 8) {
      guard unsafe voices[index].isFading else { continue }
      let left = unsafe groups[index / 8].eg1FramesLeft[index % 8]
      if found.map({ left < $0.left }) ?? true { found = (index, left) }
    }
    return found?.index
  }
}
