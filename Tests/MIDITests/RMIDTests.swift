// SPDX-License-Identifier: MIT
// Songs inside RMID files, with and without a bank beside them.

import MIDI
import Testing

private func riff(_ form: String, _ chunks: [UInt8]...) -> [UInt8] {
  SongFile.chunk("RIFF", Array(form.utf8) + chunks.flatMap { $0 }, isRIFF: true)
}

private func chunk(_ id: String, _ content: [UInt8]) -> [UInt8] { SongFile.chunk(id, content, isRIFF: true) }

@Suite struct RMIDTests {
  let song = SongFile.of(format: 0, SongFile.event(0, 0x90, 60, 1) + SongFile.event(9, 60, 0)).bytes

  @Test func `a song alone`() throws {
    let read = try Song(bytes: riff("RMID", chunk("data", song)))
    #expect(read.events.count == 2 && read.warnings == [] && read.embeddedBanks.isEmpty)
  }

  @Test(arguments: [("DLS ", Song.EmbeddedBank.Kind.dls), ("sfbk", .soundFont)], [true, false])
  func `a bank beside the song is found before and after it`(
    form: (id: String, kind: Song.EmbeddedBank.Kind), isFirst: Bool
  ) throws {
    let bank = riff(form.id, chunk("colh", [1, 0, 0, 0]))
    let data = chunk("data", song)
    let info = chunk("LIST", Array("INFO".utf8) + chunk("INAM", [0x41]) + chunk("DBNK", [2, 0]))
    let bytes = isFirst ? riff("RMID", bank, info, data) : riff("RMID", data, info, bank)
    let read = try Song(bytes: bytes)
    let found = try #require(read.embeddedBanks.first)
    #expect(found.kind == form.kind)
    #expect(found.bankOffset == 2)
    #expect(Array(found.bytes) == bank)
    #expect(found.bytes.startIndex == (isFirst ? 12 : 12 + data.count + info.count))
    #expect(found.unpackedFrom == nil)
    #expect(read.events.count == 2 && read.warnings == [])
  }

  @Test(arguments: [("DLS ", 0), ("sfbk", 1)])
  func `a file that tells no bank offset means the one of its kind of bank`(form: String, offset: Int) throws {
    let bytes = riff("RMID", chunk("data", song), riff(form, chunk("colh", [1, 0, 0, 0])))
    #expect(try Song(bytes: bytes).embeddedBanks.map(\.bankOffset) == [offset])
  }

  @Test(arguments: [[UInt8(128), 0], [3], [], [1, 0, 0, 0]])
  func `a bank offset that is none is ignored and named`(content: [UInt8]) throws {
    let info = chunk("LIST", Array("INFO".utf8) + chunk("DBNK", content))
    let read = try Song(bytes: riff("RMID", chunk("data", song), info, riff("sfbk", chunk("phdr", []))))
    #expect(read.embeddedBanks.map(\.bankOffset) == [1])
    #expect(read.warnings.map(\.problem) == [.bankOffset])
    #expect(read.warnings.map(\.offset) == [12 + 8 + song.count + song.count % 2 + 12 + 8])
  }

  @Test func `a bank without a song is still a bank`() throws {
    let bank = riff("DLS ", chunk("colh", [1, 0, 0, 0]))
    #expect(try Song.embeddedBanks(in: riff("RMID", bank)).banks.map { Array($0.bytes) } == [bank])
    #expect(try Song.embeddedBanks(in: song).banks.isEmpty)
    #expect(throws: SongError.self) { try Song.embeddedBanks(in: bank) }
  }

  @Test func `offsets in warnings are those of the whole file`() throws {
    var broken = song
    broken[11] = 7
    let read = try Song(bytes: riff("RMID", chunk("data", broken)))
    #expect(read.warnings.map(\.problem) == [.trackCount(actual: 1)])
    #expect(read.warnings.map(\.offset) == [20 + 10])
  }

  @Test func `an unknown chunk is named and a length beyond the end is cut`() throws {
    var bytes = riff("RMID", chunk("data", song), chunk("junk", [1]), riff("DLS ", chunk("colh", [1, 0, 0, 0])))
    bytes.removeLast(2)
    let read = try Song(bytes: bytes)
    #expect(read.warnings.map(\.problem) == [.chunkBeyondEnd, .unknownChunk, .chunkBeyondEnd])
    #expect(read.embeddedBanks.first?.bytes.count == 22)
  }

  @Test func `a form without a song is refused with a sentence`() {
    let bytes = riff("RMID", riff("DLS ", []))
    #expect(throws: SongError.noSongInRMID(offset: 24)) { try Song(bytes: bytes) }
    #expect(throws: SongError.notASong(offset: 20, found: .bytes(Array("WAVE".utf8)))) {
      try Song(bytes: riff("RMID", chunk("data", Array("WAVEfmt ".utf8))))
    }
  }
}
