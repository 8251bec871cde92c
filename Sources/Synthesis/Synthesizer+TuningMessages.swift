// SPDX-License-Identifier: MIT
// The messages of the MIDI Tuning Standard (MMA CA-020, CA-021). Audio thread.
//
// F0 7E dd 08 01 tt name₁₆ (xx yy zz)₁₂₈ sum F7          bulk dump            F0 7E dd 08 04 bb tt … with a bank
// F0 7F dd 08 02 tt ll (kk xx yy zz)ₗₗ F7                single notes         F0 7E/7F dd 08 07 bb tt ll … with a bank
// F0 7E dd 08 05 bb tt name₁₆ ss₁₂ sum F7                scale dump           06 with two bytes a note
// F0 7E/7F dd 08 08 ff gg hh ss₁₂ F7                     scale of channels    09 with two bytes a note
//
// 7F is real time: what sounds is retuned. Checksums of dumps are not looked at: devices disagree about them.

import Realtime

extension Synthesizer {
  /// A tuning message for one group; false for one that is unknown or too short. Thread: audio.
  @_noLocks @_noAllocation
  mutating func tuningMessage(_ bytes: UnsafeRawBufferPointer, group: Int) -> Bool {
    let isRealTime = unsafe bytes[1] == 0x7F
    switch unsafe bytes[4] {
    case 0x01 where !isRealTime: return unsafe bulkDump(bytes, at: 5, group: group, hasBank: false)
    case 0x04 where !isRealTime: return unsafe bulkDump(bytes, at: 5, group: group, hasBank: true)
    case 0x02 where isRealTime: return unsafe singleNotes(bytes, at: 5, group: group, hasBank: false, isRealTime: true)
    case 0x07: return unsafe singleNotes(bytes, at: 5, group: group, hasBank: true, isRealTime: isRealTime)
    case 0x05 where !isRealTime: return unsafe scaleDump(bytes, group: group, width: 1)
    case 0x06 where !isRealTime: return unsafe scaleDump(bytes, group: group, width: 2)
    case 0x08: return unsafe channelScale(bytes, group: group, width: 1, isRealTime: isRealTime)
    case 0x09: return unsafe channelScale(bytes, group: group, width: 2, isRealTime: isRealTime)
    default: return false
    }
  }

  @_noLocks @_noAllocation
  private mutating func bulkDump(_ bytes: UnsafeRawBufferPointer, at start: Int, group: Int, hasBank: Bool) -> Bool {
    let names = hasBank ? start &+ 2 : start &+ 1
    guard bytes.count >= names &+ 16 &+ 3 * 128 &+ 2 else { return false }
    let bank = unsafe hasBank ? bytes[start] : 0
    let program = unsafe bytes[names &- 1]
    for key in 0..<128 {
      let place = names &+ 16 &+ 3 &* key
      guard unsafe tune(bytes, at: place, key: UInt8(key), group: group, bank, program) else { return false }
    }
    return true
  }

  @_noLocks @_noAllocation
  private mutating func singleNotes(
    _ bytes: UnsafeRawBufferPointer, at start: Int, group: Int, hasBank: Bool, isRealTime: Bool
  ) -> Bool {
    let first = hasBank ? start &+ 3 : start &+ 2
    guard bytes.count > first else { return false }
    let count = unsafe Int(bytes[first &- 1])
    guard bytes.count >= first &+ 4 &* count &+ 1 else { return false }
    let bank = unsafe hasBank ? bytes[start] & 0x7F : 0
    let program = unsafe bytes[first &- 2] & 0x7F
    for index in 0..<count {
      let place = first &+ 4 &* index
      guard unsafe tune(bytes, at: place &+ 1, key: bytes[place] & 0x7F, group: group, bank, program) else {
        return false
      }
    }
    if isRealTime { retune(group: group, bank: bank, program: program) }
    return true
  }

  /// Three bytes: semitone, and 14 bits of it; 7F 7F 7F leaves the key as it is. False when there is no room.
  @_noLocks @_noAllocation
  private mutating func tune(
    _ bytes: UnsafeRawBufferPointer, at place: Int, key: UInt8, group: Int, _ bank: UInt8, _ program: UInt8
  ) -> Bool {
    let (semitone, upper, lower) = unsafe (bytes[place], bytes[place &+ 1], bytes[place &+ 2])
    guard semitone & upper & lower != 0x7F else { return true }
    let fraction = Double(Int(upper & 0x7F) << 7 | Int(lower & 0x7F)) * (100.0 / 16_384)
    let cents = (Double(semitone & 0x7F) - Double(key)) * 100 + fraction
    return tunings.set(group: group &- 1, bank: bank, program: program, key: key, cents: cents)
  }

  /// A scale for every octave of a tuning program.
  @_noLocks @_noAllocation
  private mutating func scaleDump(_ bytes: UnsafeRawBufferPointer, group: Int, width: Int) -> Bool {
    guard bytes.count >= 23 &+ 12 &* width &+ 2 else { return false }
    for key in 0..<128 {
      let cents = unsafe Synthesizer.scaleCents(bytes, at: 23 &+ key % 12 &* width, width: width)
      guard
        tunings.set(
          group: group &- 1, bank: unsafe bytes[5], program: unsafe bytes[6], key: UInt8(key), cents: cents)
      else { return false }
    }
    return true
  }

  /// A scale for the channels of a mask: 15 and 16 in the first byte, 8 to 14 in the second, 1 to 7 in the third.
  @_noLocks @_noAllocation
  private mutating func channelScale(
    _ bytes: UnsafeRawBufferPointer, group: Int, width: Int, isRealTime: Bool
  ) -> Bool {
    guard bytes.count >= 8 &+ 12 &* width &+ 1 else { return false }
    let mask = unsafe Int(bytes[7] & 0x7F) | Int(bytes[6] & 0x7F) << 7 | Int(bytes[5] & 0x03) << 14
    for number in 0..<16 where mask & 1 << number != 0 {
      let channel = (group &- 1) &* 16 &+ number
      for pitchClass in 0..<12 {
        unsafe pool.channels[channel].scale[pitchClass] = Synthesizer.scaleCents(
          bytes, at: 8 &+ pitchClass &* width, width: width)
      }
      if isRealTime { retune(channel: channel) }
    }
    return true
  }

  /// One byte: −64…63 cents; two: ±100 cents in 8192 steps.
  @_noLocks @_noAllocation
  private static func scaleCents(_ bytes: UnsafeRawBufferPointer, at place: Int, width: Int) -> Double {
    if width == 1 { return unsafe Double(bytes[place] & 0x7F) - 64 }
    let value = unsafe Int(bytes[place] & 0x7F) << 7 | Int(bytes[place &+ 1] & 0x7F)
    return Double(value - 8192) * (100.0 / 8192)
  }
}
