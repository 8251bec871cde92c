// SPDX-License-Identifier: MIT
// What an event is and which messages become one.

import MIDI
import Realtime
import Testing

/// What the audio thread does with events: compiling it is half of the test.
@_noLocks @_noAllocation
private func eventFromAudioThread(_ message: UnsafeRawBufferPointer, _ time: FrameTime) -> Event? {
  guard let event = unsafe Event(message: message, time: time, group: 3, source: 1) else { return nil }
  guard event.isNoteOff || event.isAllNotesOff else {
    return event.isSystemExclusive ? event : nil
  }
  return event
}

private func event(_ bytes: [UInt8]) -> Event? {
  unsafe bytes.withUnsafeBytes { unsafe Event(message: $0, time: FrameTime(77), group: 2, source: 5) }
}

@Suite struct EventTests {
  @Test func `an event takes 24 bytes`() {
    #expect(MemoryLayout<Event>.size == 24)
    #expect(MemoryLayout<Event>.stride == 24)
    #expect(MemoryLayout<Event>.alignment == 8)
  }

  @Test(
    arguments: [
      [0x80, 0x3C, 0x40], [0x9F, 0x00, 0x00], [0x90, 0x7F, 0x7F], [0xA1, 1, 2], [0xB0, 123, 0], [0xC5, 0x7F],
      [0xD0, 0],
      [0xE3, 0x7F, 0x7F], [0xF1, 0x12], [0xF2, 0x01, 0x02], [0xF3, 0x05], [0xF6], [0xF8], [0xFA], [0xFE], [0xFF],
      [0xF0, 0xF7], [0xF0, 0x7E, 0xF7], [0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7], [0xF0, 1, 2, 3, 4, 5, 6, 0xF7],
    ] as [[UInt8]])
  func `a whole message becomes an event`(bytes: [UInt8]) throws {
    let made = try #require(event(bytes))
    #expect(Int(made.length) == bytes.count)
    #expect(
      (0..<8).map { UInt8(truncatingIfNeeded: made.packed >> UInt64(8 * $0)) }
        == bytes + Array(repeating: 0, count: 8 - bytes.count))
    #expect(made.time == FrameTime(77) && made.group == 2 && made.source == 5 && made.slot == Event.noSlot)
  }

  @Test(
    arguments: [
      [], [0x40], [0x40, 0x3C, 0x40], [0x90], [0x90, 0x3C], [0x90, 0x3C, 0x40, 0x00], [0x90, 0x80, 0x40],
      [0x90, 0x3C, 0xFF], [0xC0, 0x01, 0x02], [0xC0, 0x80], [0xF0], [0xF0, 0x01], [0xF0, 0x80, 0xF7],
      [0xF0, 0xF7, 0xF7],
      [0xF1], [0xF2, 0x01], [0xF4], [0xF5], [0xF7], [0xF8, 0x00], [0xFF, 0x2F, 0x00],
      [0xF0, 1, 2, 3, 4, 5, 6, 7, 0xF7],
    ] as [[UInt8]])
  func `a malformed message becomes none`(bytes: [UInt8]) {
    #expect(event(bytes) == nil)
  }

  @Test func `every message of up to three bytes is judged as the table of statuses says`() {
    let dataCounts: [UInt8: Int] = [0xF1: 1, 0xF2: 2, 0xF3: 1]
    for status in UInt8.min...UInt8.max {
      let isKnown = status >= 0x80 && ![0xF0, 0xF4, 0xF5, 0xF7].contains(status)
      let dataCount = status >= 0xF0 ? dataCounts[status] ?? 0 : status & 0xE0 == 0xC0 ? 1 : 2
      for count in 0...2 {
        for data in [0, 0x7F, 0x80] as [UInt8] where count > 0 || data == 0 {
          let bytes = [status] + Array(repeating: data, count: count)
          #expect((event(bytes) != nil) == (isKnown && dataCount == count && data < 0x80), "\(bytes)")
        }
      }
    }
  }

  @Test func `notes end as the specification says`() {
    let kinds = { (event: Event) in [event.isNoteOff, event.isAllNotesOff] }
    #expect(kinds(Event(time: .zero, 0x90, 60, 1)) == [false, false])
    #expect(kinds(Event(time: .zero, 0x9A, 60, 0)) == [true, false])
    #expect(kinds(Event(time: .zero, 0x8F, 60, 64)) == [true, false])
    #expect(kinds(Event(time: .zero, 0xFF)) == [false, true])
    #expect(kinds(Event(time: .zero, 0xFE)) == [false, false])
    #expect(kinds(Event(time: .zero, slot: 0, length: 20)) == [false, false])
  }

  @Test func `of the controllers only 120 and 123 to 127 silence a channel`() {
    let silencing = (0...127).filter { Event(time: .zero, 0xB4, UInt8($0), 0).isAllNotesOff }
    #expect(silencing == [120, 123, 124, 125, 126, 127])
  }

  @Test func `system exclusive is known inline and in a slot`() throws {
    #expect(try #require(event([0xF0, 0x7E, 0xF7])).isSystemExclusive)
    #expect(Event(time: .zero, slot: 3, length: 100).isSystemExclusive)
    #expect(!Event(time: .zero, 0x90, 60, 1).isSystemExclusive)
  }

  @Test func `the audio thread makes and asks events`() {
    let bytes: [UInt8] = [0x90, 60, 0]
    let made = unsafe bytes.withUnsafeBytes { unsafe eventFromAudioThread($0, FrameTime(4)) }
    #expect(made == Event(time: FrameTime(4), 0x90, 60, 0, group: 3, source: 1))
  }
}
