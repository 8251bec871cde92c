// SPDX-License-Identifier: MIT
// Texts, versions and identifiers of files. Any thread.

import DLS
import Testing

@Suite struct TextTests {
  private func info(_ texts: [[UInt8]], type: String = "INFO") throws -> CollectionReading {
    try Collection.read(Bank(suffix: [list(type, texts)]).bytes)
  }

  @Test(
    "a text is read up to its NUL, in the encoding that it has",
    arguments: [
      (ascii("plain\0"), "plain"), (ascii("no NUL"), "no NUL"), (ascii("cut\0here"), "cut"), ([0], ""), ([], ""),
      (ascii("Flöte\0"), "Flöte"), ([0x46, 0x6C, 0xF6, 0x74, 0x65], "Flöte"),
      ([0x80, 0x93, 0x94, 0x99], "€“”™"), ([0x81, 0x41], "\u{FFFD}A"), ([0xFF, 0xFE, 0x41], "ÿþA"),
    ])
  func encodings(bytes: [UInt8], text: String) throws {
    let reading = try info([chunk("INAM", bytes)])
    #expect(reading.collection.info.entries == [Info.Entry(tag: "INAM", text: text)])
    #expect(reading.collection.info.name == text)
    #expect(reading.warnings.isEmpty)
  }

  @Test func `tags and the list's type are read in any case`() throws {
    let collection = try info([chunk("inam", ascii("low")), chunk("Icop", ascii("me"))], type: "info").collection
    #expect(collection.info.name == "low")
    #expect(collection.info["ICOP"] == "me")
    #expect(collection.info["ISFT"] == nil)
  }

  @Test func `a text without an end is cut`() throws {
    let reading = try info([chunk("ICMT", Array(repeating: 0x41, count: 100_000))])
    #expect(reading.collection.info["ICMT"]?.utf8.count == 65_536)
    #expect(reading.warnings.map(\.kind) == [.textTooLong("ICMT", count: 100_000, limit: 65_536)])
  }

  @Test func `every level has its own texts and identifiers`() throws {
    func texts(_ name: String) -> [UInt8] { list("INFO", [chunk("INAM", ascii(name))]) }
    func identifier(_ byte: UInt8) -> [UInt8] { chunk("dlid", Array(repeating: byte, count: 16)) }
    let instruments = [instrument([region([rgnh(), wlnk(), texts("region")])], extras: [texts("ins"), identifier(2)])]
    let waves = [
      wave([fmt(), chunk("data", sound), texts("wave"), chunk("guid", Array(repeating: 3, count: 16))])
    ]
    let bank = Bank(instruments: instruments, waves: waves, prefix: [identifier(1)], suffix: [texts("file")])
    let collection = try Collection.read(bank.bytes).collection
    #expect(collection.info.name == "file")
    #expect(collection.instruments[0].info.name == "ins")
    #expect(collection.instruments[0].regions[0].info.name == "region")
    #expect(collection.waves[0]?.info.name == "wave")
    #expect(collection.identifier == DLSID(bytes: Array(repeating: 1, count: 16)))
    #expect(collection.instruments[0].identifier == DLSID(bytes: Array(repeating: 2, count: 16)))
    #expect(collection.waves[0]?.identifier == DLSID(bytes: Array(repeating: 3, count: 16)))
  }

  @Test func `a version has four parts`() throws {
    let collection = try Collection.read(Bank(prefix: [chunk("vers", u32(0x0003_000A, 0x0000_003D))]).bytes).collection
    #expect(collection.version == [3, 10, 0, 61])
  }

  @Test func `an identifier is written as everybody writes it`() {
    let bytes = hex("E5 99 45 F1 89 46 D2 11 AF A6 00 AA 00 24 D8 B6")
    #expect(DLSID(bytes: bytes).description == "F14599E5-4689-11D2-AFA6-00AA0024D8B6")
  }
}
