// SPDX-License-Identifier: MIT
// MIDI wire bytes, one after the other, made into messages. Audio thread; `WireParser+Setup.swift` makes and frees it.

/// Makes messages of the bytes that come over a MIDI wire, with all that a wire may do: running status, real-time bytes
/// anywhere, System Exclusive in pieces, noise. What it cannot use it counts.
///
/// Source: MIDI 1.0 Detailed Specification, "Data Types" and "Running Status".
@safe public struct WireParser: ~Copyable, @unchecked Sendable {
  /// What one byte brought about.
  @frozen public enum Result: BitwiseCopyable, Sendable, Equatable {
    /// No message ends with this byte.
    case nothing
    /// A message of 1 to 3 bytes, first byte lowest.
    case short(packed: UInt64, length: UInt16)
    /// A System Exclusive message, F0 and F7 included; `systemExclusiveBytes()` has it until the next byte is fed.
    case systemExclusive(length: Int)
    /// A System Exclusive message was longer than the buffer, or another status than F7 ended it. It is counted.
    case droppedSystemExclusive
  }

  // Safe because only this value knows its buffer, which every access stays inside of, and the value cannot be copied:
  // it and its buffer move to another thread together.

  /// Holds one System Exclusive message of up to `systemExclusiveCapacity` bytes.
  let buffer: UnsafeMutableRawPointer
  /// The longest System Exclusive message that is kept, F0 and F7 included, in bytes.
  public let systemExclusiveCapacity: Int
  /// The status that data bytes belong to: F0 inside System Exclusive, 0 where there is none.
  var status: UInt8 = 0
  /// Bytes of the short message at hand, status included; 0 before the first data byte under running status.
  var count: UInt16 = 0
  /// The short message at hand, first byte lowest.
  var packed: UInt64 = 0
  /// Bytes of the System Exclusive message at hand or just ended; beyond the capacity they were not kept.
  var systemExclusiveCount = 0

  /// Data bytes that no status stands before, and F7 without F0.
  public internal(set) var strayByteCount: UInt64 = 0
  /// Short messages that another status cut off.
  public internal(set) var incompleteMessageCount: UInt64 = 0
  /// The undefined statuses F4 and F5.
  public internal(set) var undefinedStatusCount: UInt64 = 0
  /// System Exclusive messages too long for the buffer, or cut off by a status other than F7.
  public internal(set) var droppedSystemExclusiveCount: UInt64 = 0

  /// `buffer`: of `capacity` bytes, and from now on this value's own. Thread: setup.
  init(buffer: UnsafeMutableRawPointer, capacity: Int) {
    unsafe self.buffer = buffer
    systemExclusiveCapacity = capacity
  }
  deinit { unsafe buffer.deallocate() }

  /// Whether a System Exclusive message has begun and not ended. Thread: any.
  public var isInSystemExclusive: Bool {
    @_noLocks @_noAllocation get { status == 0xF0 }
  }

  /// Takes the next byte of the wire. Thread: audio.
  ///
  /// Where F6 (Tune Request) cuts off a System Exclusive message, both happen at once: the result is the short message,
  /// and the loss shows in `droppedSystemExclusiveCount` alone.
  @_noLocks @_noAllocation
  public mutating func feed(_ byte: UInt8) -> Result {
    // Real-time bytes may stand anywhere and disturb nothing.
    if byte >= 0xF8 { return .short(packed: UInt64(byte), length: 1) }
    return byte < 0x80 ? feedData(byte) : feedStatus(byte)
  }

  /// The message that the last `feed` reported, valid until the next one. Thread: audio.
  @_noLocks @_noAllocation
  public borrowing func systemExclusiveBytes() -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: buffer, count: min(systemExclusiveCount, systemExclusiveCapacity))
  }

  /// Forgets a message that has begun and the running status, as when a wire is plugged in; counters stay.
  /// Thread: audio.
  @_noLocks @_noAllocation
  public mutating func reset() {
    status = 0
    count = 0
    systemExclusiveCount = 0
  }

  @_noLocks @_noAllocation
  private mutating func feedData(_ byte: UInt8) -> Result {
    if status == 0xF0 {
      keep(byte)
      return .nothing
    }
    guard status != 0 else {
      strayByteCount &+= 1
      return .nothing
    }
    if count == 0 { begin(status) }
    packed |= UInt64(byte) << UInt64(8 * count)
    count += 1
    guard count == Event.length(ofStatus: status) else { return .nothing }
    let length = count
    count = 0
    // System common has no running status, and takes that of the channel messages with it.
    if status >= 0xF0 { status = 0 }
    return .short(packed: packed, length: length)
  }

  @_noLocks @_noAllocation
  private mutating func feedStatus(_ byte: UInt8) -> Result {
    if status == 0xF0 && byte == 0xF7 { return endSystemExclusive() }
    let outcome = cutOff()
    switch byte {
    case 0xF0:
      status = byte
      systemExclusiveCount = 0
      keep(byte)
    case 0xF4, 0xF5:
      undefinedStatusCount &+= 1
    case 0xF6:
      return .short(packed: UInt64(byte), length: 1)
    case 0xF7:
      strayByteCount &+= 1
    default:
      begin(byte)
    }
    return outcome
  }

  /// Gives up the message at hand, if any, and the running status.
  @_noLocks @_noAllocation
  private mutating func cutOff() -> Result {
    let wasExclusive = status == 0xF0
    if wasExclusive { droppedSystemExclusiveCount &+= 1 }
    if count > 0 { incompleteMessageCount &+= 1 }
    status = 0
    count = 0
    return wasExclusive ? .droppedSystemExclusive : .nothing
  }

  @_noLocks @_noAllocation
  private mutating func begin(_ newStatus: UInt8) {
    status = newStatus
    packed = UInt64(newStatus)
    count = 1
  }

  @_noLocks @_noAllocation
  private mutating func keep(_ byte: UInt8) {
    if systemExclusiveCount < systemExclusiveCapacity {
      unsafe buffer.storeBytes(of: byte, toByteOffset: systemExclusiveCount, as: UInt8.self)
    }
    systemExclusiveCount &+= 1
  }

  @_noLocks @_noAllocation
  private mutating func endSystemExclusive() -> Result {
    keep(0xF7)
    status = 0
    if systemExclusiveCount <= systemExclusiveCapacity { return .systemExclusive(length: systemExclusiveCount) }
    droppedSystemExclusiveCount &+= 1
    return .droppedSystemExclusive
  }
}
