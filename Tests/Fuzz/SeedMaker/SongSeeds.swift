// SPDX-License-Identifier: MIT
// Seeds of the song target: every event, every header, songs with banks of their own. One thread.

private let note = SongFile.event(0, 0x90, 60, 100) + SongFile.event(96, 60, 0)

/// Every meta event of Standard MIDI Files 1.0, and the port prefix.
private let allMeta =
  SongFile.meta(0, 0, [0, 1]) + (UInt8(1)...9).flatMap { SongFile.meta(1, $0, Array("text \($0)".utf8)) }
  + SongFile.meta(0, 0x20, [3]) + SongFile.meta(0, 0x21, [1]) + SongFile.tempo(5, 400_000)
  + SongFile.meta(0, 0x54, [0x61, 2, 3, 4, 5]) + SongFile.meta(0, 0x58, [7, 3, 24, 8]) + SongFile.meta(0, 0x59, [2, 1])
  + SongFile.meta(0, 0x7F, [0x43, 1, 2])

/// Every channel message, under running status where that may be.
private let allMessages =
  (UInt8(8)...14).flatMap { kind in
    let data: [UInt8] = kind == 12 || kind == 13 ? [5] : [5, 64]
    return [3] + [kind << 4 | 2] + data + [2] + data
  }

/// Resets and settings that synthesizers know, each a whole message but for its F0.
private let exclusives: [[UInt8]] = [
  [0x7E, 0x7F, 9, 1, 0xF7], [0x7E, 0x7F, 9, 3, 0xF7], [0x7E, 0x7F, 9, 2, 0xF7], [0x7E, 0x7F, 10, 1, 0xF7],
  [0x41, 0x10, 0x42, 0x12, 0x40, 0, 0x7F, 0, 0x41, 0xF7], [0x43, 0x10, 0x4C, 0, 0, 0x7E, 0, 0xF7],
  [0x7F, 0x7F, 4, 1, 0, 0x40, 0xF7], [0x7F, 0x7F, 4, 3, 0, 0x50, 0xF7], [0x7F, 0x7F, 4, 4, 0, 0x41, 0xF7],
  [0x41, 0x10, 0x42, 0x12, 0x40, 0x1A, 0x15, 2, 0x0F, 0xF7], [0x7F, 0x7F, 4, 5, 1, 1, 1, 1, 1, 0, 4, 0xF7],
  [0x7F, 0x7F, 8, 2, 0, 1, 60, 61, 0, 0, 0xF7], [0x7E, 0x7F, 8, 8, 3, 0x7F, 0x7F] + Array(50..<62) + [0xF7],
  [0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x40] + Array(58..<70) + [0x20, 0xF7],
]
private let allExclusives =
  exclusives.flatMap { SongFile.exclusive(10, 0xF0, $0) } + SongFile.exclusive(5, 0xF0, [0x43, 0x12, 0])
  + SongFile.exclusive(5, 0xF7, [7, 8, 9]) + SongFile.exclusive(5, 0xF7, [10, 0xF7])
  + SongFile.exclusive(0, 0xF7, [0xF3, 1, 0xF8, 0xFA, 0x90, 60, 1])

/// Bank changes, registered and other parameters, pedals, modes.
private let controllers =
  [
    (0, 1), (32, 2), (101, 0), (100, 0), (6, 12), (38, 3), (100, 1), (6, 70), (100, 2), (6, 60), (100, 5), (6, 1),
    (98, 8), (99, 1), (6, 50), (96, 0), (97, 0), (64, 127), (66, 127), (67, 127), (5, 40), (65, 127), (84, 50),
    (71, 90), (72, 90), (73, 30), (74, 100), (75, 60), (76, 80), (77, 90), (78, 20), (91, 100), (93, 100), (126, 1),
    (127, 0), (121, 0), (120, 0), (123, 0),
  ].flatMap { SongFile.event(1, 0xB0, UInt8($0.0), UInt8($0.1)) }

private func riff(_ id: String, _ content: [UInt8]) -> [UInt8] { SongFile.chunk(id, content, isRIFF: true) }

/// A song with its bank, which stands behind it or before it, and what tells the bank's number.
private func rmid(_ parts: [[UInt8]]) -> [UInt8] { riff("RIFF", Array("RMID".utf8) + parts.flatMap { $0 }) }
private let data = riff("data", SongFile.of(format: 0, note).bytes)
private let info = riff("LIST", Array("INFO".utf8) + riff("INAM", Array("song".utf8)) + riff("DBNK", [1, 0]))

/// Names and bytes.
let songSeeds: [(String, [UInt8])] = [
  ("rich.mid", SongFile.rich.bytes),
  ("one-track.mid", SongFile.of(format: 0, division: 96, note).bytes),
  ("meta.mid", SongFile.of(allMeta + note).bytes),
  ("messages.mid", SongFile.of(allMessages).bytes),
  ("exclusive.mid", SongFile.of(division: 24, allExclusives + note).bytes),
  ("controllers.mid", SongFile.of(division: 1000, SongFile.event(0, 0x90, 60, 100) + controllers + note).bytes),
  ("film-25.mid", SongFile.of(division: 0xE728, note, note).bytes),
  ("film-drop.mid", SongFile.of(division: 0xE304, SongFile.tempo(9, 1) + note).bytes),
  (
    "long-pause.mid",
    SongFile.of(division: 1, SongFile.event(0xFFF_FFFF, 0x90, 60, 1), SongFile.tempo(0, 0xFF_FFFF)).bytes
  ),
  (
    "long-header.mid",
    SongFile.chunk("MThd", [0, 0, 0, 1, 1, 0xE0, 9, 9]) + SongFile.chunk("MTrk", note + SongFile.endOfTrack)
  ),
  ("bank-behind.rmi", rmid([data, info, minimalFile])),
  ("bank-before.rmi", rmid([minimalFile, data])),
  ("no-bank.rmi", rmid([data])),
]
