// SPDX-License-Identifier: MIT
// Builds Standard MIDI Files for the tests, byte by byte.

/// A Standard MIDI File in the making.
struct SongFile {
  var format = 1
  var division: UInt16 = 480
  /// What the header tells, where it is not the number of tracks.
  var declaredTrackCount: Int?
  var tracks: [[UInt8]] = []

  /// One track of events, as `SongFile.event` makes them, with its End of Track.
  static func of(format: Int = 1, division: UInt16 = 480, _ tracks: [UInt8]...) -> SongFile {
    SongFile(format: format, division: division, tracks: tracks.map { $0 + endOfTrack })
  }

  static let endOfTrack: [UInt8] = [0, 0xFF, 0x2F, 0]

  /// An event after `delta` ticks.
  static func event(_ delta: Int, _ bytes: UInt8...) -> [UInt8] { quantity(delta) + bytes }

  /// A meta event after `delta` ticks.
  static func meta(_ delta: Int, _ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
    quantity(delta) + [0xFF, kind] + quantity(content.count) + content
  }

  /// A tempo after `delta` ticks.
  static func tempo(_ delta: Int, _ microseconds: Int) -> [UInt8] {
    meta(delta, 0x51, [UInt8(microseconds >> 16), UInt8(microseconds >> 8 & 0xFF), UInt8(microseconds & 0xFF)])
  }

  /// An F0 or F7 event after `delta` ticks.
  static func exclusive(_ delta: Int, _ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
    quantity(delta) + [kind] + quantity(content.count) + content
  }

  /// A variable-length quantity.
  static func quantity(_ value: Int) -> [UInt8] {
    var bytes = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }

  /// A chunk with its length: big-endian for a song, little-endian and padded for RIFF.
  static func chunk(_ id: String, _ content: [UInt8], isRIFF: Bool = false) -> [UInt8] {
    let length = (0..<4).map { UInt8(content.count >> (8 * $0) & 0xFF) }
    let padding: [UInt8] = isRIFF && content.count % 2 == 1 ? [0] : []
    return Array(id.utf8) + (isRIFF ? length : length.reversed()) + content + padding
  }

  var header: [UInt8] {
    let count = declaredTrackCount ?? tracks.count
    let words = [format, count, Int(division)]
    return SongFile.chunk("MThd", words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
  }

  var bytes: [UInt8] { header + tracks.flatMap { SongFile.chunk("MTrk", $0) } }

  /// A song that has one of everything: both kinds of damage-prone messages, texts, tempos, ports, three tracks.
  static let rich = SongFile.of(
    meta(0, 3, Array("Everything".utf8)) + tempo(0, 600_000) + meta(0, 0x58, [6, 3, 24, 8])
      + exclusive(0, 0xF0, [0x7E, 0x7F, 9, 1, 0xF7]) + tempo(960, 400_000) + meta(480, 0x58, [3, 2, 24, 8]),
    meta(0, 0x21, [0]) + meta(0, 3, Array("Lead".utf8)) + event(0, 0xC0, 5) + event(0, 0x90, 60, 100)
      + event(240, 60, 0) + event(0, 64, 90) + event(960, 0x80, 64, 0) + meta(0, 5, Array("la".utf8))
      + event(10, 0xE0, 0, 0x40) + event(0, 0xD0, 3),
    meta(0, 0x21, [1]) + exclusive(5, 0xF0, [0x43, 0x12, 0]) + exclusive(100, 0xF7, [7, 8, 9, 10, 11])
      + exclusive(100, 0xF7, [12, 0xF7]) + exclusive(0, 0xF7, [0xF3, 1]) + event(0, 0xB9, 7, 127) + event(0, 0xA9, 1, 2)
  )
}
