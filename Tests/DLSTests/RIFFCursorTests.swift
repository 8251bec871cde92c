// SPDX-License-Identifier: MIT
// Walks chunk lists, sound and damaged ones. Any thread.

import Testing

@testable import DLS

@Suite struct RIFFCursorTests {
  /// The chunks of a list, and what was found on the way.
  private func walk(_ bytes: [UInt8]) -> (names: [String], sizes: [Int], warnings: [Warning.Kind]) {
    var log = WarningLog()
    var cursor = RIFFCursor(bytes[...], 0..<bytes.count, depth: 1)
    var chunks: [Chunk] = []
    while let chunk = cursor.next(&log) {
      chunks.append(chunk)
      // More steps than the bytes allow is a loop without an end.
      guard chunks.count <= bytes.count / 8 else { break }
    }
    #expect(chunks.count <= bytes.count / 8)
    return (chunks.map { $0.kind.description }, chunks.map(\.payload.count), log.sorted().map(\.kind))
  }

  @Test func `chunks follow each other, with a pad byte after odd sizes`() {
    let result = walk(chunk("aaaa", [1, 2]) + chunk("bbbb", [1, 2, 3]) + list("cccc", [chunk("dddd", [])]))
    #expect(result.names == ["aaaa", "bbbb", "cccc"])
    #expect(result.sizes == [2, 3, 8])
    #expect(result.warnings.isEmpty)
  }

  @Test func `a pad byte that is missing at the end is no fault`() {
    let result = walk(chunk("aaaa", [1, 2, 3], isPadded: false))
    #expect(result.sizes == [3])
    #expect(result.warnings.isEmpty)
  }

  @Test(
    "a writer that never pads is followed",
    arguments: ["bbbb", "LIST"], [2, 0x58, 0x101])
  func unpadded(name: String, size: Int) {
    let payload = ascii("wave") + Array(repeating: UInt8(7), count: size)
    let result = walk(chunk("aaaa", [1, 2, 3], isPadded: false) + chunk(name, payload))
    #expect(result.sizes == [3, name == "LIST" ? size : size + 4])
    #expect(result.warnings == [.padMissing(after: "aaaa")])
  }

  @Test func `what follows an odd size and is no chunk ends the list`() {
    let result = walk(chunk("aaaa", [1, 2, 3]) + [1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0])
    #expect(result.names == ["aaaa"])
    #expect(result.warnings == [.chunkExpected(found: "\u{1}\u{2}\u{3}\u{4}")])
  }

  @Test func `identifiers of NULs are chunks like others`() {
    let nothing = "\0\0\0\0"
    let result = walk(chunk(nothing, [1, 2, 3]) + chunk(nothing, []) + chunk(nothing, [9]) + chunk("aaaa", [1]))
    #expect(result.names.last == "aaaa")
    #expect(result.names.count == 4)
    #expect(result.warnings.isEmpty)
  }

  @Test func `a run of empty chunks ends`() {
    #expect(walk(Array(repeating: 0, count: 8 * 1000)).names.count == 1000)
  }

  @Test func `a chunk that claims four gigabytes gets what is there`() {
    let result = walk(chunk("aaaa", [1, 2, 3, 4], stated: 0xFFFF_FFFF))
    #expect(result.sizes == [4])
    #expect(result.warnings == [.chunkPastEnd("aaaa", stated: 0xFFFF_FFFF, available: 4)])
  }

  @Test func `a list too short for its type has no children`() {
    let result = walk(chunk("LIST", [1, 2]) + chunk("aaaa", []))
    #expect(result.names == ["\\x00\\x00\\x00\\x00", "aaaa"])
    #expect(result.warnings == [.listTypeMissing(size: 2)])
  }

  @Test(arguments: 1...7)
  func `fewer bytes than a chunk are left alone`(count: Int) {
    let result = walk(chunk("aaaa", [1, 2]) + Array(repeating: 0, count: count))
    #expect(result.names == ["aaaa"])
    #expect(result.warnings == [.strayBytes(count: count)])
  }

  @Test("the size of crs1 is not believed", arguments: [0, 4, 20, 28, 1000])
  func crysDLS(stated: Int) {
    let tail = chunk("aaaa", [1, 2])
    let result = walk(chunk("crs1", Array(repeating: 0xEE, count: 28), stated: stated) + tail)
    #expect(result.names == ["crs1", "aaaa"])
  }

  @Test func `lists inside lists are followed to a limit`() {
    var bytes = list("deep", [])
    for _ in 0..<RIFFCursor.maximumDepth + 3 { bytes = list("deep", [bytes]) }
    var log = WarningLog()
    var depth = 0
    var cursor = RIFFCursor(bytes[...], 0..<bytes.count, depth: 0)
    while let chunk = cursor.next(&log) {
      depth += 1
      cursor = RIFFCursor(bytes[...], childrenOf: chunk, &log)
    }
    #expect(depth == RIFFCursor.maximumDepth + 1)
    #expect(log.sorted().map(\.kind) == [.nestedTooDeep(limit: RIFFCursor.maximumDepth)])
  }

  @Test func `four characters read as they stand`() {
    #expect(FourCC("ins ").description == "ins ")
    #expect(FourCC("ins ").name == "ins")
    #expect(FourCC("info").uppercased == "INFO")
    #expect(FourCC("\0a\u{7F}b").description == "\\x00a\\x7Fb")
    #expect(!FourCC("\0abc").isPlausible)
    #expect(!FourCC(" abc").isPlausible)
    #expect(FourCC("3gri").isPlausible)
  }
}
