// SPDX-License-Identifier: MIT
// What a channel is in an MPE zone. Audio thread.

/// A channel's place in an MPE zone (MIDI Polyphonic Expression, MMA RP-053), and what it has received itself: its
/// manager's messages are added to that.
struct ZonePart: BitwiseCopyable {
  /// The manager's index over all groups, for a member; −1 for any other channel.
  var manager: Int32 = -1
  /// A manager's members, by their indices over all groups.
  var firstMember: Int32 = 0
  var memberCount: Int32 = 0
  /// Channel pressure and CC74 of this channel alone.
  var ownPressure: UInt8 = 0
  var ownTimbre: UInt8 = 64
  /// What the manager's wheel adds, in cents.
  var managerCents: Double = 0

  @_noLocks @_noAllocation
  init() {}

  /// Thread: audio.
  var isMember: Bool { @_noLocks @_noAllocation get { manager >= 0 } }
  /// Thread: audio.
  var isManager: Bool { @_noLocks @_noAllocation get { memberCount > 0 } }

  /// What CC121 takes back. Thread: audio.
  @_noLocks @_noAllocation
  mutating func resetOwn() {
    ownPressure = 0
    managerCents = 0
  }
}
