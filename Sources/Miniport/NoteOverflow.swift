// SPDX-License-Identifier: MIT
// What a port owes to the notes whose end it could not hold. Audio thread; made in `NoteOverflow+Setup.swift`.

import MIDI
import Realtime

/// The channels on which a message that ends notes was lost, and the place of the last such message.
///
/// At that place the channel is silenced instead, so that even a sequencer full to its last reserved place leaves no
/// note hanging, and what begins after it sounds.
@safe struct NoteOverflow: ~Copyable {
  // Safe because `places` covers all channels of `groupCount` groups and lives as long as this value.
  /// Where each channel is owed its silence; `Place.never` where nothing is owed.
  let places: UnsafeMutablePointer<Place>
  let groupCount: Int
  /// The first place at which a channel is owed its silence: `Place.never` nearly always, so that looking is cheap.
  private(set) var earliest = Place.never

  deinit { unsafe places.deallocate() }

  /// Remembers a message that ends notes and was lost; it would have been number `arrival` of the sequencer.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func note(_ event: Event, arrival: UInt64) {
    let place = Place(frames: event.time.frames, arrival: arrival)
    let allChannels = event.status >= 0xF0
    for index in 0..<groupCount * 16 {
      let (group, channel) = (index / 16 + 1, index % 16)
      guard event.group == 0 || Int(event.group) == group, allChannels || event.channel == channel else { continue }
      let old = unsafe places[index]
      if old.equals(.never) || old.precedes(place) { unsafe places[index] = place }
    }
    findEarliest()
  }

  /// The channel that is owed its silence first, to be silenced at `time` and no longer remembered; nil when there is
  /// none. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeEarliest(at time: FrameTime) -> ChannelSilence? {
    guard !earliest.equals(.never) else { return nil }
    for index in 0..<groupCount * 16 where unsafe places[index].equals(earliest) {
      unsafe places[index] = Place.never
      findEarliest()
      return ChannelSilence(time: time, group: UInt16(index / 16 + 1), channel: UInt8(index % 16))
    }
    return nil
  }

  @_noLocks @_noAllocation
  private mutating func findEarliest() {
    earliest = Place.never
    for index in 0..<groupCount * 16 where unsafe places[index].precedes(earliest) {
      earliest = unsafe places[index]
    }
  }
}
