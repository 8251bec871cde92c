// SPDX-License-Identifier: MIT
// Sustain, sostenuto and soft pedal (CC64, CC66, CC67). Audio thread.

import Realtime

extension Synthesizer {
  /// Sustain is up: what it held is released, but for what sostenuto holds. Thread: audio.
  @_noLocks @_noAllocation
  mutating func releaseHeld(channel: Int) {
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      if unsafe pool.voices[index].isHeldByPedal && !pool.voices[index].isHeldBySostenuto { pool.release(index) }
      index = next
    }
  }

  /// Down, the pedal catches the notes whose keys are down at that moment, and no others; up, it lets them go. A second
  /// message of the same kind changes nothing. Thread: audio.
  @_noLocks @_noAllocation
  mutating func sostenuto(channel: Int, isDown: Bool) {
    guard unsafe isDown != pool.channels[channel].isCatching else { return }
    unsafe pool.channels[channel].isCatching = isDown
    let isSustained = unsafe pool.channels[channel].isSustained
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      if isDown {
        unsafe pool.voices[index].isHeldBySostenuto = pool.voices[index].isKeyDown
      } else if unsafe pool.voices[index].isHeldBySostenuto {
        unsafe pool.voices[index].isHeldBySostenuto = false
        if unsafe pool.voices[index].isHeldByPedal, !isSustained { pool.release(index) }
      }
      index = next
    }
  }

  /// What the key and the moment add to a new note: the key's tuning, drum settings, and the soft pedal, which takes 3 dB
  /// and half an octave of cutoff from the notes that begin under it (no standard gives a number). `region`: the pan that
  /// the bank has for it. Thread: audio.
  @_noLocks @_noAllocation
  func noteOffsets(channel: Int, key: UInt8, region pan: Double) -> NoteOffsets {
    var offsets = NoteOffsets()
    offsets.tuningCents = tuningCents(channel: channel, key: key)
    if unsafe pool.channels[channel].isSoft { offsets.live += SIMD4(0, -3, 0, -600) }
    guard unsafe pool.channels[channel].isPlayingDrums, let drum = drumKeys.settings(channel: channel, key: key) else {
      return offsets
    }
    offsets.live += SIMD4(Double(drum.cents), Double(max(drum.decibels, -200)), 0, Double(drum.cutoffCents))
    if drum.pan <= 1 { offsets.live[2] = Double(drum.pan) - pan }
    offsets.resonance = Double(drum.resonanceDecibels)
    offsets.attack = Double(drum.attackTimeCents)
    offsets.decay = Double(drum.decayTimeCents)
    offsets.reverb = drum.reverb
    offsets.chorus = drum.chorus
    return offsets
  }
}
