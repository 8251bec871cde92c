// SPDX-License-Identifier: MIT
// Universal device control: F0 7F dd 04 … (MIDI 1.0; MMA CA-024, CA-025). Audio thread.

import Realtime

extension Synthesizer {
  /// 01 master volume, 03 fine tuning, 04 coarse tuning, 05 global parameters; false for another. Thread: audio.
  @_noLocks @_noAllocation
  mutating func deviceControl(_ bytes: UnsafeRawBufferPointer, group: Int, time: FrameTime) -> Bool {
    guard bytes.count >= 8 else { return false }
    let value = unsafe Int(bytes[5] & 0x7F) | Int(bytes[6] & 0x7F) << 7
    switch unsafe bytes[4] {
    case 0x01: master.setVolume(value, at: time)
    case 0x03: setMasterTuning(group: group, cents: Double(value - 8192) * (100.0 / 8192))
    case 0x04: setMasterKeyShift(group: group, semitones: (value >> 7) - 64)
    case 0x05: return unsafe globalParameters(bytes)
    default: return false
    }
    return true
  }

  /// All channels of a group, sounding notes too. Thread: audio.
  @_noLocks @_noAllocation
  mutating func setMasterTuning(group: Int, cents: Double) {
    for channel in ((group &- 1) &* 16)..<(group &* 16) {
      unsafe pool.channels[channel].masterCents = cents
      pool.channelChanged(channel)
    }
  }

  /// All channels of a group but for drums, from the next note on. Thread: audio.
  @_noLocks @_noAllocation
  mutating func setMasterKeyShift(group: Int, semitones: Int) {
    for channel in ((group &- 1) &* 16)..<(group &* 16) {
      unsafe pool.channels[channel].masterKeyShift = semitones
    }
  }

  /// F0 7F dd 04 05 sw pw vw slot… (parameter value)… F7: slots of two bytes each, then widths of the numbers in bytes.
  @_noLocks @_noAllocation
  private mutating func globalParameters(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 12 else { return false }
    let (slots, idWidth, valueWidth) = unsafe (Int(bytes[5]), Int(bytes[6]), Int(bytes[7]))
    // The effects of General MIDI 2 are slot 01 01 and slot 01 02, one level deep.
    guard slots == 1, idWidth >= 1, valueWidth >= 1, unsafe bytes[8] == 1 else { return false }
    let effect = unsafe bytes[9]
    guard effect == 1 || effect == 2 else { return false }
    var place = 10
    var isKnown = true
    while place &+ idWidth &+ valueWidth < bytes.count {
      let parameter = unsafe bytes[place]
      // The lower seven bits come first and are all that the parameters have.
      let value = unsafe bytes[place &+ idWidth] & 0x7F
      let isHere = effect == 1 ? effects.setGM2Reverb(parameter, value) : effects.setGM2Chorus(parameter, value)
      isKnown = isKnown && isHere
      place = place &+ idWidth &+ valueWidth
    }
    return isKnown
  }
}
