// SPDX-License-Identifier: MIT
// Songs without a fault, read: events, order, texts, ports, System Exclusive.

import MIDI
import Testing

private func read(_ file: SongFile) throws -> Song { try Song(bytes: file.bytes) }

private func messages(_ song: Song) -> [[UInt8]] { song.events.map { song.bytes(of: $0) } }

@Suite struct SongTests {
  @Test func `a song of one of everything has all of it and no warning`() throws {
    let song = try read(.rich)
    #expect(song.warnings.map(\.description) == [])
    #expect(song.format == 1 && song.trackCount == 3 && song.name == "Everything")
    #expect(song.name(ofTrack: 1) == "Lead" && song.name(ofTrack: 2) == nil)
    #expect(song.texts.map(\.kind) == [.trackName, .trackName, .lyric])
    #expect(song.texts.map(\.string) == ["Everything", "Lead", "la"])
    #expect(song.texts.map(\.tick) == [0, 0, 1200] && song.texts.map(\.track) == [0, 1, 1])
    #expect(song.tempoMap.tempos.map(\.microsecondsPerQuarter) == [600_000, 400_000])
    #expect(song.timeSignatures.map(\.tick) == [0, 1440])
    #expect(song.lengthInTicks == 1440)
    #expect(song.usedChannelCount == 2 && song.groupCount == 2)
    #expect(song.embeddedBanks.isEmpty)
    #expect(song.events.map(\.tick) == [0, 0, 0, 205, 205, 205, 205, 240, 240, 1200, 1210, 1210])
    #expect(messages(song).last == [0xD0, 3])
  }

  @Test func `running status repeats the last status of its track`() throws {
    let track =
      SongFile.event(0, 0x90, 60, 1) + SongFile.event(1, 61, 2) + SongFile.event(1, 0xC1, 9)
      + SongFile.event(1, 10)
    let song = try read(.of(format: 0, track))
    #expect(messages(song) == [[0x90, 60, 1], [0x90, 61, 2], [0xC1, 9], [0xC1, 10]])
    #expect(song.warnings == [])
  }

  @Test func `running status does not cross to the next track`() throws {
    let song = try read(.of(SongFile.event(0, 0x90, 60, 1), SongFile.event(0, 61, 2)))
    #expect(messages(song) == [[0x90, 60, 1]])
    #expect(song.warnings.map(\.problem) == [.dataWithoutStatus])
  }

  @Test func `events of one tick stand in the order of tracks and then of their places`() throws {
    let tracks = (0..<20).map { track in
      (0..<30).flatMap { SongFile.event($0 % 3 == 0 ? 1 : 0, 0x90, UInt8(track), UInt8($0)) } + SongFile.endOfTrack
    }
    let song = try read(SongFile(tracks: tracks))
    #expect(song.events.count == 600)
    let keys = song.events.map { [$0.tick, Int64($0.track), Int64($0.packed >> 16)] }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
  }

  @Test(arguments: [0, 1, 0x7F, 0x80, 0x3FFF, 0x4000, 0x1F_FFFF, 0x20_0000, 0xFFF_FFFF])
  func `a delta time may have one to four bytes`(delta: Int) throws {
    let song = try read(.of(SongFile.event(delta, 0xC0, 1) + SongFile.event(delta, 0xC0, 2)))
    #expect(song.events.map(\.tick) == [Int64(delta), Int64(2 * delta)])
  }

  @Test func `the length counts the rest after the last event`() throws {
    let song = try read(
      SongFile(tracks: [SongFile.event(10, 0xC0, 1) + [0x83, 0x60, 0xFF, 0x2F, 0], SongFile.event(20, 0xC0, 1)]))
    #expect(song.lengthInTicks == 10 + 480)
    #expect(song.lengthInSeconds == 490.0 / 960)
  }

  @Test func `words are UTF-8 or Latin-1 and cannot command a terminal`() throws {
    let track =
      SongFile.meta(0, 3, Array("Größe".utf8)) + SongFile.meta(0, 1, [0x47, 0x72, 0xF6, 0xDF, 0x65])
      + SongFile.meta(0, 6, [0x1B, 0x5B, 0x32, 0x4A, 0x9B, 0x0A, 0]) + SongFile.meta(0, 5, [])
    let song = try read(.of(track))
    #expect(song.texts.map(\.string) == ["Größe", "Größe", "[2J\n"])
  }

  @Test func `a song on the third port alone plays on the first group`() throws {
    let song = try read(
      .of(SongFile.exclusive(0, 0xF0, [1, 0xF7]), SongFile.meta(0, 0x21, [2]) + SongFile.event(0, 0x93, 1, 1)))
    #expect(song.events.map(\.group) == [0, 1])
    #expect(song.groupCount == 1 && song.usedChannelCount == 1)
  }

  @Test func `two ports are two groups with channels of their own`() throws {
    let port = { (port: UInt8) in SongFile.meta(0, 0x21, [port]) + SongFile.event(0, 0x90, 1, 1) }
    let song = try read(.of(port(5), port(1) + SongFile.event(0, 0x91, 1, 1)))
    #expect(song.events.map(\.group) == [2, 1, 1])
    #expect(song.usedChannelCount == 3)
  }

  @Test func `a song without channel messages has one group`() throws {
    let song = try read(.of([]))
    #expect(song.events.count == 0 && song.groupCount == 1 && song.usedChannelCount == 0)
  }

  @Test(arguments: [3, 8, 9, 127, 128, 5000])
  func `a system exclusive message of any length keeps its bytes`(length: Int) throws {
    let content = (0..<length - 2).map { UInt8($0 & 0x7F) } + [0xF7]
    let song = try read(.of(SongFile.exclusive(7, 0xF0, content) + SongFile.exclusive(1, 0xF0, content)))
    #expect(messages(song) == [[0xF0] + content, [0xF0] + content])
    #expect(song.events.map(\.isLong) == [length > 8, length > 8])
    #expect(song.events.map(\.status) == [0xF0, 0xF0])
    #expect(song.systemExclusiveBytes.count == (length > 8 ? 2 * length : 0))
  }

  @Test func `packets of a system exclusive message are put together at the last one`() throws {
    let track =
      SongFile.exclusive(10, 0xF0, [0x43, 0x12, 0x00]) + SongFile.exclusive(200, 0xF7, [0x43, 1, 2, 3, 4])
      + SongFile.meta(0, 1, [0x41]) + SongFile.exclusive(100, 0xF7, [5, 6, 0xF7]) + SongFile.event(0, 0xC0, 1)
    let song = try read(.of(track))
    #expect(messages(song) == [[0xF0, 0x43, 0x12, 0, 0x43, 1, 2, 3, 4, 5, 6, 0xF7], [0xC0, 1]])
    #expect(song.events.map(\.tick) == [310, 310])
    #expect(song.warnings == [])
  }

  @Test func `a message without F7 ends where the next event begins and sounds at its own tick`() throws {
    let track =
      SongFile.exclusive(10, 0xF0, [1, 2]) + SongFile.event(50, 0xC0, 1) + SongFile.exclusive(0, 0xF0, [3])
      + SongFile.exclusive(1, 0xF0, [4])
    let song = try read(.of(track))
    #expect(messages(song) == [[0xF0, 1, 2, 0xF7], [0xC0, 1], [0xF0, 3, 0xF7], [0xF0, 4, 0xF7]])
    #expect(song.events.map(\.tick) == [10, 60, 60, 61])
    #expect(song.warnings.map(\.problem) == Array(repeating: .unfinishedSystemExclusive, count: 3))
  }

  @Test func `an escape plays the whole messages that it holds`() throws {
    let song = try read(.of(SongFile.exclusive(3, 0xF7, [0xFA, 0xF3, 5, 0x90, 1, 2, 3, 4, 0xF0, 9, 0xF7])))
    #expect(messages(song) == [[0xFA], [0xF3, 5], [0x90, 1, 2], [0x90, 3, 4], [0xF0, 9, 0xF7]])
    #expect(song.warnings == [])
  }

  @Test(arguments: [[0x90, 1], [1, 2], [0xF4], [0xC0, 1, 0x90], [0x90, 1, 0xC0, 1]] as [[UInt8]])
  func `an escape of parts is left out with a warning`(content: [UInt8]) throws {
    let song = try read(.of(SongFile.exclusive(0, 0xF7, content) + SongFile.event(0, 0x91, 1, 1)))
    #expect(song.warnings.map(\.problem) == [.brokenEscape])
    #expect(messages(song).last == [0x91, 1, 1])
    #expect(messages(song).dropLast().allSatisfy { $0 == [0xC0, 1] })
  }

  @Test func `files are known by what they begin with`() {
    let rmid = SongFile.chunk("RIFF", Array("RMID".utf8), isRIFF: true)
    #expect(Song.isSong(SongFile.rich.bytes))
    #expect(Song.isSong(rmid))
    #expect(!Song.isSong([]))
    #expect(!Song.isSong(Array("MTh".utf8)))
    #expect(!Song.isSong(Array("RIFF\0\0\0\0WAVE".utf8)))
    #expect(!Song.isSong(Array("RIFF\0\0\0\0RMI".utf8)))
  }
}
