// SPDX-License-Identifier: MIT
// Files that nobody meant: cut off anywhere, with bytes flipped, made to fill the memory. None may trap.

import MIDI
import Realtime
import Testing

/// Reads whatever the bytes are and checks that what comes out can be played. Returns nil where it is refused.
@discardableResult
private func playable(_ bytes: [UInt8]) -> Song? {
  let song: Song
  do throws(SongError) {
    song = try Song(bytes: bytes)
  } catch {
    #expect(!error.description.isEmpty)
    return nil
  }
  var last: Int64 = 0
  var brokenCount = 0
  for event in song.events {
    let isInOrder = event.tick >= last && event.tick <= song.lengthInTicks
    last = event.tick
    let message = song.bytes(of: event)
    if !isInOrder || message.count != Int(event.length) || event.isLong != (message.count > 8) || !isWhole(message) {
      brokenCount += 1
    }
    if Int(event.track) >= song.trackCount || Int(event.group) > song.groupCount { brokenCount += 1 }
  }
  #expect(brokenCount == 0)
  #expect(song.events.count + song.systemExclusiveBytes.count <= 2 * bytes.count)
  #expect(song.trackCount >= 1 && song.warnings.count <= 100)
  #expect(song.warnings.allSatisfy { (0...bytes.count).contains($0.offset) && !$0.description.isEmpty })
  #expect(song.tempoMap.frames(ofTick: song.lengthInTicks, rate: SampleRate(hertz: 48_000)) >= 0)
  #expect(song.lengthInSeconds >= 0)
  return song
}

private func isWhole(_ message: [UInt8]) -> Bool {
  guard message.count > 8 else {
    return unsafe message.withUnsafeBytes { unsafe Event(message: $0, time: .zero) } != nil
  }
  return message.first == 0xF0 && message.last == 0xF7 && message.dropFirst().dropLast().allSatisfy { $0 < 0x80 }
}

private let bank = SongFile.chunk("RIFF", Array("DLS ".utf8) + [1, 2, 3, 4, 5, 6, 7, 8], isRIFF: true)
private let rmid = SongFile.chunk(
  "RIFF", Array("RMID".utf8) + SongFile.chunk("data", SongFile.rich.bytes, isRIFF: true) + bank, isRIFF: true)

@Suite struct HostileSongTests {
  @Test(arguments: [SongFile.rich.bytes, rmid])
  func `a file cut off anywhere is a song with a warning or refused`(bytes: [UInt8]) throws {
    let whole = try Song(bytes: bytes)
    var playedCounts: [Int] = []
    for length in 0..<bytes.count {
      guard let song = playable(Array(bytes.prefix(length))) else { continue }
      #expect(!song.warnings.isEmpty, "cut off after \(length) bytes")
      playedCounts.append(song.events.count)
    }
    #expect(playedCounts.count > bytes.count / 2)
    // What was read before the cut is still there, so a longer piece never plays less.
    #expect(playedCounts == playedCounts.sorted())
    #expect(playedCounts.last == whole.events.count || bytes == rmid)
  }

  @Test(arguments: [SongFile.rich.bytes, rmid], 1...4)
  func `flipped bytes never trap`(bytes: [UInt8], flips: Int) {
    var random = Random(seed: UInt64(flips))
    var songCount = 0
    for _ in 0..<1500 {
      var damaged = bytes
      for _ in 0..<flips { damaged[random.below(bytes.count)] ^= UInt8(1 + random.below(255)) }
      if playable(damaged) != nil { songCount += 1 }
    }
    #expect(songCount > 500)
  }

  @Test func `tracks of noise never trap`() {
    var random = Random(seed: 99)
    for length in 0..<1500 {
      // Few values, so that the statuses that have a length of their own come often.
      let values: [UInt8] = [0, 1, 3, 0x21, 0x2F, 0x51, 0x58, 0x7F, 0x80, 0x90, 0xC0, 0xF0, 0xF7, 0xFF]
      let track = (0..<length % 300).map { _ in values[random.below(values.count)] }
      #expect(playable(SongFile(format: 0, tracks: [track]).bytes) != nil)
    }
  }

  @Test func `the longest deltas add up without trapping`() throws {
    let deltas = (0..<5000).flatMap { _ in SongFile.event(0xFFF_FFFF, 0x90, 60, 1) }
    let song = try #require(playable(SongFile.of(division: 1, SongFile.tempo(0, 0xFF_FFFF) + deltas).bytes))
    #expect(song.lengthInTicks == 5000 * 0xFFF_FFFF)
    let rate = SampleRate(hertz: .max)
    #expect(song.tempoMap.frames(ofTick: song.lengthInTicks, rate: rate) == TempoMap.lastFrame)
  }

  @Test func `more events than are kept end the reading with a warning`() throws {
    // One escape of four million clocks and some: a byte each.
    let clocks = [UInt8](repeating: 0xF8, count: 4_300_000)
    let song = try Song(bytes: SongFile.of(SongFile.exclusive(0, 0xF7, clocks), SongFile.event(0, 0xC0, 1)).bytes)
    #expect(song.events.count == 1 << 22)
    #expect(song.warnings.map(\.problem) == [.tooManyEvents, .trackCount(actual: 1)])
  }

  @Test func `more tracks than can be numbered end the reading with a warning`() throws {
    var file = SongFile(tracks: Array(repeating: SongFile.endOfTrack, count: 65_540))
    file.declaredTrackCount = 65_535
    let song = try Song(bytes: file.bytes)
    #expect(song.trackCount == 65_535)
    #expect(song.warnings.map(\.problem) == [.tooManyTracks])
  }

  @Test func `more tempos than are kept are left out with one warning`() throws {
    let tempos = (0..<131_080).flatMap { SongFile.tempo(1, 500_000 + $0 % 2) }
    let song = try Song(bytes: SongFile.of(tempos + SongFile.event(0, 0xC0, 1)).bytes)
    #expect(song.tempoMap.tempos.count == 131_073 && song.events.count == 1)
    #expect(song.warnings.map(\.problem) == [.tooManyTempos])
  }

  @Test func `more texts than are kept are left out with one warning`() throws {
    let texts = (0..<65_540).flatMap { _ in SongFile.meta(0, 1, [0x41]) }
    let song = try Song(bytes: SongFile.of(texts + SongFile.event(0, 0xC0, 1)).bytes)
    #expect(song.texts.count == 65_536 && song.events.count == 1)
    #expect(song.warnings.map(\.problem) == [.tooManyTexts])
  }
}
