// SPDX-License-Identifier: MIT
// Damaged files: what can be played plays, and a warning names the byte.

import MIDI
import Testing

private let note = SongFile.event(0, 0x90, 60, 100)
private let headerLength = 14
private let trackStart = headerLength + 8

/// Bytes of a file, what is read of them, and the sentences about it.
private struct DamageCase: CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  let messages: [[UInt8]]
  let warnings: [String]

  init(_ name: String, _ bytes: [UInt8], _ messages: [[UInt8]], _ warnings: String...) {
    testDescription = name
    self.bytes = bytes
    self.messages = messages
    self.warnings = warnings
  }

  /// A file of one track with these events.
  init(_ name: String, track: [UInt8], _ messages: [[UInt8]], _ warnings: String...) {
    testDescription = name
    self.bytes = SongFile(tracks: [track]).bytes
    self.messages = messages
    self.warnings = warnings
  }
}

/// `bytes` with some of them replaced.
private func changed(_ bytes: [UInt8], at offset: Int, to new: UInt8...) -> [UInt8] {
  var bytes = bytes
  bytes.replaceSubrange(offset..<offset + new.count, with: new)
  return bytes
}

private let sound = SongFile.of(note, note).bytes
private let played: [[UInt8]] = [[0x90, 60, 100], [0x90, 60, 100]]
private let end = SongFile.endOfTrack

private let headerCases = [
  DamageCase(
    "a longer header", SongFile.chunk("MThd", [0, 1, 0, 1, 1, 0xE0, 9, 9]) + SongFile.chunk("MTrk", note + end),
    [[0x90, 60, 100]], "the header has an unusual length (offset 4: expected 6, found 8)"),
  DamageCase(
    "a header that tells no length", changed(sound, at: 7, to: 0), played,
    "the header has an unusual length (offset 4: expected 6, found 0)"),
  DamageCase(
    "a header that tells a huge length", changed(sound, at: 4, to: 0xFF), played,
    "the header has an unusual length (offset 4: expected 6, found 4278190086)"),
  DamageCase(
    "a header whose length hides a track", changed(sound, at: 7, to: 8), played,
    "the header has an unusual length (offset 4: expected 6, found 8)"),
  DamageCase(
    "more tracks declared", changed(sound, at: 11, to: 3), played,
    "the header tells another number of tracks (offset 10: expected 2, found 3)"),
  DamageCase(
    "fewer tracks declared", changed(sound, at: 11, to: 1), played,
    "the header tells another number of tracks (offset 10: expected 2, found 1)"),
]

private let chunkCases = [
  DamageCase(
    "an unknown chunk",
    SongFile.of(note).header + SongFile.chunk("XFIH", [1, 2, 3]) + SongFile.chunk("MTrk", note + end),
    [[0x90, 60, 100]], "an unknown chunk is skipped (offset 14: expected 'MTrk', found 'XFIH')"),
  DamageCase(
    "stray bytes between tracks",
    SongFile.of(note).header + [0, 1, 2, 3, 4] + SongFile.chunk("MTrk", note + end),
    [[0x90, 60, 100]], "bytes outside of any chunk are skipped (offset 14: expected a chunk, found 0x00010203)"),
  DamageCase(
    "a few bytes at the end", sound + [0, 0], played,
    "bytes outside of any chunk are skipped (offset \(sound.count): expected a chunk, found 0x0000)"),
  DamageCase(
    "a track longer than the file", changed(sound, at: trackStart - 4, to: 0x7F), played,
    "a chunk is longer than the file (offset 18: expected a length within the file, found 2130706440)",
    "bytes after the end of a track are skipped (offset 30: expected the end of the chunk, found 'MTrk')"),
  DamageCase(
    "a track that hides the next", changed(sound, at: trackStart - 1, to: 10), played,
    "bytes after the end of a track are skipped (offset 30: expected the end of the chunk, found 'MTrk')"),
  DamageCase(
    "a track that tells no length", changed(sound, at: trackStart - 1, to: 0), played,
    "a track with events tells no length (offset 18: expected the length of the track, found 0)",
    "bytes after the end of a track are skipped (offset 30: expected the end of the chunk, found 'MTrk')"),
  DamageCase(
    "a track that is too short", changed(sound, at: trackStart - 1, to: 4), played,
    "a track does not tell its end (offset 26: expected 0xFF2F00, found the end of the track)",
    "bytes outside of any chunk are skipped (offset 26: expected a chunk, found 0x00FF2F00)"),
  DamageCase(
    "an empty track", SongFile(tracks: [[], note + end]).bytes, [[0x90, 60, 100]],
    "a track does not tell its end (offset 22: expected 0xFF2F00, found the end of the track)"),
  DamageCase(
    "bytes after the end of a track", track: note + end + [1, 2, 3], [[0x90, 60, 100]],
    "bytes after the end of a track are skipped (offset 30: expected the end of the chunk, found 0x010203)"),
]

private let eventCases = [
  DamageCase(
    "no end of track", track: note, [[0x90, 60, 100]],
    "a track does not tell its end (offset 26: expected 0xFF2F00, found the end of the track)"),
  DamageCase(
    "a quantity of five bytes", track: note + [0xFF, 0xFF, 0xFF, 0xFF, 0x7F] + note + end, [[0x90, 60, 100]],
    "a quantity is too long, the rest of the track is lost (offset 26: expected at most 4 bytes, found 0xFFFFFFFF7F)"),
  DamageCase(
    "an event cut off", track: note + [0, 0x90, 60], [[0x90, 60, 100]],
    "an event is cut off, the rest of the track is lost "
      + "(offset 29: expected the rest of the event, found the end of the track)"),
  DamageCase(
    "a delta time alone", track: note + [0], [[0x90, 60, 100]],
    "an event is cut off, the rest of the track is lost "
      + "(offset 27: expected the rest of the event, found the end of the track)"),
  DamageCase(
    "a meta event beyond the track", track: note + [0, 0xFF, 1, 99, 0x41], [[0x90, 60, 100]],
    "an event is cut off, the rest of the track is lost "
      + "(offset 29: expected the rest of the event, found the end of the track)"),
  DamageCase(
    "system exclusive beyond the track", track: note + [0, 0xF0, 5, 1, 2, 3], [[0x90, 60, 100]],
    "an event is cut off, the rest of the track is lost "
      + "(offset 28: expected the rest of the event, found the end of the track)"),
  DamageCase(
    "data before any status", track: [0, 60, 100, 0x90, 61, 1] + note + end, [[0x90, 61, 1], [0x90, 60, 100]],
    "data bytes without a status are skipped (offset 23: expected a status byte, found 0x3C64)"),
  DamageCase(
    "running status over a meta event", track: note + SongFile.meta(0, 1, [65]) + [0, 61, 1, 0, 62, 1] + end,
    [[0x90, 60, 100], [0x90, 61, 1], [0x90, 62, 1]],
    "running status goes on after an event that ends it (offset 32: expected a status byte, found 0x3D)"),
  DamageCase(
    "a data byte with its high bit", track: [0, 0x90, 0xBC, 1] + note + end, [[0x90, 60, 100]],
    "a message is left out for its data (offset 23: expected a byte below 0x80, found 0x90BC01)"),
  DamageCase(
    "a bare song position", track: [0, 0xF2, 1, 2, 0, 0xF8] + note + end, [[0x90, 60, 100]],
    "a system message outside an escape is left out (offset 23: expected a channel, F0, F7 or FF event, found 0xF2)",
    "a system message outside an escape is left out (offset 27: expected a channel, F0, F7 or FF event, found 0xF8)"),
  DamageCase(
    "a system exclusive message cut off by a status", track: SongFile.exclusive(0, 0xF0, [1, 0x90, 1, 2]) + end,
    [[0x90, 1, 2]],
    "a cut-off System Exclusive message is left out (offset 23: expected F7 at its end, found 0x01900102)"),
]

private let metaCases = [
  DamageCase(
    "a tempo of 0", track: SongFile.tempo(0, 0) + note + end, [[0x90, 60, 100]],
    "a tempo is ignored (offset 26: expected at least 1 microsecond a quarter note, found 0)"),
  DamageCase(
    "a tempo of two bytes", track: SongFile.meta(0, 0x51, [7, 0xA1]) + note + end, [[0x90, 60, 100]],
    "meta event 0x51 is ignored (offset 23: expected a length of 3, found 2)"),
  DamageCase(
    "a time signature of no beats", track: SongFile.meta(0, 0x58, [0, 2, 24, 8]) + note + end, [[0x90, 60, 100]],
    "a time signature is ignored (offset 26: expected beats of a whole to a 128th note, found 0x0002)"),
  DamageCase(
    "a time signature of unknown notes", track: SongFile.meta(0, 0x58, [4, 200, 24, 8]) + note + end,
    [[0x90, 60, 100]],
    "a time signature is ignored (offset 26: expected beats of a whole to a 128th note, found 0x04C8)"),
  DamageCase(
    "a port without a number", track: SongFile.meta(0, 0x21, []) + note + end, [[0x90, 60, 100]],
    "meta event 0x21 is ignored (offset 23: expected a length of 1, found 0)"),
]

/// A file that cannot be played and the sentence about it.
private struct RefusedCase: CustomTestStringConvertible {
  let bytes: [UInt8]
  let testDescription: String

  init(_ bytes: [UInt8], _ sentence: String) {
    self.bytes = bytes
    testDescription = sentence
  }
}

private let refusedCases = [
  RefusedCase([], "not a MIDI file (offset 0: expected 'MThd', 'RIFF' or 'XMF_', found the end of the file)"),
  RefusedCase([0x4D], "not a MIDI file (offset 0: expected 'MThd', 'RIFF' or 'XMF_', found 0x4D)"),
  RefusedCase(
    Array("RIFF\u{4}\0\0\0WAVE".utf8), "not a MIDI file (offset 8: expected 'RMID', found 'WAVE')"),
  RefusedCase(Array("OggS....".utf8), "not a MIDI file (offset 0: expected 'MThd', 'RIFF' or 'XMF_', found 'OggS')"),
  RefusedCase(
    Array("MThd\0\0\0\u{6}\0".utf8), "the header is cut off (offset 9: expected 14 bytes, found the end of the file)"),
  RefusedCase(
    SongFile(format: 2, tracks: [end]).bytes,
    "format 2, independent patterns, cannot be played (offset 8: expected 0 or 1, found 2)"),
  RefusedCase(
    SongFile(format: 257, tracks: [end]).bytes, "the file has an unknown format (offset 8: expected 0 or 1, found 257)"),
  RefusedCase(
    SongFile(division: 0, tracks: [end]).bytes,
    "the division is unusable (offset 12: expected ticks a quarter note, or a frame of 24, 25, 29 or 30 a second, "
      + "found 0x0000)"),
  RefusedCase(
    SongFile(division: 0xE200, tracks: [end]).bytes,
    "the division is unusable (offset 12: expected ticks a quarter note, or a frame of 24, 25, 29 or 30 a second, "
      + "found 0xE200)"),
  RefusedCase(
    SongFile(declaredTrackCount: 1).bytes,
    "the file has no track (offset 14: expected 'MTrk', found the end of the file)"),
  RefusedCase(
    SongFile().header + Array("MTr".utf8), "the file has no track (offset 14: expected 'MTrk', found 0x4D5472)"),
]

@Suite struct SongDamageTests {
  @Test(arguments: headerCases + chunkCases + eventCases + metaCases)
  private func `what can be played plays and the rest gets a sentence`(damage: DamageCase) throws {
    let song = try Song(bytes: damage.bytes)
    #expect(song.events.map { song.bytes(of: $0) } == damage.messages)
    #expect(song.warnings.map(\.description) == damage.warnings)
    #expect(song.omittedWarningCount == 0)
  }

  @Test(arguments: refusedCases)
  private func `what is no song is refused with a sentence`(refused: RefusedCase) {
    let error = #expect(throws: SongError.self) { try Song(bytes: refused.bytes) }
    #expect(error?.description == refused.testDescription)
  }

  @Test func `an ignored tempo leaves the one before in force`() throws {
    let song = try Song(bytes: SongFile.of(SongFile.tempo(0, 250_000) + SongFile.tempo(480, 0) + note).bytes)
    #expect(song.tempoMap.tempos == [TempoMap.Tempo(tick: 0, microsecondsPerQuarter: 250_000)])
  }

  @Test func `a hundred warnings are kept and the rest counted`() throws {
    let tempos = Array(repeating: SongFile.tempo(0, 0), count: 250).flatMap { $0 }
    let song = try Song(bytes: SongFile.of(tempos + note).bytes)
    #expect(song.warnings.count == 100 && song.omittedWarningCount == 150)
    #expect(song.events.count == 1)
  }
}
