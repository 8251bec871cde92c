// SPDX-License-Identifier: MIT
// What players hold down on the inputs. Audio thread; made at setup.

import MIDI
import Realtime

/// The keys and pedals that are down on each input channel: what must end elsewhere when the channel goes elsewhere.
@safe struct HeldKeys: ~Copyable {
  // Safe because both cover all channels of the port, `keys` twice, for the life of this value.
  /// Two numbers for each channel, a bit for each key.
  private let keys: UnsafeMutablePointer<UInt64>
  /// Bit 0: the sustain pedal is down. Bit 1: the sostenuto pedal is.
  private let pedals: UnsafeMutablePointer<UInt8>

  /// Thread: setup.
  init(groupCount: Int) {
    unsafe keys = .allocate(capacity: 32 * groupCount)
    unsafe keys.initialize(repeating: 0, count: 32 * groupCount)
    unsafe pedals = .allocate(capacity: 16 * groupCount)
    unsafe pedals.initialize(repeating: 0, count: 16 * groupCount)
  }

  deinit {
    unsafe keys.deallocate()
    unsafe pedals.deallocate()
  }

  /// Takes in a channel message. `channel`: numbered from 0 over all groups. Thread: audio.
  @_noLocks @_noAllocation
  func note(_ event: Event, channel: Int) {
    let word = unsafe keys + (2 &* channel &+ Int(event.data1 >> 6 & 1))
    let bit: UInt64 = 1 &<< UInt64(event.data1 & 63)
    switch event.status & 0xF0 {
    case 0x80: unsafe word.pointee &= ~bit
    case 0x90: unsafe word.pointee = event.data2 > 0 ? word.pointee | bit : word.pointee & ~bit
    case 0xB0 where event.data1 == 64 || event.data1 == 66:
      let pedal: UInt8 = event.data1 == 64 ? 1 : 2
      unsafe pedals[channel] = event.data2 >= 64 ? pedals[channel] | pedal : pedals[channel] & ~pedal
    case 0xB0 where event.isAllNotesOff:
      unsafe keys[2 &* channel] = 0
      unsafe keys[2 &* channel &+ 1] = 0
    default: break
    }
  }

  /// Whether anything is down. Thread: audio.
  @_noLocks @_noAllocation
  func isHolding(_ channel: Int) -> Bool {
    unsafe keys[2 &* channel] | keys[2 &* channel &+ 1] != 0 || pedals[channel] != 0
  }

  /// Whether a key, 0 to 127, is down. Thread: audio.
  @_noLocks @_noAllocation
  func isDown(_ key: Int, channel: Int) -> Bool {
    unsafe keys[2 &* channel &+ key / 64] & (1 &<< UInt64(key & 63)) != 0
  }

  /// The controller number of a pedal that is down: 64 or 66, whichever bit 0 or 1 says. Thread: audio.
  @_noLocks @_noAllocation
  func isPedalDown(_ bit: UInt8, channel: Int) -> Bool { unsafe pedals[channel] & (1 << bit) != 0 }
}
