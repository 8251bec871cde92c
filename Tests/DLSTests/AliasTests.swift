// SPDX-License-Identifier: MIT
// Aliases of MobileBAE banks, and files of GigaStudio. Any thread.

import DLS
import Testing

/// `pgal`: a key table, and aliases of (bank, program) for (bank, program).
private func pgal(
  version: Int? = 1, keys: [Int: UInt8] = [:], instruments: [((Int, Int), (Int, Int))] = []
) -> [UInt8] {
  var bytes = version.map { u32($0) } ?? []
  for key in 0..<128 { bytes.append(keys[key] ?? UInt8(key)) }
  bytes += u32(instruments.count)
  for (alias, source) in instruments {
    for (bank, program) in [alias, source] { bytes += u16(bank) + [UInt8(program), 0] }
  }
  return chunk("pgal", bytes)
}

private let kick = region([rgnh(keys: (36, 36)), wlnk(), wsmp(unityNote: 36)])
private let snare = region([rgnh(keys: (38, 45)), wlnk(), wsmp(unityNote: 40, fineTune: 7)])
private let drums = instrument([kick, snare], bank: 0x7800)

@Suite struct AliasTests {
  private func read(_ alias: [UInt8], _ instruments: [[UInt8]] = [drums]) throws -> CollectionReading {
    try Collection.read(Bank(instruments: instruments, suffix: [alias]).bytes)
  }

  @Test(arguments: [nil, 1, 2])
  func `an aliased key has the regions of another at its pitch`(version: Int?) throws {
    let reading = try read(pgal(version: version, keys: [35: 36, 60: 40]))
    #expect(reading.warnings.isEmpty)
    #expect(reading.aliasedKeyCount == 2)
    #expect(reading.ignoredChunks.isEmpty)
    let regions = reading.collection.instruments[0].regions
    #expect(regions.map(\.keys) == [36...36, 38...45, 35...35, 60...60])
    // The pitch follows from the distance between key and unity note.
    let distances: [Int] = regions.map { Int($0.keys.lowerBound) - Int($0.sample?.unityNote ?? 0) }
    #expect(distances == [0, -2, 0, 0])
    #expect(regions.map { $0.sample?.fineTune } == [0, 7, 0, 7])
  }

  @Test func `an aliased key loses its own regions, and their other keys do not`() throws {
    let regions = try read(pgal(keys: [40: 36])).collection.instruments[0].regions
    #expect(regions.map(\.keys) == [36...36, 38...39, 41...45, 40...40])
    #expect(regions.map { $0.sample?.unityNote } == [36, 40, 40, 40])
  }

  @Test func `a distance that no unity note has is kept by the tuning`() throws {
    let low = instrument([region([rgnh(keys: (0, 1)), wlnk(), wsmp(unityNote: 120)])], bank: 0x8000_0000)
    let sample = try #require(try read(pgal(keys: [127: 0]), [low]).collection.instruments[0].regions.last?.sample)
    let root: Int = Int(sample.unityNote) * 100 - Int(sample.fineTune)
    #expect(root == 24_700)
  }

  @Test func `melodic instruments keep their keys`() throws {
    let reading = try read(pgal(keys: [40: 36]), [instrument([kick, snare])])
    #expect(reading.collection.instruments[0].regions.map(\.keys) == [36...36, 38...45])
  }

  @Test func `a key that stands for nothing is named and stays what it is`() throws {
    let reading = try read(pgal(keys: [40: 99, 41: 200]))
    #expect(
      reading.warnings.map(\.kind) == [.keyAliasUnusable(key: 40, source: 99), .keyAliasUnusable(key: 41, source: 200)])
    #expect(reading.collection.instruments[0].regions.map(\.keys) == [36...36, 38...45])
  }

  @Test func `an address borrows the instrument of another`() throws {
    let piano = instrument(bank: 0x7900, program: 3)
    // CC0 121 is 121 · 128 here.
    let reading = try read(
      pgal(instruments: [((121 * 128 + 1, 9), (121 * 128, 3)), ((0, 0), (5, 5)), ((121 * 128, 3), (120 * 128, 0))]),
      [drums, piano])
    #expect(reading.aliasedInstrumentCount == 1)
    #expect(
      reading.collection.instruments.map { "\($0.address)" } == [
        "bank 120:0, program 0", "bank 121:0, program 3", "bank 121:1, program 9",
      ])
    #expect(reading.collection.instruments[2].regions == reading.collection.instruments[1].regions)
    #expect(reading.warnings.map(\.kind.code) == ["instrumentAliasUnusable"])
  }

  @Test func `a table that is too short is left out`() throws {
    let reading = try read(chunk("pgal", Array(repeating: 1, count: 130)))
    #expect(reading.warnings.map(\.kind.code) == ["chunkTooShort"])
    #expect(reading.collection.instruments[0].regions.count == 2)
  }

  @Test func `a few bytes cannot ask for more regions than the file could hold`() throws {
    let large = instrument(Array(repeating: region(), count: 1000), bank: 1)
    let many = (0..<5000).map { number in ((2000 + number / 128, number % 128), (1, 0)) }
    let bytes = Bank(instruments: [large], suffix: [pgal(instruments: many)]).bytes
    let reading = try Collection.read(bytes)
    #expect(reading.collection.instruments.reduce(0) { $0 + $1.regions.count } < bytes.count / 26)
    #expect(reading.warnings.map(\.kind.code) == ["aliasesSurplus"])
  }

  @Test(arguments: [chunk("3gri", [0, 0]), list("3prg", [])])
  func `a file of GigaStudio plays, and says what is missing`(extra: [UInt8]) throws {
    let reading = try Collection.read(Bank(suffix: [extra]).bytes)
    #expect(reading.warnings.map(\.kind) == [.gigaStudio])
    #expect(reading.collection.instruments[0].regions.count == 1)
    #expect(reading.firstDeparture == nil)
  }
}
