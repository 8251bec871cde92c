// SPDX-License-Identifier: MIT
// What a message is, and one made from the bytes that a JACK event carries. Any thread, the audio thread above all.

public import Realtime

extension Event {
  /// The longest message that lies in the event itself, in bytes.
  @inlinable public static var inlineCapacity: Int { 8 }

  /// One whole message of up to 8 bytes, or nil where it is malformed: no status byte first, a length other than its
  /// status asks for, a data byte above 7F, System Exclusive without its F7, the undefined F4 and F5.
  ///
  /// JACK promises whole messages and lets through what its clients write. A note-on of velocity 0 stays as it is.
  /// Thread: any. `message`: the bytes, status first. Source: MIDI 1.0 Detailed Specification, table I and III.
  @_noLocks @_noAllocation
  public init?(message: UnsafeRawBufferPointer, time: FrameTime, group: UInt16 = 1, source: UInt16 = 0) {
    let count = message.count
    guard count >= 1, count <= Event.inlineCapacity else { return nil }
    let status = unsafe message[0]
    let isExclusive = status == 0xF0
    let dataEnd = isExclusive ? count - 1 : count
    if isExclusive {
      guard count >= 2, unsafe message[dataEnd] == 0xF7 else { return nil }
    } else {
      guard status >= 0x80, status != 0xF4, status != 0xF5, status != 0xF7 else { return nil }
      guard count == Int(Event.length(ofStatus: status)) else { return nil }
    }
    var packed: UInt64 = 0
    for index in 0..<count {
      let byte = unsafe message[index]
      guard index == 0 || index >= dataEnd || byte < 0x80 else { return nil }
      packed |= UInt64(byte) << UInt64(8 * index)
    }
    self.init(time: time, packed: packed, length: UInt16(count), group: group, source: source)
  }

  /// Whether a note ends: a note-off, or a note-on of velocity 0.
  @inlinable public var isNoteOff: Bool {
    slot == Event.noSlot && (status & 0xF0 == 0x80 || status & 0xF0 == 0x90 && data2 == 0)
  }

  /// Whether a note begins.
  @inlinable public var isNoteOn: Bool { slot == Event.noSlot && status & 0xF0 == 0x90 && data2 > 0 }

  /// Whether it silences more than one note: All Sound Off (CC 120), All Notes Off and the mode messages that imply it
  /// (CC 123 to 127), and System Reset (FF).
  ///
  /// Source: MIDI 1.0 Detailed Specification, "Channel Mode Messages" and "System Reset".
  @inlinable public var isAllNotesOff: Bool {
    guard slot == Event.noSlot else { return false }
    guard status & 0xF0 == 0xB0 else { return status == 0xFF }
    return data1 == 120 || data1 >= 123 && data1 <= 127
  }

  /// Whether System Exclusive, in the event or in a slot of the pool.
  @inlinable public var isSystemExclusive: Bool { slot != Event.noSlot || status == 0xF0 }
}
