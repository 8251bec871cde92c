// SPDX-License-Identifier: MIT
// What becomes of the voices when the processor cannot keep up, when nobody listens, and when the sound breaks. Audio thread.

public import Miniport
public import Realtime
import VoiceState

extension Synthesizer {
  /// Under overload notes give way, 3 ms each, those first that would be stolen first, and so many voices are the limit from
  /// then on; with each relief it grows by an eighth of what was asked for. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func adapt(to circumstance: Circumstance, time: FrameTime) {
    switch circumstance {
    case .freewheel(let isFreewheeling): pool.hasPatience = isFreewheeling || isOffline
    case .overload(let part):
      pool.allow(part: part)
      if isReady(at: time) { shed() }
    case .relief: pool.voiceLimit = min(pool.fullVoiceLimit, pool.voiceLimit &+ (pool.fullVoiceLimit &+ 7) / 8)
    }
  }
}

extension Synthesizer {
  /// Lets go of voices that are too many. Thread: audio.
  @_noLocks @_noAllocation
  mutating func shed() {
    guard pool.soundingCount > pool.voiceLimit else { return }
    statistics.add(UInt64(pool.shed()), to: .voicesShed)
  }

  /// What has come out was not a number, which filters and effects would keep for ever: all notes and effects end, and it goes on
  /// as new. Thread: audio.
  @_noLocks @_noAllocation
  mutating func cure() {
    statistics.add(to: .soundsCured)
    // Where a worker is late the voices may not be touched; what they give then is heard and cured in a later block.
    guard !isStalled else { return }
    pool.begin()
    effectSection.empty()
  }
}

extension VoicePool {
  /// The most voices that give way in one block: looking for each takes its time, and there is none.
  private static var mostShedAtOnce: Int { @_noLocks @_noAllocation get { 32 } }

  /// No more than this part of what sounds now is to sound from the next block on. Thread: audio.
  @_noLocks @_noAllocation
  mutating func allow(part: Double) { voiceLimit = max(1, min(voiceLimit, Int(Double(soundingCount) * part))) }

  /// Lets go of some of the voices that are too many; how many these were. Thread: audio.
  @_noLocks @_noAllocation
  mutating func shed() -> Int {
    let before = soundingCount
    while soundingCount > voiceLimit, before &- soundingCount < VoicePool.mostShedAtOnce,
      let victim = victim(upTo: .max)
    { fade(victim) }
    return before &- soundingCount
  }

  /// As at first: no voice, and no state of any. Thread: audio.
  @_noLocks @_noAllocation
  mutating func begin() {
    for index in 0..<(groupCount &* 8) { free(index) }
    for group in 0..<groupCount { unsafe groups[group] = VoiceGroup() }
  }
}
