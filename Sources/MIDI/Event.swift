// SPDX-License-Identifier: MIT
// One MIDI message on its way through the house. Any thread.

public import Realtime

/// One MIDI message with its presentation time.
///
/// A message of up to 8 bytes travels inside the event; a longer one (always System Exclusive) lies in a slot of the
/// `EventPool` of the port that the event belongs to.
@frozen public struct Event: BitwiseCopyable, Sendable, Equatable {
  /// When it sounds, in frames of the host timeline.
  public var time: FrameTime
  /// The message, first byte lowest, when `length` is at most 8.
  public var packed: UInt64
  /// Bytes of the whole message.
  public var length: UInt16
  /// The pool's slot of a longer message; `Event.noSlot` otherwise.
  public var slot: UInt16
  /// The channel group, numbered from 1; 0 addresses all.
  public var group: UInt16
  /// Who sent it: 0 the group's JACK input, 1 the player, 2 and up other clients. For statistics and clean-up.
  public var source: UInt16

  /// The value of `slot` for a message that lies in the event itself.
  @inlinable public static var noSlot: UInt16 { .max }

  /// A message of up to 8 bytes, first byte lowest in `packed`. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public init(time: FrameTime, packed: UInt64, length: UInt16, group: UInt16 = 1, source: UInt16 = 0) {
    self.time = time
    self.packed = packed
    self.length = length
    self.slot = Event.noSlot
    self.group = group
    self.source = source
  }

  /// A message of `length` bytes in a slot of the pool. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public init(time: FrameTime, slot: UInt16, length: UInt16, group: UInt16 = 1, source: UInt16 = 0) {
    self.time = time
    self.packed = 0
    self.length = length
    self.slot = slot
    self.group = group
    self.source = source
  }

  /// A message of up to three bytes. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public init(
    time: FrameTime, _ status: UInt8, _ data1: UInt8 = 0, _ data2: UInt8 = 0, group: UInt16 = 1, source: UInt16 = 0
  ) {
    let packed = UInt64(status) | UInt64(data1) << 8 | UInt64(data2) << 16
    self.init(time: time, packed: packed, length: Event.length(ofStatus: status), group: group, source: source)
  }

  /// The first bytes of a message, 8 at most, and its whole length: of a longer one the bytes lie elsewhere. Thread: any.
  @_noLocks @_noAllocation
  public init(beginningOf bytes: UnsafeRawBufferPointer, time: FrameTime, group: UInt16, source: UInt16 = 0) {
    var packed: UInt64 = 0
    for index in 0..<min(8, bytes.count) { packed |= UInt64(unsafe bytes[index]) << UInt64(8 &* index) }
    let length = UInt16(truncatingIfNeeded: bytes.count)
    self.init(time: time, packed: packed, length: length, group: group, source: source)
  }

  /// The first byte.
  @inlinable public var status: UInt8 { UInt8(truncatingIfNeeded: packed) }
  /// The second byte, 0 where there is none.
  @inlinable public var data1: UInt8 { UInt8(truncatingIfNeeded: packed >> 8) }
  /// The third byte, 0 where there is none.
  @inlinable public var data2: UInt8 { UInt8(truncatingIfNeeded: packed >> 16) }
  /// The MIDI channel of a channel message, 0 to 15.
  @inlinable public var channel: Int { Int(status & 0x0F) }

  /// Bytes of a message that begins with `status`; 1 for System Exclusive and what is undefined. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public static func length(ofStatus status: UInt8) -> UInt16 {
    switch status & 0xF0 {
    case 0xC0, 0xD0: 2
    case 0xF0: status == 0xF2 ? 3 : status == 0xF1 || status == 0xF3 ? 2 : 1
    default: 3
    }
  }
}
