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
    #expect(read.events.count == 2 && read.warnings == [] && read.collection == nil)
  }

  @Test(arguments: [("DLS ", Song.EmbeddedBank.Kind.dls), ("sfbk", .soundFont)], [true, false])
  func `a bank beside the song is found before and after it`(
    form: (id: String, kind: Song.EmbeddedBank.Kind), isFirst: Bool
  ) throws {
    let bank = riff(form.id, chunk("colh", [1, 0, 0, 0]))
    let data = chunk("data", song)
    let info = chunk("LIST", Array("INFO".utf8) + chunk("INAM", [0x41]) + chunk("DBNK", [2, 1]))
    let bytes = isFirst ? riff("RMID", bank, info, data) : riff("RMID", data, info, bank)
    let read = try Song(bytes: bytes)
    #expect(read.embeddedBank?.kind == form.kind)
    #expect(read.embeddedBank?.bankNumberOffset == 0x102)
    #expect(read.collection.map { Array($0) } == bank)
    #expect(read.collection?.startIndex == (isFirst ? 12 : 12 + data.count + info.count))
    #expect(read.events.count == 2 && read.warnings == [])
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
    #expect(read.collection?.count == 22)
  }

  @Test func `a form without a song is refused with a sentence`() {
    let bytes = riff("RMID", riff("DLS ", []))
    #expect(throws: SongError.noSongInRMID(offset: 24)) { try Song(bytes: bytes) }
    #expect(throws: SongError.notASong(offset: 20, found: .bytes(Array("WAVE".utf8)))) {
      try Song(bytes: riff("RMID", chunk("data", Array("WAVEfmt ".utf8))))
    }
  }
}
