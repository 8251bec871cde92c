// SPDX-License-Identifier: MIT
// What tunes a note, and how it is retuned while it sounds. Audio thread.

import Realtime

extension Synthesizer {
  /// Cents of a key over equal temperament: its tuning program's, its pitch class's and the user's. Drums keep their own
  /// pitch unless a program was chosen for them. Thread: audio.
  @_noLocks @_noAllocation
  func tuningCents(channel: Int, key: UInt8) -> Double {
    let state = unsafe pool.channels + channel
    let program = unsafe tunings.cents(
      group: channel / 16, bank: state.pointee.tuningBank, program: state.pointee.tuningProgram, key: key)
    guard unsafe !state.pointee.isPlayingDrums else {
      return unsafe state.pointee.tuningProgram | state.pointee.tuningBank == 0 ? 0 : program
    }
    return unsafe program + state.pointee.scale[Int(key) % 12] + tunings.baseCents(ofKey: key)
  }

  /// Gives the sounding notes of a channel the tuning that new ones have now. Thread: audio.
  @_noLocks @_noAllocation
  mutating func retune(channel: Int) {
    var index = unsafe Int(pool.channels[channel].firstVoice)
    while index >= 0 {
      let key = unsafe pool.voices[index].note.playedKey
      unsafe pool.voices[index].offsets.tuningCents = tuningCents(channel: channel, key: key)
      index = unsafe Int(pool.voices[index].next)
    }
    pool.channelChanged(channel)
  }

  /// The same for the channels of a group that play a tuning program. Thread: audio.
  @_noLocks @_noAllocation
  mutating func retune(group: Int, bank: UInt8, program: UInt8) {
    for channel in ((group &- 1) &* 16)..<(group &* 16) {
      let state = unsafe pool.channels + channel
      if unsafe state.pointee.tuningBank == bank, unsafe state.pointee.tuningProgram == program {
        retune(channel: channel)
      }
    }
  }
}
