// SPDX-License-Identifier: MIT
// What a port owes to the notes whose end it could not hold. Audio thread; made in `NoteOverflow+Setup.swift`.

import MIDI
import Realtime

/// The channels on which a message that ends notes was lost, and the place of the last such message.
///
/// At that place the channel is silenced instead, so that even a sequencer full to its last reserved place leaves no
/// note hanging, and what begins after it sounds. The earliest place of each group is kept, so that finding the next
/// channel asks each group and the channels of one, not all channels.
@safe struct NoteOverflow: ~Copyable {
  // Safe because `places` covers all channels of `groupCount` groups and `firsts` all groups, for the life of this value.
  /// Where each channel is owed its silence; `Place.never` where nothing is owed.
  let places: UnsafeMutablePointer<Place>
  /// The first of the places of each group.
  let firsts: UnsafeMutablePointer<Place>
  let groupCount: Int
  /// The first place at which a channel is owed its silence: `Place.never` nearly always, so that looking is cheap.
  private(set) var earliest = Place.never
  /// The group of that place, from 0.
  private var earliestGroup = 0

  deinit {
    unsafe places.deallocate()
    unsafe firsts.deallocate()
  }

  /// Remembers a message that ends notes and was lost; it would have been number `arrival` of the sequencer.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func note(_ event: Event, arrival: UInt64) {
    let place = Place(frames: event.time.frames, arrival: arrival)
    let (group, channel) = (Int(event.group), event.channel)
    guard group <= groupCount else { return }
    for index in group == 0 ? 0..<groupCount : group - 1..<group {
      // System Reset has no channel: it ends the notes of all.
      for other in event.status >= 0xF0 ? 0..<16 : channel..<channel + 1 {
        let old = unsafe places[16 * index + other]
        if old.equals(.never) || old.precedes(place) { unsafe places[16 * index + other] = place }
      }
      findFirst(ofGroup: index)
    }
    findEarliest()
  }

  /// The channel that is owed its silence first, to be silenced at `time` and no longer remembered; nil when there is
  /// none. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeEarliest(at time: FrameTime) -> ChannelSilence? {
    guard !earliest.equals(.never) else { return nil }
    let group = earliestGroup
    for channel in 0..<16 where unsafe places[16 * group + channel].equals(earliest) {
      unsafe places[16 * group + channel] = Place.never
      findFirst(ofGroup: group)
      findEarliest()
      return ChannelSilence(time: time, group: UInt16(group + 1), channel: UInt8(channel))
    }
    return nil
  }

  @_noLocks @_noAllocation
  private mutating func findFirst(ofGroup group: Int) {
    var first = Place.never
    for channel in 0..<16 where unsafe places[16 * group + channel].precedes(first) {
      first = unsafe places[16 * group + channel]
    }
    unsafe firsts[group] = first
  }

  @_noLocks @_noAllocation
  private mutating func findEarliest() {
    earliest = Place.never
    for group in 0..<groupCount where unsafe firsts[group].precedes(earliest) {
      earliest = unsafe firsts[group]
      earliestGroup = group
    }
  }
}
