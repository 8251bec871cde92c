// SPDX-License-Identifier: MIT
// Reading takes little more memory than the file itself. Any thread.

import Testing

@testable import DLS

@Suite struct MemoryTests {
  /// Files of one kind of thing, sensible and not, each of about a megabyte.
  private static let files: [(name: String, make: @Sendable () -> [UInt8])] = [
    ("one wave", { Bank(waves: [wave([fmt(), chunk("data", Array(repeating: 1, count: 1 << 20))])]).bytes }),
    (
      "regions", { bank(Array(repeating: region([rgnh(), wlnk(), wsmp(), articulation()]), count: 6000)).bytes }
    ),
    ("bare regions", { bank(Array(repeating: region(), count: 20_000)).bytes }),
    ("empty regions", { bank(Array(repeating: list("rgn2", []), count: 80_000)).bytes }),
    (
      "bare instruments",
      {
        Bank(
          instruments: (0..<20_000).map { list("ins ", [insh(regions: 0, bank: $0 >> 7 & 0x7F, program: $0 & 127)]) }
            + [instrument(bank: 0x7F7F)]
        ).bytes
      }
    ),
    (
      "connections",
      {
        bank([region()], extras: [list("lar2", [art("art2", Array(repeating: block(0, 0, 0x206), count: 80_000))])])
          .bytes
      }
    ),
    (
      "empty articulations",
      { bank([region()], extras: [list("lar2", Array(repeating: chunk("art2", []), count: 120_000))]).bytes }
    ),
    (
      "texts",
      {
        Bank(suffix: [list("INFO", Array(repeating: chunk("ICMT", ascii("a text of some length\0")), count: 30_000))])
          .bytes
      }
    ),
    ("empty texts", { Bank(suffix: [list("INFO", Array(repeating: chunk("ICMT", []), count: 120_000))]).bytes }),
    ("cues", { Bank(table: ptbl(Array(repeating: 0, count: 250_000))).bytes }),
    ("missing cues", { Bank(table: ptbl([0] + Array(repeating: 0xFFFF_FFFF, count: 250_000))).bytes }),
    ("conditions", { bank(regionWith: Array(repeating: chunk("cdl ", []), count: 120_000)).bytes }),
    (
      "chunks of many names",
      {
        Bank(prefix: [
          (0..<120_000).flatMap { number in u32(0x4141_4141 + number) + u32(0) }
        ]).bytes
      }
    ),
    (
      "codes that nobody knows",
      {
        bank(
          [region()],
          extras: [list("lar2", [art("art2", (0..<60_000).map { block(UInt16($0), UInt16($0), UInt16($0)) })])]
        ).bytes
      }
    ),
    (
      "tiny waves",
      {
        let tiny = wave([fmt(bits: 8), chunk("data", [1, 2])])
        return form([
          list("lins", [instrument()]), ptbl((0..<20_000).map { $0 * tiny.count }),
          list("wvpl", Array(repeating: tiny, count: 20_000)),
        ])
      }
    ),
  ]

  @Test("what is read takes less than three times the file", arguments: files.indices)
  func memory(index: Int) throws {
    let (name, make) = Self.files[index]
    let file = make()
    let reading = try Collection.read(file)
    let used = reading.collection.byteCount
    #expect(used < 3 * file.count, "\(name): \(used) for \(file.count)")
    #expect(!reading.collection.instruments.isEmpty)
    #expect(reading.ignoredChunks.count <= 250)
  }
}

/// Bytes of arrays and texts, with the room that they keep; the sound stays in the file.
extension Array {
  fileprivate func byteCount(_ inside: (Element) -> Int) -> Int {
    reduce(capacity * MemoryLayout<Element>.stride) { $0 + inside($1) }
  }
}

extension Collection {
  fileprivate var byteCount: Int {
    let instruments = instruments.byteCount { instrument in
      let regions = instrument.regions.byteCount { region in
        (region.articulation?.byteCount { _ in 0 } ?? 0) + region.info.byteCount
      }
      return regions + (instrument.articulation?.byteCount { _ in 0 } ?? 0) + instrument.info.byteCount
    }
    return instruments + waves.byteCount { $0?.info.byteCount ?? 0 } + info.byteCount
  }
}

extension Info {
  /// Texts of up to 15 bytes need no memory of their own.
  fileprivate var byteCount: Int { entries.byteCount { $0.text.utf8.count > 15 ? $0.text.utf8.count + 32 : 0 } }
}
