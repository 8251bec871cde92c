// SPDX-License-Identifier: MIT
// Files whose chunks are damaged: what is usable plays. Any thread.

import DLS
import Testing

/// An unknown chunk that is long enough to cut into.
private let padding = chunk("junk", Array(repeating: 0x11, count: 32))

/// A file with its size field replaced.
private func minimal(size: Int) -> [UInt8] { Array(minimalFile[..<4]) + u32(size) + minimalFile[8...] }

private let rows: [Hazard] = [
  Hazard("RIFF size 8 too big", bytes: minimal(size: 308), ["formSizeWrong"]),
  Hazard("RIFF size 4 GB", bytes: minimal(size: 0xFFFF_FFFF), ["formSizeWrong"]),
  Hazard("RIFF size never filled in", bytes: minimal(size: 0), ["formSizeWrong"]),
  Hazard("a tail behind the form", bytes: minimalFile + [1, 2, 3, 4], ["bytesAfterForm"]),
  Hazard("a form of odd size with its pad byte", Bank(suffix: [chunk("junk", [1], isPadded: false)])),
  Hazard(
    "form smaller than its contents", bytes: minimal(size: 290),
    ["loopOutsideWave", "chunkPastEnd", "chunkPastEnd", "chunkPastEnd", "bytesAfterForm"]
  ) { $0.waves[0]?.frameCount == 3 },
  Hazard(
    "chunk longer than its list",
    bank([region([rgnh(), wlnk(), chunk("junk", [1, 2], stated: 0xFFFF_FFF0)])]), "chunkPastEnd"),
  Hazard(
    "chunk size whose end would wrap", Bank(suffix: [chunk("junk", [], stated: 0xFFFF_FFFE)]), "chunkPastEnd"),
  Hazard("list longer than the file", Bank(suffix: [list("INFO", [], stated: 0x7FFF_FFFF)]), "chunkPastEnd"),
  Hazard(
    "text of odd size whose writer never padded",
    Bank(suffix: [list("INFO", [chunk("INAM", ascii("odd"), isPadded: false), chunk("ICOP", ascii("even"))])]),
    "padMissing"
  ) { $0.info.name == "odd" && $0.info["ICOP"] == "even" },
  Hazard(
    "odd list size without pad between instruments",
    Bank(instruments: [
      list("ins ", [insh(), list("lrgn", [region()]), chunk("junk", [1], isPadded: false)], isPadded: false),
      instrument(program: 1),
    ]), "padMissing", regions: [1, 1]),
  Hazard(
    "rubbish behind an odd chunk",
    bank([region([rgnh(), wlnk(), chunk("junk", [1]), [1, 2, 3, 4, 5, 6, 7, 0x80, 9, 9]])]), "chunkExpected"),
  Hazard("list without a type", bank([region([rgnh(), wlnk(), chunk("LIST", [1, 2])])]), "listTypeMissing"),
  Hazard("empty chunks with NUL names", Bank(prefix: [Array(repeating: 0, count: 80)])),
  Hazard("stray bytes at the end of a list", bank([region([rgnh(), wlnk(), [1, 2, 3, 4]])]), "strayBytes"),
  Hazard("RIFF inside the form", Bank(prefix: [form([])])),
  Hazard("a list of an unknown type", Bank(prefix: [list("xprg", [list("xewa", [padding])])])),

  Hazard("colh too large", Bank(header: chunk("colh", u32(0xFFFF_FFFF))), "countWrong"),
  Hazard("colh too small", Bank(header: chunk("colh", u32(0))), "countWrong"),
  Hazard("colh too short", Bank(header: chunk("colh", [1, 0])), "chunkTooShort"),
  Hazard("colh missing", Bank(header: [])),
  Hazard("cRegions huge", Bank(instruments: [instrument(stated: 0xFFFF_FFFF)]), "countWrong"),
  Hazard(
    "cRegions too small", Bank(instruments: [instrument([region(), region()], stated: 1)]), "countWrong", regions: [2]),
  Hazard("vers too short", Bank(prefix: [chunk("vers", [1, 2, 3, 4])]), "chunkTooShort") { $0.version == nil },
  Hazard("dlid too short", Bank(prefix: [chunk("dlid", [1, 2, 3, 4])]), "chunkTooShort") { $0.identifier == nil },
  Hazard(
    "insh missing", Bank(instruments: [list("ins ", [list("lrgn", [region()])]), instrument()]), "chunkMissing"),
  Hazard(
    "insh too short", Bank(instruments: [list("ins ", [chunk("insh", u32(1, 0))]), instrument()]), "chunkTooShort"),
  Hazard(
    "the same address twice", Bank(instruments: [instrument(program: 3), instrument(program: 3)]),
    "duplicateAddress", regions: [1, 1]),
  Hazard("an instrument without regions", bank([]), "instrumentSilent", regions: [0]),
  Hazard(
    "reserved bits of bank and program", Bank(instruments: [instrument(bank: 0x8001_7985, program: 0x101)]),
    "valueOutOfRange", "valueOutOfRange"
  ) { $0.instruments[0].address == Instrument.Address(bankMSB: 0x79, bankLSB: 5, program: 1, isDrum: true) },
]

@Suite struct StructureHazardTests {
  @Test("a file with a damaged structure gives what it has", arguments: rows)
  func structure(hazard: Hazard) throws { try hazard.expect() }

  @Test func `nesting without an end is passed over`() throws {
    let depth = 20_000
    let nested = (1...depth).reversed().flatMap { ascii("LIST") + u32($0 * 12 - 8) + ascii("lrgn") }
    let reading = try Collection.read(Bank(prefix: [nested]).bytes)
    #expect(reading.collection.instruments[0].regions.count == 1)
    #expect(reading.ignoredChunks.map(\.count) == [1])
  }

  @Test func `chunks that mean nothing are counted`() throws {
    let reading = try Collection.read(
      Bank(prefix: [chunk("msyn", [0, 0, 0, 0]), padding], suffix: [padding, list("dmpr", [])]).bytes)
    #expect(reading.warnings.isEmpty)
    #expect(
      reading.ignoredChunks == [
        CollectionReading.IgnoredChunk(identifier: "dmpr", count: 1),
        CollectionReading.IgnoredChunk(identifier: "junk", count: 2),
        CollectionReading.IgnoredChunk(identifier: "msyn", count: 1),
      ])
  }

  @Test func `a warning says where, what was expected and what stands there`() throws {
    let damaged = region([rgnh(keys: (60, 50)), wlnk()])
    let file = Bank(instruments: [instrument(), instrument([region(), damaged], program: 1)]).bytes
    let reading = try Collection.read(file)
    let warning = try #require(reading.warnings.first)
    #expect(warning.path == "lins/ins 2/rgn2 2")
    #expect(Array(file[warning.offset..<warning.offset + 4]) == u16(60, 50))
    #expect(warning.kind == .rangeEmpty(.rangeKey, low: 60, high: 50))
    #expect(
      warning.description == "offset \(warning.offset) (lins/ins 2/rgn2 2): expected RangeKey with the lower number "
        + "first, found 60 to 50; the region is dropped")
  }

  @Test func `findings beyond the limit are counted, not kept`() throws {
    let regions = Array(repeating: region([rgnh()]), count: 1500)
    let reading = try Collection.read(bank(regions).bytes)
    #expect(reading.warnings.count == 1001)
    // 1500 regions without a link, and an instrument without regions.
    #expect(reading.warnings.last?.kind == .surplus(count: 501))
  }
}
