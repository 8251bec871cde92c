// SPDX-License-Identifier: MIT
// Writes Standard MIDI Files, format 1. Off-line.

/// One track: messages at ticks, written in order of time and, at equal times, of arrival.
struct SMFTrack {
  /// Ticks per quarter note of every song.
  static let ticksPerQuarter = 480

  private var events: [(tick: Int, rank: Int, bytes: [UInt8])] = []

  /// A channel message or, starting with FF or F0, a meta event or SysEx in its file form.
  mutating func add(_ bytes: [UInt8], beat: Double) {
    let tick = max(0, Int((beat * Double(Self.ticksPerQuarter)).rounded()))
    // Note-offs go first at their tick, or a repeated key would be cut at its start.
    let rank = bytes[0] & 0xF0 == 0x80 ? 0 : bytes[0] & 0xF0 == 0x90 ? 2 : 1
    events.append((tick, rank, bytes))
  }

  /// A text meta event: 1 text, 2 copyright, 3 track name, 6 marker.
  mutating func addText(_ text: String, type: UInt8, beat: Double = 0) {
    add([0xFF, type] + Self.variable(text.utf8.count) + Array(text.utf8), beat: beat)
  }

  /// The `MTrk` chunk.
  var chunk: [UInt8] {
    let ordered = events.enumerated().sorted {
      ($0.element.tick, $0.element.rank, $0.offset) < ($1.element.tick, $1.element.rank, $1.offset)
    }
    var body: [UInt8] = []
    var now = 0
    for event in ordered.map(\.element) {
      body += Self.variable(event.tick - now) + event.bytes
      now = event.tick
    }
    body += [0, 0xFF, 0x2F, 0]
    return Array("MTrk".utf8) + Self.big(body.count, bytes: 4) + body
  }

  /// A variable-length quantity.
  static func variable(_ value: Int) -> [UInt8] {
    var rest = value >> 7
    var bytes = [UInt8(value & 0x7F)]
    while rest > 0 {
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }

  /// A big-endian number.
  static func big(_ value: Int, bytes: Int) -> [UInt8] {
    (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
