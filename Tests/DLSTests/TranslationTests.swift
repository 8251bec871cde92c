// SPDX-License-Identifier: MIT
// Numbers that a collection has otherwise than they stand in the file: both are told. Any thread.

import Foundation
import Testing

@testable import DLS

/// A file and the one number in it that is read as another one.
private struct Row: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bank: Bank
  let field: String
  /// What stands in the file.
  let bytes: [UInt8]
  let used: UInt32
  let path: String

  init(_ name: String, _ bank: Bank, _ field: String, _ bytes: [UInt8], to used: UInt32, in path: String) {
    (testDescription, self.bank, self.field, self.bytes, self.used, self.path) = (name, bank, field, bytes, used, path)
  }

  var found: UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
}

private typealias Source = Connection.Source

private func art1(_ blocks: [UInt8]...) -> Bank { bank([region()], extras: [list("lart", [art("art1", blocks)])]) }

private let rows = [
  Row(
    "the curve of velocity in Level 1", art1(block(Source.keyOnVelocity, 0, 1, transform: 1, scale: -960 * 65_536)),
    "usTransform", u16(1), to: 0x8400, in: "lins/ins 1/lart"),
  Row(
    "the polarity of an LFO in Level 1", art1(block(Source.lfo, 0, 3, scale: 65_536)), "usTransform", u16(0),
    to: 0x4000, in: "lins/ins 1/lart"),
  Row(
    "loop type 2", bank(regionWith: [wsmp(loops: [(2, 0, 8)])]), "ulLoopType", u32(2), to: 1,
    in: "lins/ins 1/rgn2 1"),
  Row(
    "a loop type that nobody knows", bank(waveWith: [fmt(), chunk("data", sound), wsmp(loops: [(77, 0, 8)])]),
    "ulLoopType", u32(77), to: 0, in: "wvpl/wave 1"),
  Row(
    "velocities 0 to 0", bank([region([rgnh(velocities: (0, 0)), wlnk()])]), "RangeVelocity", u16(0), to: 127,
    in: "lins/ins 1/rgn2 1"),
  Row(
    "no speaker", bank([region([rgnh(), wlnk(channels: 0)])]), "ulChannel", u32(0), to: 1, in: "lins/ins 1/rgn2 1"),
  Row(
    "A-law of 16 bits", bank(waveWith: [fmt(tag: 6, bits: 16), chunk("data", sound)]), "wBitsPerSample", u16(16), to: 8,
    in: "wvpl/wave 1"),
]

@Suite struct TranslationTests {
  @Test("a number that is read as another one is told with its byte", arguments: rows)
  private func translation(row: Row) throws {
    let file = row.bank.bytes
    let reading = try Collection.read(file)
    let translation = try #require(reading.translations.first)
    #expect(reading.translations.count == 1)
    #expect(Array(file[translation.offset...].prefix(row.bytes.count)) == row.bytes)
    #expect(translation.field.rawValue == row.field)
    #expect((translation.found, translation.used, translation.path) == (row.found, row.used, row.path))
    let json = String(decoding: try encoder.encode(CollectionReport(reading)), as: UTF8.self)
    let place = #""offset":\#(translation.offset),"path":"\#(row.path)","used":\#(row.used)"#
    #expect(json.contains(#""translations":[{"field":"\#(row.field)","found":\#(row.found),\#(place)}]"#), "\(json)")
    #expect(reading.treeDescription().contains("\ntranslated: 1 number\n"))
  }

  @Test func `a number that stays what it is needs no word`() throws {
    let level2 = bank([region()], extras: [list("lar2", [art("art2", [block(Source.lfo, 0, 3, transform: 1)])])])
    for file in [Bank(), art1(block(0, 0, 0x209)), level2, bank(regionWith: [wsmp(loops: [(1, 0, 8)])])] {
      let reading = try Collection.read(file.bytes)
      #expect(reading.translations == [])
      #expect(!reading.treeDescription().contains("translated"))
    }
  }

  @Test func `translations beyond the limit are counted, not kept`() throws {
    let blocks = Array(repeating: block(Source.lfo, 0, 3, scale: 65_536), count: 1200)
    let reading = try Collection.read(bank([region()], extras: [list("lart", [art("art1", blocks)])]).bytes)
    #expect(reading.translations.count == 1000)
    #expect(reading.omittedTranslationCount == 200)
    #expect(reading.treeDescription().contains("\ntranslated: 1200 numbers\n"))
  }

  private var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
