// SPDX-License-Identifier: MIT
// Small songs, made byte by byte. Any thread.

/// A song of one tick a millisecond: 500 ticks a quarter note at 120 quarters a minute.
enum TestSong {
  /// A quarter of a second of program 1 in three notes of different keys and velocities, at odd ticks.
  static let short = song([
    event(0, 0xC0, 1), event(3, 0x90, 69, 127), event(37, 0x90, 76, 60), event(61, 0x80, 69, 0),
    event(20, 0x90, 64, 90), event(50, 0x80, 76, 0), event(80, 0x80, 64, 0),
  ])

  /// One note of program 0, which is a constant, for a fifth of a second: velocity, volume and expression at their most.
  static let constant = song([
    event(0, 0xB0, 7, 127), event(0, 0xB0, 11, 127), event(0, 0xB0, 10, 64), event(0, 0x90, 69, 127),
    event(200, 0x80, 69, 0),
  ])

  /// Eight notes at once for a tenth of a second.
  static let chord = song(
    (60..<68).map { event(0, 0x90, UInt8($0), 100) } + (60..<68).map { event($0 == 60 ? 100 : 0, 0x80, UInt8($0), 0) })

  /// A track for each of `groupCount` MIDI ports, a note on each.
  static func ports(_ groupCount: Int) -> [UInt8] {
    file(
      (0..<groupCount).map { port in
        [0, 0xFF, 0x21, 1, UInt8(port)] + event(port, 0x90, 69, 30) + event(50, 0x80, 69, 0)
      })
  }

  /// A song of one track.
  static func song(_ events: [[UInt8]]) -> [UInt8] { file([events.flatMap(\.self)]) }

  /// A file of tracks.
  static func file(_ tracks: [[UInt8]], format: Int? = nil) -> [UInt8] {
    let format = format ?? (tracks.count == 1 ? 0 : 1)
    let header = [format, tracks.count, 500].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    return chunk("MThd", header) + tracks.flatMap { chunk("MTrk", $0 + [0, 0xFF, 0x2F, 0]) }
  }

  /// An event after some milliseconds.
  static func event(_ delta: Int, _ bytes: UInt8...) -> [UInt8] { quantity(delta) + bytes }

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

  /// An RMID file of a song and a bank.
  static func rmid(_ song: [UInt8], bank: [UInt8]) -> [UInt8] {
    TestBank.chunk("RIFF", Array("RMID".utf8) + TestBank.chunk("data", song) + bank)
  }

  private static func chunk(_ identifier: String, _ payload: [UInt8]) -> [UInt8] {
    Array(identifier.utf8) + (0..<4).map { UInt8(payload.count >> (24 - 8 * $0) & 0xFF) } + payload
  }
}
