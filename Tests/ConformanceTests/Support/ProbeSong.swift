// SPDX-License-Identifier: MIT
// Songs of a few notes whose tick is one frame. Any thread.

/// What happens at a frame of a song.
struct Cue: Sendable {
  private(set) var frame: Int
  let messages: [[UInt8]]

  init(_ frame: Int, _ messages: [UInt8]...) {
    self.frame = frame
    self.messages = messages
  }

  static func on(_ frame: Int, _ key: UInt8 = 60, _ velocity: UInt8 = 127, channel: UInt8 = 0) -> Cue {
    Cue(frame, [0x90 | channel, key, velocity])
  }

  static func off(_ frame: Int, _ key: UInt8 = 60, channel: UInt8 = 0) -> Cue { Cue(frame, [0x80 | channel, key, 64]) }

  static func control(_ frame: Int, _ number: UInt8, _ value: UInt8, channel: UInt8 = 0) -> Cue {
    Cue(frame, [0xB0 | channel, number, value])
  }

  static func program(_ frame: Int, _ program: UInt8, channel: UInt8 = 0) -> Cue {
    Cue(frame, [0xC0 | channel, program])
  }

  /// Both halves of the bank, without a program change.
  static func bank(_ frame: Int, _ high: UInt8, _ low: UInt8 = 0, channel: UInt8 = 0) -> Cue {
    Cue(frame, [0xB0 | channel, 0, high], [0xB0 | channel, 32, low])
  }

  static func keyPressure(_ frame: Int, _ key: UInt8, _ value: UInt8) -> Cue { Cue(frame, [0xA0, key, value]) }

  static func channelPressure(_ frame: Int, _ value: UInt8) -> Cue { Cue(frame, [0xD0, value]) }

  static func wheel(_ frame: Int, _ value: Int) -> Cue { Cue(frame, [0xE0, UInt8(value & 127), UInt8(value >> 7)]) }

  /// A registered parameter with both halves of its value.
  static func registered(_ frame: Int, _ number: UInt8, _ high: UInt8, _ low: UInt8 = 0, channel: UInt8 = 0) -> Cue {
    let control = 0xB0 | channel
    return Cue(frame, [control, 101, 0], [control, 100, number], [control, 6, high], [control, 38, low])
  }

  /// The same, later.
  func later(by frames: Int) -> Cue {
    var cue = self
    cue.frame += frames
    return cue
  }

  /// A System Exclusive message, from behind its first byte on.
  static func exclusive(_ frame: Int, _ bytes: UInt8...) -> Cue {
    Cue(frame, [0xF0, UInt8(bytes.count + 1)] + bytes + [0xF7])
  }
}

/// A Standard MIDI File of 24000 ticks a quarter and half a second a quarter: at 48 kHz a tick is a frame.
struct ProbeSong: Sendable {
  /// Where the song ends, and what is measured at most.
  let frames: Int
  let bytes: [UInt8]

  /// `isAtFullVolume`: CC7 is 127 on every channel from the beginning on, and not 100 as at power-on.
  init(frames: Int, isAtFullVolume: Bool = true, _ cues: [Cue]) {
    self.frames = frames
    let volume = Cue(0, [0xB0, 7, 127], [0xB1, 7, 127], [0xB9, 7, 127])
    // FluidSynth goes on for as long as a key is down.
    let silence = Cue(frames, [0xB0, 120, 0], [0xB1, 120, 0], [0xB9, 120, 0])
    // Those of one frame stay in the order of the list.
    let order = ((isAtFullVolume ? [volume] : []) + cues + [silence]).enumerated()
      .sorted { ($0.element.frame, $0.offset) < ($1.element.frame, $1.offset) }.map(\.element)
    var track: [UInt8] = []
    var now = 0
    for cue in order {
      for message in cue.messages {
        track += Self.quantity(cue.frame - now) + message
        now = cue.frame
      }
    }
    track += Self.quantity(max(frames - now, 0)) + [0xFF, 0x2F, 0]
    bytes = Self.chunk("MThd", [0, 0, 0, 1, 0x5D, 0xC0]) + Self.chunk("MTrk", track)
  }

  /// Slots of equal length, one after the other, each with cues that count from its beginning.
  init(slots: [[Cue]], of frames: Int, isAtFullVolume: Bool = true) {
    let cues = slots.enumerated().flatMap { slot in slot.element.map { $0.later(by: slot.offset * frames) } }
    self.init(frames: slots.count * frames, isAtFullVolume: isAtFullVolume, cues)
  }

  private static func chunk(_ identifier: String, _ payload: [UInt8]) -> [UInt8] {
    Array(identifier.utf8) + (0..<4).map { UInt8(payload.count >> (24 - 8 * $0) & 0xFF) } + payload
  }

  /// A variable-length quantity.
  private static func quantity(_ value: Int) -> [UInt8] {
    var bytes = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }
}
