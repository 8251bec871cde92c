// SPDX-License-Identifier: MIT
// What the standard has otherwise about RMID files, and no player minds.

import MIDI
import Testing

private func riff(_ form: String, _ chunks: [UInt8]...) -> [UInt8] {
  SongFile.chunk("RIFF", Array(form.utf8) + chunks.flatMap { $0 }, isRIFF: true)
}

private func chunk(_ id: String, _ content: [UInt8]) -> [UInt8] { SongFile.chunk(id, content, isRIFF: true) }

private func info(_ chunks: [UInt8]...) -> [UInt8] { chunk("LIST", Array("INFO".utf8) + chunks.flatMap { $0 }) }

/// A song of an odd number of bytes.
private let song = SongFile.of(format: 0, SongFile.event(0, 0x90, 60, 1) + SongFile.event(9, 60, 0)).bytes
private let data = chunk("data", song)
private let bank = riff("DLS ", chunk("colh", [1, 0, 0, 0]))
private let right = riff("RMID", data, info(chunk("INAM", [0x41]), chunk("DBNK", [2, 0])), bank)

private func cut(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.dropLast()) }

private func changed(_ bytes: [UInt8], at offset: Int, to new: UInt8) -> [UInt8] {
  var bytes = bytes
  bytes[offset] = new
  return bytes
}

private let rows = [
  ContainerDeparture(
    "a form that ends before the file", changed(right, at: 4, to: right[4] - 2), "formLength", at: [right[4] - 2, 0],
    "expected a form of \(right.count - 8) bytes, found \(right.count - 10)"),
  ContainerDeparture(
    "no pad byte at the end", cut(riff("RMID", cut(data))), "padMissing", at: [],
    "expected a pad byte, found none"),
  ContainerDeparture(
    "no pad byte at the end of a list", riff("RMID", data, info(cut(chunk("INAM", [0x41])))), "padMissing",
    at: [0], "expected a pad byte, found none"),
  ContainerDeparture("no data chunk", riff("RMID", bank), "songMissing", at: [0x52], "expected a song, found none"),
  ContainerDeparture(
    "a data chunk without a song", riff("RMID", chunk("data", Array("WAVE".utf8)), bank), "songMissing",
    at: Array("WAVE".utf8), "expected a song, found 'WAVE'"),
  ContainerDeparture(
    "a song behind the bank", riff("RMID", bank, data), "songAfterBank", at: Array("data".utf8),
    "expected the song before the bank, found 'data'"),
  ContainerDeparture(
    "the upper byte of DBNK", riff("RMID", data, info(chunk("DBNK", [2, 1])), bank), "bankOffsetReserved", at: [1],
    "expected no reserved bits in DBNK, found 0x01"),
  ContainerDeparture(
    "bytes behind the last chunk", riff("RMID", data, [1, 2, 3, 4]), "strayBytes", at: [1, 2, 3, 4],
    "expected the end of the list, found 0x01020304"),
  ContainerDeparture(
    "bytes behind the last chunk of a list", riff("RMID", data, info([1, 2, 3, 4])), "strayBytes", at: [1, 2, 3, 4],
    "expected the end of the list, found 0x01020304"),
  ContainerDeparture(
    "a list without a type", riff("RMID", data, chunk("LIST", [1, 2])), "listTypeMissing", at: Array("LIST".utf8),
    "expected a list type of 4 bytes, found 2"),
  ContainerDeparture(
    "a chunk without a name", riff("RMID", data, [0, 0, 0, 0, 0, 0, 0, 0]), "identifierUnprintable", at: [0, 0, 0, 0],
    "expected an identifier of printable characters, found 0x00000000"),
  ContainerDeparture(
    "a text without a name", riff("RMID", data, info([1, 2, 3, 4, 0, 0, 0, 0])), "identifierUnprintable",
    at: [1, 2, 3, 4], "expected an identifier of printable characters, found 0x01020304"),
  ContainerDeparture(
    "two songs", riff("RMID", data, data), "chunkRepeated", at: data, "expected one song and one bank, found 'data'"),
  ContainerDeparture(
    "two banks", riff("RMID", data, bank, bank), "chunkRepeated", at: Array("DLS ".utf8),
    "expected one song and one bank, found 'DLS '"),
]

@Suite struct RMIDDepartureTests {
  @Test("what the standard of RMID has otherwise is found at its byte", arguments: rows)
  private func departures(row: ContainerDeparture) throws { try row.expect() }

  @Test(arguments: [
    right, riff("RMID", data), riff("RMID", data, chunk("DISP", [1, 0, 0, 0]), bank, info()),
    riff("RMID", data, chunk("LIST", Array("adtl".utf8)), riff("sfbk", chunk("junk", [1]))),
  ])
  func `a file as it should be has nothing to say`(bytes: [UInt8]) throws {
    let found = try Song.embeddedBanks(in: bytes)
    #expect(found.departures == [])
    #expect(found.firstDeparture == nil)
  }

  @Test func `what is lost or changed counts, and the first of the file comes first`() throws {
    // A bank offset that is none, and then a form that is cut.
    var bytes = riff("RMID", data, info(chunk("DBNK", [200, 0])), bank)
    #expect(try Song.embeddedBanks(in: bytes).firstDeparture?.sentence.contains("two bytes, 0 to 127") == true)
    bytes.removeLast(2)
    #expect(try Song.embeddedBanks(in: bytes).firstDeparture?.offset == 4)
    bytes[4] -= 4
    let found = try Song.embeddedBanks(in: bytes)
    #expect(found.departures.map(\.offset) == [4])
    #expect(found.warnings.map(\.problem.code) == ["bankOffset", "chunkBeyondEnd"])
    #expect(found.firstDeparture?.sentence.hasPrefix("offset 4: expected a form of") == true)
  }

  @Test func `departures beyond the limit are counted, not kept`() throws {
    let found = try Song.embeddedBanks(in: riff("RMID", data, (0..<300).flatMap { _ in chunk("LIST", []) }))
    #expect(found.departures.count == 100)
    #expect(found.omittedDepartureCount == 200)
  }
}
