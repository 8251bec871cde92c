// SPDX-License-Identifier: MIT
// Reads files that other programs made, where they are at hand. Any thread.

import DLS
import Foundation
import Testing

/// The folder of real files beside the project; they are not part of it.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

private let isAtHand = FileManager.default.fileExists(atPath: folder.path)

private func read(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: folder.appending(path: name)))
}

@Suite(.enabled(if: isAtHand, "the folder of real files is not there")) struct RealFileTests {
  @Test func `Blue Ice has drums on keys and a looped flute`() throws {
    let reading = try Collection.read(read("BlueIce.dls"))
    #expect(reading.warnings.isEmpty)
    let collection = reading.collection
    #expect(collection.instruments.map(\.info.name) == ["dr", "flute"])
    #expect(collection.instruments.map { "\($0.address)" } == ["bank 0:1, program 0", "bank 0:1, program 1"])
    #expect(collection.instruments.map { $0.regions.map(\.keys) } == [[60...72, 73...84], [12...120]])
    #expect(collection.instruments[0].regions.map { $0.sample?.unityNote } == [66, 78])
    #expect(collection.instruments.map { $0.articulation?.count } == [6, 6])
    #expect(collection.waves.map { $0?.info.name } == ["bluekick", "bluesnare", "Hi_flute"])
    #expect(collection.waves.map { $0?.sampleRate } == [24_000, 24_000, 16_000])
    #expect(collection.waves.map { $0?.frameCount } == [4592, 6921, 6032])
    let loop = SampleParameters.Loop(kind: .forward, start: 2451, length: 3489)
    #expect(collection.instruments[1].regions[0].sample?.loop == loop)
    #expect(collection.waves[2]?.sample?.loop == loop)
    #expect(collection.info["ISFT"] == "Mobile Sound Builder 1.2.0.14")
  }

  @Test func `Streetwise has four one-shots in a bank of its own`() throws {
    let reading = try Collection.read(read("Streetwise.dls"))
    #expect(reading.warnings.isEmpty)
    let instrument = try #require(reading.collection.instruments.first)
    #expect(instrument.address == Instrument.Address(bankMSB: 0x79, bankLSB: 6, program: 1, isDrum: false))
    #expect(instrument.regions.map(\.keys) == [72...72, 73...73, 74...74, 75...75])
    #expect(instrument.regions.map { $0.sample?.unityNote } == [72, 73, 74, 75])
    #expect(instrument.regions.allSatisfy { $0.sample?.loop == nil && $0.link.channelMask == 1 })
    #expect(reading.collection.waves.map { $0?.frameCount } == [5035, 5127, 5111, 4961])
  }

  @Test func `the collection inside Leadsol reads in its place`() throws {
    let file = try read("Leadsol.mxmf")
    #expect(FileKind.sniff(file) == .xmf)
    let reading = try Collection.read(file[88..<88 + 563_694])
    #expect(reading.warnings.isEmpty)
    let collection = reading.collection
    #expect(collection.instruments.map { "\($0.address)" } == ["bank 121:0, program 0"])
    #expect(collection.instruments[0].regions.map(\.keys) == [0...127])
    #expect(collection.waves.map { $0?.frameCount } == [281_600])
    #expect(
      collection.waves[0]?.sample?.loop == SampleParameters.Loop(kind: .forward, start: 98_400, length: 183_200))
    let release = try #require(collection.instruments[0].articulation?.first)
    #expect(release.destination == Connection.Destination.eg1Release)
  }

  @Test(arguments: ["BlueIce.mid", "Leadsol.mxmf"])
  func `a song is refused with a sentence`(name: String) throws {
    let file = try read(name)
    #expect(throws: CollectionError.otherKind(name.hasSuffix("mid") ? .midi : .xmf)) { try Collection.read(file) }
  }

  @Test func `a real file cut anywhere reads or is refused`() throws {
    let file = try read("BlueIce.dls")
    var readable = 0
    for count in stride(from: 0, to: file.count, by: 7) {
      guard let reading = try? Collection.read(file[..<count]) else { continue }
      readable += 1
      #expect(!reading.warnings.isEmpty)
    }
    #expect(readable > 1000)
  }
}
