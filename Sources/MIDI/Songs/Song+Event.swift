// SPDX-License-Identifier: MIT
// One message of a song. Any thread.

extension Song {
  /// A message of a song with its tick.
  ///
  /// One of up to 8 bytes lies in the event itself, as in the event that goes to an instrument; a longer one, always
  /// System Exclusive, lies in the song's `systemExclusiveBytes`.
  @frozen public struct Event: BitwiseCopyable, Sendable, Equatable {
    /// When it sounds, in ticks from the beginning.
    public var tick: Int64
    /// The message, first byte lowest, when `length` is at most 8; otherwise where its bytes begin.
    public var packed: UInt64
    /// Bytes of the whole message.
    public var length: UInt32
    /// The track that it is from, numbered from 0.
    public var track: UInt16
    /// The channel group that it is for, numbered from 1; 0, which addresses all, for messages that belong to no
    /// channel and stand on a MIDI port which no channel message uses.
    public var group: UInt16

    /// Whether its bytes lie in `systemExclusiveBytes`.
    @inlinable public var isLong: Bool { length > 8 }

    /// The first byte.
    @inlinable public var status: UInt8 { isLong ? 0xF0 : UInt8(truncatingIfNeeded: packed) }

    /// Where in `systemExclusiveBytes` the bytes of a long message lie; nil for a short one.
    @inlinable public var systemExclusiveRange: Range<Int>? {
      guard isLong, let start = Int(exactly: packed), start <= Int.max - Int(length) else { return nil }
      return start..<start + Int(length)
    }
  }
}
