// SPDX-License-Identifier: MIT
// Songs and banks in XMF files: found wherever they are, and nothing lost when a file is damaged.

import Foundation
import MIDI
import Testing

private let song = SongFile.of(format: 0, SongFile.event(0, 0x90, 60, 1) + SongFile.event(9, 60, 0)).bytes
private let bank = SongFile.chunk(
  "RIFF", Array("DLS ".utf8) + SongFile.chunk("colh", [1, 0, 0, 0], isRIFF: true), isRIFF: true)

private func file(_ nodes: XMFNodeBytes..., version: String = "2.00") -> [UInt8] {
  XMFFile.file(XMFFile.folder(nodes.map(\.bytes)), version: version)
}

/// A song of one note of this key.
private func song(key: UInt8) -> [UInt8] { SongFile.of(format: 0, SongFile.event(0, 0x90, key, 1)).bytes }

@Suite struct XMFTests {
  /// Formats: 0 and 1 songs, 2 to 5 DLS.
  @Test(arguments: ["1.00", "1.01", "2.00"], [(0, 2), (0, 3), (1, 4), (0, 5)])
  func `song and bank are found in files of every type and format`(version: String, formats: (Int, Int)) throws {
    let bytes = file(
      XMFFile.resource(bank, format: formats.1), XMFFile.resource(song, format: formats.0), version: version)
    #expect(Song.isSong(bytes))
    let read = try Song(bytes: bytes)
    #expect(read.events.count == 2)
    #expect(read.warnings == [])
    #expect(read.embeddedBanks.map(\.kind) == [.dls])
    #expect(read.embeddedBanks.map(\.bankOffset) == [0])
    let found = try #require(read.embeddedBanks.first?.bytes)
    #expect(Array(found) == bank)
    // Offsets are those of the file.
    #expect(Array(bytes[found.startIndex..<found.endIndex]) == bank)
  }

  @Test(arguments: [1, 2, 3])
  func `what zlib packed is unpacked`(passes: Int) throws {
    let bytes = file(
      XMFFile.packed(bank, format: 3, passes: passes), XMFFile.packed(song, format: 0, passes: passes))
    let read = try Song(bytes: bytes)
    #expect(read.events.count == 2)
    #expect(read.warnings == [])
    let found = try #require(read.embeddedBanks.first)
    #expect(Array(found.bytes) == bank)
    let place = try #require(found.unpackedFrom)
    // A zlib stream begins with 0x78.
    #expect(bytes[place] == 0x78)
  }

  @Test func `a resource that is packed by nothing at all is there`() throws {
    var node = XMFFile.resource(song, format: 0)
    node.unpackers = [0, 0, 99]
    #expect(try Song(bytes: file(node)).events.count == 2)
  }

  @Test func `a resource may stand anywhere in the file`() throws {
    let away = XMFFile.treeStart(version: "2.00")
    // A root of one child, which refers to the bytes behind the tree.
    func root(_ place: Int) -> XMFNodeBytes {
      XMFFile.folder([XMFNodeBytes(fields: [(3, [6, 0, 0])], contents: [2] + XMFFile.long(place)).bytes])
    }
    let place = away + root(0).bytes.count
    #expect(try Song(bytes: XMFFile.file(root(place), behind: song)).events.count == 2)
    // A root that is elsewhere, children that are elsewhere, and a node that only refers to another.
    let other = XMFFile.resource(song, format: 0).bytes
    let elsewhere = XMFNodeBytes(itemCount: 1, contents: [2] + XMFFile.long(0))
    let children = XMFNodeBytes(itemCount: 1, contents: [2] + XMFFile.long(away + elsewhere.bytes.count))
    #expect(try Song(bytes: XMFFile.file(children, behind: other)).events.count == 2)
    let reference = XMFNodeBytes(contents: [3] + XMFFile.long(away + elsewhere.bytes.count - 1))
    #expect(reference.bytes.count == elsewhere.bytes.count)
    #expect(throws: SongError.self) { try Song(bytes: XMFFile.file(reference, behind: [0] + other)) }
    let exact = XMFNodeBytes(contents: [3] + XMFFile.long(away + elsewhere.bytes.count))
    #expect(try Song(bytes: XMFFile.file(exact, behind: other)).events.count == 2)
  }

  @Test func `of several songs the one that the file names is played, else the first`() throws {
    let nodes = [(60, "first"), (61, "second"), (62, "third")].map { key, name in
      XMFFile.resource(song(key: UInt8(key)), format: 0, name: name).bytes
    }
    func key(_ root: XMFNodeBytes) throws -> UInt64 {
      let read = try Song(bytes: XMFFile.file(root))
      #expect(read.warnings.map(\.problem) == [.xmfFurtherSongs])
      return Array(read.events)[0].packed >> 8 & 0x7F
    }
    #expect(try key(XMFFile.folder(nodes)) == 60)
    #expect(try key(XMFFile.folder(nodes, fields: [(11, [0] + Array("second".utf8))])) == 61)
    #expect(try key(XMFFile.folder(nodes, fields: [(11, [0] + Array("nobody".utf8))])) == 60)
    #expect(try key(XMFFile.folder([XMFFile.folder([nodes[2]]).bytes, nodes[0]])) == 62)
  }

  @Test func `several banks are all there, and SoundFonts too`() throws {
    let font = SongFile.chunk("RIFF", Array("sfbk".utf8), isRIFF: true)
    let bytes = file(
      XMFFile.resource(bank, format: 2), XMFFile.resource(song, format: 0), XMFFile.resource(font, format: 9),
      XMFFile.resource(Array("RIFF____WAVE".utf8), format: 77))
    let read = try Song(bytes: bytes)
    #expect(read.embeddedBanks.map(\.kind) == [.dls, .soundFont])
    #expect(read.warnings == [])
  }

  @Test func `a bank without a song is a bank, and no song`() throws {
    let bytes = file(XMFFile.resource(bank, format: 5))
    #expect(try Song.embeddedBanks(in: bytes).banks.count == 1)
    #expect(throws: SongError.noSongInXMF(offset: bytes.count)) { try Song(bytes: bytes) }
    #expect(SongError.noSongInXMF(offset: 7).description.contains("the XMF file holds no song"))
  }

  // MARK: Damage

  @Test func `what cannot be used is named, and the rest plays`() throws {
    var other = XMFFile.resource(bank, format: 2)
    other.contents = [5] + SongFile.quantity(4) + Array("http".utf8)
    var strange = XMFFile.resource(bank, format: 2)
    strange.unpackers = [1, 0x41, 1, 9]
    let text = XMFFile.resource(Array("no bank".utf8), format: 2)
    let good = XMFFile.resource(song, format: 0)
    let read = try Song(bytes: file(other, strange, text, good))
    #expect(read.events.count == 2)
    #expect(read.embeddedBanks.isEmpty)
    #expect(read.warnings.map(\.problem) == [.xmfExternal, .xmfPacking, .xmfResource])
  }

  @Test func `a damaged packed song plays as far as it goes, with offsets of its own`() throws {
    let long = SongFile.of(format: 0, (0..<2000).flatMap { SongFile.event($0 % 50, 0x90, UInt8($0 * 7 % 128), 1) })
      .bytes
    let bytes = file(XMFFile.packed(long, format: 0) { $0.removeLast($0.count / 2) })
    let read = try Song(bytes: bytes)
    #expect((100..<2000).contains(read.events.count))
    guard case .xmfDamagedPacking(let count) = read.warnings.first?.problem else {
      Issue.record("\(read.warnings)")
      return
    }
    #expect(count < long.count)
    let inside = try #require(read.warnings.first { $0.unpackedFrom != nil })
    #expect(inside.description.contains("of what is packed at offset"))
    #expect(read.warnings[0].unpackedFrom == nil)
  }

  @Test func `an unreadable packed song says where it was`() throws {
    var broken = song
    broken[9] = 2
    #expect {
      try Song(bytes: file(XMFFile.packed(broken, format: 0)))
    } throws: { error in
      guard case .packed(_, .unsupportedFormat(offset: 8, found: 2))? = error as? SongError else { return false }
      return "\(error)".contains("format 2") && "\(error)".contains("packed at offset")
    }
  }

  @Test func `a few bytes cannot fill the memory`() throws {
    let zeros = song + [UInt8](repeating: 0, count: 50 << 20)
    let bytes = file(XMFFile.packed(zeros, format: 0))
    #expect(bytes.count < 100_000)
    #expect(throws: SongError.noSongInXMF(offset: bytes.count)) { try Song(bytes: bytes) }
    // One that hides its length is cut at the limit.
    let liar = file(XMFFile.packed(zeros, format: 0, stated: 0))
    guard case .xmfDamagedPacking(count: 4 << 20) = try Song(bytes: liar).warnings.first?.problem else {
      Issue.record("not cut")
      return
    }
    // Nor can many of them.
    let three = [UInt8](repeating: 0, count: 3 << 20)
    let many = file(
      XMFFile.packed(bank + three, format: 2), XMFFile.packed(bank + three, format: 2),
      XMFFile.packed(bank + three, format: 2))
    #expect(try Song.embeddedBanks(in: many).banks.count == 1)
  }

  @Test func `nodes that lead in circles are read once`() throws {
    let start = XMFFile.treeStart(version: "2.00")
    let itself = XMFNodeBytes(contents: [3] + XMFFile.long(start))
    #expect(throws: SongError.self) { try Song(bytes: XMFFile.file(itself)) }
    let parent = XMFFile.folder([itself.bytes, XMFFile.resource(song, format: 0).bytes])
    #expect(try Song(bytes: XMFFile.file(parent)).events.count == 2)
  }

  @Test func `folders without an end are passed over`() throws {
    var nested = XMFFile.resource(song, format: 0).bytes
    for _ in 0..<200 { nested = XMFFile.folder([nested]).bytes }
    let bytes = file(XMFFile.resource(song, format: 0), XMFNodeBytes(itemCount: 1, contents: [1] + nested))
    let read = try Song(bytes: bytes)
    #expect(read.warnings.map(\.problem) == [.xmfTooManyNodes])
    #expect(read.events.count == 2)
  }

  @Test func `a wrong length is named, and the file is read`() throws {
    let root = XMFFile.folder([XMFFile.resource(song, format: 0).bytes])
    let read = try Song(bytes: XMFFile.file(root, length: 5))
    #expect(read.events.count == 2)
    #expect(read.warnings.map(\.offset) == [16])
    guard case .xmfLength = read.warnings[0].problem else {
      Issue.record("\(read.warnings)")
      return
    }
  }

  @Test func `a file cut anywhere reads or is refused with a sentence`() throws {
    let whole = file(XMFFile.packed(song, format: 0), XMFFile.resource(bank, format: 2))
    var readable = 0
    for count in 4..<whole.count {
      let cut = Array(whole[..<count])
      do throws(SongError) { _ = try Song.embeddedBanks(in: cut) } catch {
        #expect(error.description.contains("offset"))
      }
      do throws(SongError) {
        let read = try Song(bytes: cut)
        readable += 1
        #expect(!read.warnings.isEmpty)
      } catch { #expect(error.description.contains("offset")) }
    }
    #expect(readable > bank.count)
  }

  @Test("bytes turned at random never trap", arguments: 0..<4)
  func randomBytes(seed: UInt64) {
    var random = Random(seed: seed)
    let whole = file(
      XMFFile.resource(bank, format: 2), XMFFile.packed(song, format: 0),
      XMFNodeBytes(contents: [3] + XMFFile.long(40)))
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0...random.below(5) { bytes[4 + random.below(bytes.count - 4)] = UInt8(random.below(256)) }
      _ = try? Song(bytes: bytes)
      let departures = (try? Song.embeddedBanks(in: bytes))?.departures ?? []
      #expect(departures.allSatisfy { (0...bytes.count).contains($0.offset) && !$0.description.isEmpty })
    }
  }

  // MARK: A real one

  private static let leadsol = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data/Leadsol.mxmf")

  @Test(.enabled(if: FileManager.default.fileExists(atPath: leadsol.path), "the folder of real files is not there"))
  func `Leadsol has a Mobile DLS bank and a song`() throws {
    let read = try Song(bytes: Array(try Data(contentsOf: Self.leadsol)))
    #expect(read.warnings == [])
    #expect(read.name == "C.P.E. Bach Solfegietto")
    #expect(read.embeddedBanks.map(\.bytes.startIndex) == [88])
    #expect(read.embeddedBanks.map(\.bytes.count) == [563_694])
    #expect(read.embeddedBanks.map(\.unpackedFrom) == [nil])
  }
}
