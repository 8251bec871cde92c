// SPDX-License-Identifier: MIT
// The routes as the audio thread reads them. Made in `ThruTable+Setup.swift`.

/// For each input channel the channels that it goes to, in one flat list.
@safe public struct ThruTable: BitwiseCopyable {
  // Safe because `channelStarts` covers one more than `16 * groupCount` numbers, `systemStarts` one more than `groupCount`, and what
  // they say lies within `destinations`; all of it is freed when the audio thread has another table.
  let channelStarts: UnsafeMutablePointer<Int32>
  let systemStarts: UnsafeMutablePointer<Int32>
  /// Of channels: numbered from 0 over all groups. Of systems: groups, from 1.
  let destinations: UnsafeMutablePointer<UInt16>
  let groupCount: Int

  /// The places in `destinations` of a channel, numbered from 0 over all groups. Thread: audio.
  @_noLocks @_noAllocation
  func places(ofChannel channel: Int) -> Range<Int> {
    unsafe Int(channelStarts[channel])..<Int(channelStarts[channel &+ 1])
  }

  /// The places in `destinations` of the messages of a group, from 1, that have no channel. Thread: audio.
  @_noLocks @_noAllocation
  func places(ofSystem group: Int) -> Range<Int> {
    unsafe Int(systemStarts[group &- 1])..<Int(systemStarts[group])
  }

  /// Whether a channel goes to another, both numbered over all groups. Thread: audio.
  @_noLocks @_noAllocation
  func leads(_ channel: Int, to destination: UInt16) -> Bool {
    for place in places(ofChannel: channel) where unsafe destinations[place] == destination { return true }
    return false
  }
}
