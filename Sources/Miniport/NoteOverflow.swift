// SPDX-License-Identifier: MIT
// What a port owes to the notes whose end it could not hold. Audio thread; made in `NoteOverflow+Setup.swift`.

import MIDI
import Realtime

/// The channels on which a message that ends notes was lost, and when the last such message was due.
///
/// When that time has come the channel is silenced in its place, so that even a sequencer full to its last reserved
/// place leaves no note hanging.
@safe struct NoteOverflow: ~Copyable {
  // Safe because `dueFrames` covers all channels of `groupCount` groups and lives as long as this value.
  let dueFrames: UnsafeMutablePointer<Int64>
  let groupCount: Int
  /// Channels that are owed something: 0 nearly always, so that looking costs one comparison.
  var owedCount = 0

  /// Stands in `dueFrames` for a channel that is owed nothing.
  static var nothing: Int64 { .min }

  deinit { unsafe dueFrames.deallocate() }

  /// Remembers a message that ends notes and was lost. Thread: audio.
  @_noLocks @_noAllocation
  mutating func note(_ event: Event) {
    let allChannels = event.status >= 0xF0
    for index in 0..<groupCount * 16 {
      let (group, channel) = (index / 16 + 1, index % 16)
      guard event.group == 0 || Int(event.group) == group, allChannels || event.channel == channel else { continue }
      let old = unsafe dueFrames[index]
      if old == NoteOverflow.nothing { owedCount += 1 }
      unsafe dueFrames[index] = max(old, max(event.time.frames, NoteOverflow.nothing + 1))
    }
  }

  /// A channel to be silenced now, at `time`, and no longer remembered; nil when there is none. Thread: audio.
  @_noLocks @_noAllocation
  mutating func takeDue(by time: FrameTime) -> ChannelSilence? {
    guard owedCount > 0 else { return nil }
    for index in 0..<groupCount * 16 {
      let due = unsafe dueFrames[index]
      guard due != NoteOverflow.nothing, due <= time.frames else { continue }
      unsafe dueFrames[index] = NoteOverflow.nothing
      owedCount -= 1
      return ChannelSilence(time: time, group: UInt16(index / 16 + 1), channel: UInt8(index % 16))
    }
    return nil
  }
}
