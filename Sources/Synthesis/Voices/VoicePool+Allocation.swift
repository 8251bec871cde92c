// SPDX-License-Identifier: MIT
// Where a new voice goes, and which one makes room for it. Audio thread.

import Miniport
import VoiceState

extension VoicePool {
  /// Free lanes for the voices that are to begin together, 1 to 8 of them, and the number of voices that were stolen for
  /// them. The group is nil when there are no voices that this channel may steal. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reserveLanes(
    _ count: Int, bus: Int, channel: Int, needsFilter: Bool
  ) -> (group: Int?, stolenCount: Int) {
    guard count <= voiceLimit else { return (nil, 0) }
    var stolenCount = 0
    while soundingCount &+ count > voiceLimit {
      guard let victim = victim(upTo: rank(ofChannel: channel)) else { return (nil, stolenCount) }
      stolenCount &+= fade(victim)
    }
    while activeCount &+ count > slotLimit, let faded = mostFaded() {
      // Every slot that does not sound fades: the one nearest to its end goes now, with those that are locked to it.
      settle(faded / 8)
      let mask = lockedTogether(with: faded)
      for lane in 0..<8 where mask & (1 << UInt8(lane)) != 0 { free(faded & ~7 | lane) }
    }
    if let group = roomyGroup(count, bus: bus, needsFilter: needsFilter) { return (group, stolenCount) }
    return (clearedGroup(count, bus: bus), stolenCount)
  }

  /// A free lane of a group, as the index of a voice. Thread: audio.
  @_noLocks @_noAllocation
  func freeLane(of group: Int) -> Int {
    unsafe group &* 8 &+ (~groups[group].activeMask).trailingZeroBitCount
  }

  /// A group with so many free lanes: first one that is in use and filters as these voices do, so that groups fill up and
  /// those without a filter skip it; then an empty one; then any on the bus. Thread: audio.
  @_noLocks @_noAllocation
  private func roomyGroup(_ count: Int, bus: Int, needsFilter: Bool) -> Int? {
    var empty = -1
    var other = -1
    for group in 0..<groupCount {
      let mask = unsafe groups[group].activeMask
      if mask == 0 {
        if empty < 0 { empty = group }
      } else if 8 &- mask.nonzeroBitCount >= count, unsafe groups[group].bus == Int32(bus) {
        if unsafe (groups[group].filterMask != 0) == needsFilter { return group }
        if other < 0 { other = group }
      }
    }
    if empty >= 0 {
      unsafe groups[empty] = VoiceGroup()
      unsafe groups[empty].bus = Int32(bus)
      return empty
    }
    return other >= 0 ? other : nil
  }

  /// A group whose fading voices, ended now, leave so many free lanes. Voices that sound are at most two thirds of all
  /// lanes, so that there is always one for three; nil where more are asked for than any group can have. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func clearedGroup(_ count: Int, bus: Int) -> Int? {
    for group in 0..<groupCount where unsafe groups[group].bus == Int32(bus) {
      var soundingLanes = 0
      for lane in 0..<8 where unsafe voices[group &* 8 &+ lane].isSounding { soundingLanes &+= 1 }
      guard 8 &- soundingLanes >= count else { continue }
      settle(group)
      for lane in 0..<8 where unsafe voices[group &* 8 &+ lane].isFading { free(group &* 8 &+ lane) }
      return group
    }
    return nil
  }

  /// The voice that a note of a channel of this rank may take: the quietest of those in release, then the oldest of the
  /// channels that come last, never of a channel that comes first (DLS 2.2: channel 10, then 1 to 9, then 11 to 16, where nobody has set
  /// other priorities), nor one of the note that is just beginning. Thread: audio.
  @_noLocks @_noAllocation
  func victim(upTo rank: UInt32) -> Int? {
    var quietest: (index: Int, level: Float)?
    var oldest: (index: Int, rank: UInt32, note: UInt64)?
    for index in 0..<(groupCount &* 8) {
      // Most groups are empty where there are many outputs.
      guard unsafe groups[index / 8].activeMask & (1 << UInt8(index % 8)) != 0 else { continue }
      guard unsafe voices[index].isSounding, unsafe voices[index].noteNumber != noteCount else { continue }
      let its = unsafe self.rank(ofChannel: Int(voices[index].channel))
      guard its <= rank else { continue }
      if unsafe voices[index].isReleasing {
        let level = unsafe groups[index / 8].eg1Decibels[index % 8] + groups[index / 8].gainDecibels[index % 8]
        if quietest.map({ level < $0.level }) ?? true { quietest = (index, level) }
      } else {
        let note = unsafe voices[index].noteNumber
        if oldest.map({ its < $0.rank || (its == $0.rank && note < $0.note) }) ?? true { oldest = (index, its, note) }
      }
    }
    return quietest?.index ?? oldest?.index
  }

  /// Greater for the channels that come first; the same for all while a message has turned that off. Thread: audio.
  @_noLocks @_noAllocation
  private func rank(ofChannel channel: Int) -> UInt32 {
    hasPriorities ? unsafe channels[channel].priority.rank() : 0
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
