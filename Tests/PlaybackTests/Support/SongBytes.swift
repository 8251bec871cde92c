// SPDX-License-Identifier: MIT
// A song as the bytes of its file. Any thread.

import MIDI

/// A Standard MIDI File of one track: 480 ticks a quarter, 120 quarters a minute, so that a tick is 50 frames at 48 kHz.
struct SongBytes {
  static let framesPerTick = 50

  private var track: [UInt8] = []
  private var lastTick = 0

  /// Adds a message; ticks must not fall.
  mutating func add(_ tick: Int, _ bytes: [UInt8]) {
    track += quantity(tick - lastTick)
    track += bytes[0] == 0xF0 ? [0xF0] + quantity(bytes.count - 1) + bytes.dropFirst() : bytes
    lastTick = tick
  }

  /// The song, whose track ends at a tick.
  func song(end: Int) throws -> Song {
    let all = track + quantity(end - lastTick) + [0xFF, 0x2F, 0]
    let length = (0..<4).map { UInt8(truncatingIfNeeded: all.count >> (24 - 8 * $0)) }
    let header: [UInt8] = [0, 0, 0, 6, 0, 0, 0, 1, 0x01, 0xE0]
    return try Song(bytes: Array("MThd".utf8) + header + Array("MTrk".utf8) + length + all)
  }

  private func quantity(_ value: Int) -> [UInt8] {
    var bytes = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }
}
