// SPDX-License-Identifier: MIT
// Notes whose sender has gone (MIDI 1.0, Active Sensing; `dls.md` 5.2). Audio thread.

import Realtime

extension Synthesizer {
  /// Ends the notes of every source whose silence has lasted too long. Thread: audio.
  @_noLocks @_noAllocation
  mutating func endLostNotes(at time: FrameTime) {
    while let lost = sensing.takeExpired(at: time) {
      for channel in ((lost.group &- 1) &* 16)..<(lost.group &* 16) { fade(channel: channel, source: lost.source) }
    }
  }

  @_noLocks @_noAllocation
  private mutating func fade(channel: Int, source: Int) {
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let next = unsafe Int(pool.voices[index].next)
      if unsafe Int(pool.voices[index].source) == source {
        unsafe pool.channels[channel].heldKeys = HeldKeys()
        pool.fade(index)
      }
      index = next
    }
  }
}
