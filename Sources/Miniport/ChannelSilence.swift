// SPDX-License-Identifier: MIT
// The messages that end every note of a channel. Audio thread.

public import MIDI
public import Realtime

/// The three messages that end whatever sounds on a channel, as a player would: pedals up, then all notes off.
public struct ChannelSilence: BitwiseCopyable {
  /// CC 64 at 0.
  public let sustainUp: Event
  /// CC 66 at 0.
  public let sostenutoUp: Event
  /// CC 123.
  public let allNotesOff: Event

  /// `group`: from 1. `channel`: 0 to 15. Thread: audio.
  @_noLocks @_noAllocation
  public init(time: FrameTime, group: UInt16, channel: UInt8) {
    let status = 0xB0 | channel
    sustainUp = Event(time: time, status, 64, 0, group: group)
    sostenutoUp = Event(time: time, status, 66, 0, group: group)
    allNotesOff = Event(time: time, status, 123, 0, group: group)
  }
}
