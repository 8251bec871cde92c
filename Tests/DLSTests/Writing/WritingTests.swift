// SPDX-License-Identifier: MIT
// Writes collections and reads them back. Any thread.

import DLS
import Testing

/// What was written of `collection` must read back as it is, without a finding.
func expectIdentity(_ collection: Collection, location: SourceLocation = #_sourceLocation) throws {
  let reading = try Collection.read(collection.written())
  #expect(reading.collection == collection, sourceLocation: location)
  let odd = reading.warnings.filter { !$0.kind.isOfContent }
  #expect(odd.isEmpty, sourceLocation: location)
  #expect(reading.ignoredChunks.isEmpty, sourceLocation: location)
}

extension Warning.Kind {
  /// True for findings about what a collection says, not about how it stands in the file.
  fileprivate var isOfContent: Bool {
    switch self {
    case .codeUnknown, .duplicateAddress, .instrumentSilent, .samplesUnusable: true
    default: false
    }
  }
}

@Suite struct WritingTests {
  @Test func `the smallest file is written as it was, but for its last chunk`() throws {
    let collection = try Collection.read(minimalFile).collection
    let bytes = try collection.written()
    var expected = Array(minimalFile) + hex("4C495354 04000000 494E464F")
    expected[4] += 12
    // A lone `wsmp` of the region stays where it is.
    #expect(bytes.count == 320 && bytes[8...] == expected[8...])
    #expect(bytes == expected)
    try expectIdentity(collection)
  }

  @Test func `a file with everything in it comes back whole`() throws {
    try expectIdentity(Collection.read(richFile).collection)
  }

  @Test(arguments: 0..<300)
  func `any collection reads back as it was`(seed: Int) throws {
    var chance = RandomCollection(seed: UInt64(seed))
    try expectIdentity(chance.next())
  }

  @Test func `cues of one wave share it, and a cue without one stays empty`() throws {
    var twice = try Collection.read(minimalFile).collection
    let once = try twice.written()
    twice.waves = [twice.waves[0], nil, twice.waves[0]]
    let bytes = try twice.written()
    #expect(bytes.count == once.count + 8)
    let table = try #require(bytes.firstRange(of: ascii("ptbl")))
    #expect(Array(bytes[table.upperBound..<table.upperBound + 24]) == u32(20, 8, 3, 0, 0xFFFF_FFFF, 0))
    try expectIdentity(twice)
  }

  @Test func `waves that differ only in sound or only in name are both written`() throws {
    var collection = try Collection.read(minimalFile).collection
    var wave = try #require(collection.waves[0])
    wave.data = Array(repeating: 7, count: 1000)[...]
    var louder = wave
    louder.data[999] = 8
    var other = wave
    other.info.entries = [Info.Entry(tag: "INAM", text: "Other")]
    collection.waves += [wave, louder, other, wave]
    try expectIdentity(collection)
    #expect(try collection.written().count == minimalFile.count + 12 + 16 + 3 * (1000 + 44) + 12 + 14)
  }

  @Test func `an empty articulation is another one than none`() throws {
    var collection = try Collection.read(minimalFile).collection
    collection.instruments[0].regions[0].articulation = []
    try expectIdentity(collection)
    #expect(try Collection.read(collection.written()).collection.instruments[0].regions[0].articulation == [])
  }

  @Test func `Level 1 stays Level 1 where that can say it`() throws {
    let velocity = Connection(source: 2, control: 0, destination: 1, transform: 0x8400, scale: -0x3C0_0000)
    let wheel = Connection(source: 1, control: 0x81, destination: 3, transform: 0x4000, scale: 50 << 16)
    var collection = try Collection.read(minimalFile).collection
    collection.instruments[0].regions[0].isLevel2 = false
    collection.instruments[0].articulation = nil
    collection.instruments[0].regions[0].articulation = [velocity, wheel]
    let bytes = try collection.written()
    let art = try #require(bytes.firstRange(of: ascii("art1")))
    #expect(
      Array(bytes[art.upperBound..<art.upperBound + 36])
        == u32(32, 8, 2) + block(2, 0, 1, transform: 1, scale: -0x3C0_0000) + block(1, 0x81, 3, scale: 50 << 16))
    try expectIdentity(collection)

    for (name, other) in [
      ("a curve", Connection(source: 2, control: 0, destination: 1, transform: 0x8800, scale: 0)),
      ("a filter", Connection(source: 0, control: 0, destination: 0x500, transform: 0, scale: 0)),
      ("an LFO that does not swing", Connection(source: 1, control: 0, destination: 3, transform: 0, scale: 0)),
    ] {
      collection.instruments[0].regions[0].articulation = [velocity, other]
      #expect(try collection.written().firstRange(of: ascii("art1")) == nil, "\(name)")
      try expectIdentity(collection)
    }
    collection.instruments[0].regions[0].articulation = [velocity]
    collection.instruments[0].regions[0].isLevel2 = true
    #expect(try collection.written().firstRange(of: ascii("art1")) == nil)
  }

  @Test func `texts of the old character set fit as they did`() throws {
    var collection = try Collection.read(minimalFile).collection
    // 64 KiB in Windows 1252 are three times as many bytes in UTF-8.
    collection.info.entries = [Info.Entry(tag: "ICMT", text: String(repeating: "€", count: 65_536))]
    try expectIdentity(collection)
    collection.info.entries = [Info.Entry(tag: "ICMT", text: String(repeating: "名", count: 21_845))]
    try expectIdentity(collection)
  }

  @Test func `the pieces are the file, and the waves are not copied`() throws {
    let collection = try Collection.read(richFile).collection
    let file = try CollectionFile(collection)
    #expect(file.pieces.flatMap(\.self) == file.bytes())
    #expect(file.byteCount == file.bytes().count)
    let wave = try #require(collection.waves[0])
    #expect(file.pieces.contains { $0.indices == wave.data.indices && $0 == wave.data })
    #expect(file.pieces.count == 3 * collection.waves.count + 3)
  }
}
