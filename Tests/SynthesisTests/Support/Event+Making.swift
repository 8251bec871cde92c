// SPDX-License-Identifier: MIT
// Messages by their names. Any thread.

import MIDI
import Realtime

extension Event {
  static func on(_ frame: Int, _ key: UInt8 = 60, _ velocity: UInt8 = 127, channel: UInt8 = 0, group: UInt16 = 1)
    -> Event
  {
    Event(time: FrameTime(Int64(frame)), 0x90 | channel, key, velocity, group: group)
  }

  static func off(_ frame: Int, _ key: UInt8 = 60, channel: UInt8 = 0, group: UInt16 = 1) -> Event {
    Event(time: FrameTime(Int64(frame)), 0x80 | channel, key, 64, group: group)
  }

  static func control(_ frame: Int, _ number: UInt8, _ value: UInt8, channel: UInt8 = 0, group: UInt16 = 1) -> Event {
    Event(time: FrameTime(Int64(frame)), 0xB0 | channel, number, value, group: group)
  }

  static func program(_ frame: Int, _ number: UInt8, channel: UInt8 = 0, group: UInt16 = 1) -> Event {
    Event(time: FrameTime(Int64(frame)), 0xC0 | channel, number, group: group)
  }

  static func pressure(_ frame: Int, _ value: UInt8, channel: UInt8 = 0) -> Event {
    Event(time: FrameTime(Int64(frame)), 0xD0 | channel, value)
  }

  /// `value`: 0 to 16383, 8192 the centre.
  static func wheel(_ frame: Int, _ value: Int, channel: UInt8 = 0) -> Event {
    Event(time: FrameTime(Int64(frame)), 0xE0 | channel, UInt8(value & 0x7F), UInt8(value >> 7))
  }

  /// A registered parameter; `value`: 14 bits.
  static func parameter(_ frame: Int, _ number: UInt8, _ value: Int, channel: UInt8 = 0) -> [Event] {
    [(101, 0), (100, number), (6, UInt8(value >> 7)), (38, UInt8(value & 0x7F))].map {
      control(frame, $0.0, $0.1, channel: channel)
    }
  }

  /// Full volume: CC7 and CC11 at 127.
  static func fullVolume(_ frame: Int = 0, channel: UInt8 = 0) -> [Event] {
    [control(frame, 7, 127, channel: channel), control(frame, 11, 127, channel: channel)]
  }
}
