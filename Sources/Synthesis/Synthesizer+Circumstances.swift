// SPDX-License-Identifier: MIT
// What becomes of the voices when the processor cannot keep up, when nobody listens, and when the sound breaks. Audio thread.

public import Miniport
public import Realtime
import VoiceState

extension Synthesizer {
  /// Under overload notes give way, 3 ms each, those first that would be stolen first, and so many voices are the limit from
  /// then on; with each relief it grows by an eighth of what was asked for. While the server freewheels there is no such limit.
  /// Thread: audio.
  @_noLocks @_noAllocation
  public mutating func adapt(to circumstance: Circumstance, time: FrameTime) {
    switch circumstance {
    case .freewheel(let isFreewheeling): pool.isFreewheeling = isFreewheeling
    case .overload(let part):
      pool.afford(part: part)
      if isReady(at: time) { shed(at: time) }
    case .relief:
      pool.affordableVoices = min(pool.fullVoiceLimit, pool.affordableVoices &+ (pool.fullVoiceLimit &+ 7) / 8)
    case .transport: break
    }
  }

  /// Lets go of voices that are too many, some at a time. Thread: audio.
  @_noLocks @_noAllocation
  mutating func shed(at time: FrameTime) {
    // Looking for each takes its time, and there is none; blocks may be as short as the way from one event to the next.
    guard pool.soundingCount > pool.voiceLimit, time.frames >= nextShedding else { return }
    nextShedding = time.frames &+ Int64(VoiceLayout.controlFrames)
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
  /// The most voices that give way at once.
  private static var mostShedAtOnce: Int { @_noLocks @_noAllocation get { 32 } }
  /// So few are not what the processor cannot keep up with.
  private var fewVoices: Int { @_noLocks @_noAllocation get { min(fullVoiceLimit, 16) } }

  /// Voices that may sound at once; fading ones do not count. Thread: audio.
  var voiceLimit: Int { @_noLocks @_noAllocation get { isFreewheeling ? fullVoiceLimit : affordableVoices } }

  /// Nothing is left out because a worker is late: there is nobody who would hear the delay. Thread: audio.
  var hasPatience: Bool { @_noLocks @_noAllocation get { isOffline || isFreewheeling } }

  /// No more than this part of what sounds now is to sound from now on. Thread: audio.
  @_noLocks @_noAllocation
  mutating func afford(part: Double) {
    guard soundingCount > fewVoices else { return }
    affordableVoices = max(fewVoices, min(affordableVoices, Int(Double(soundingCount) * part)))
  }

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
    for group in 0..<groupCount where unsafe groups[group].activeMask != 0 {
      for lane in 0..<8 { free(group &* 8 &+ lane) }
      unsafe groups[group] = VoiceGroup()
    }
  }
}
