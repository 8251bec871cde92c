// SPDX-License-Identifier: MIT
// wavesink inspect with banks inside of songs: what is odd about the file around them is told too.

import Foundation
import Testing

@Suite struct ContainerInspectTests {
  private let rmid = TestSong.rmid(TestSong.short, bank: TestBank.bytes)
  private let xmf = TestContainer.xmf(TestBank.bytes, TestSong.short)

  /// A folder with the file.
  private func place(_ bytes: [UInt8], _ name: String) throws -> Workplace {
    let place = try Workplace()
    try place.folder.write(bytes, to: name)
    return place
  }

  /// Ends with the first departure, and with it in the page and the JSON; who plays is not told.
  private func expect(_ bytes: [UInt8], _ sentence: String, isSilent: Bool = true) throws {
    let place = try place(bytes, "odd.dat")
    let strict = try place.run("inspect", "--strict", "odd.dat")
    expectFailure(strict, status: 65)
    #expect(strict.errors.contains("odd.dat: \(sentence)"), "\(strict.errors)")
    let page = try place.run("inspect", "odd.dat")
    #expect(page.status == 0)
    #expect(page.errors == "")
    #expect(page.text.contains("\n  \(sentence.prefix { $0 != ";" })"), "\(page.text)")
    guard isSilent else { return }
    let played = try place.run("render", "song.mid", "--bank", "odd.dat", "-o", "odd.wav")
    #expect(played.status == 0 && played.errors == "", "\(played.errors)")
  }

  @Test func `a right container passes, packed or not`() throws {
    let even = TestContainer.xmf(TestBank.bytes, TestSong.short, isPacked: true)
    let makers = TestSong.rmid(TestSong.short, bank: TestBank.chunk("DISP", [1, 0, 0, 0]) + TestBank.bytes)
    for bytes in [rmid, xmf, even, makers] {
      let place = try place(bytes, "right.dat")
      let run = try place.run("inspect", "--strict", "right.dat")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors == "")
      #expect(run.text.contains("DLS collection \"Test Bank\""))
      #expect(!run.text.contains("container: departures"))
    }
  }

  @Test func `what the standard of RMID has otherwise ends strict`() throws {
    var short = rmid
    short[4] &-= 2
    try expect(short, "offset 4: expected a form of \(rmid.count - 8) bytes, found ")
    let reserved = TestBank.chunk("LIST", Array("INFO".utf8) + TestBank.chunk("DBNK", [0, 1]))
    let place = TestSong.rmid(TestSong.short, bank: []).count + 12 + 8 + 1
    try expect(
      TestSong.rmid(TestSong.short, bank: reserved + TestBank.bytes),
      "offset \(place): expected no reserved bits in DBNK, found 0x01")
  }

  @Test func `what the standard of XMF has otherwise ends strict`() throws {
    var version = xmf
    version[7] = 0x39
    try expect(version, "offset 4: expected version '1.00', '1.01' or '2.00', found '2.09'")
    let unnamed = TestContainer.xmf([TestContainer.node(TestBank.bytes), TestContainer.node(format: 0, TestSong.short)])
    try expect(unnamed, "offset 41: expected a ResourceFormatID, found none")
  }

  @Test func `warnings about a container end strict too`() throws {
    var length = xmf
    length[19] ^= 1
    try expect(length, "the file tells another length (offset 16: expected \(xmf.count), found ", isSilent: false)
  }

  /// The first region's key group, which nobody minds, stands in the bank.
  private func withOddBank(_ bytes: [UInt8]) throws -> (bytes: [UInt8], offset: Int) {
    var bytes = bytes
    let header = try #require(bytes.indices.dropLast(20).first { Array(bytes[$0..<$0 + 4]) == Array("rgnh".utf8) }) + 8
    bytes[header + 10] = 99
    return (bytes, header + 10)
  }

  @Test func `the first departure is the first of the file, in a bank or around it`() throws {
    var (bytes, offset) = try withOddBank(rmid)
    let inBank = "offset \(offset) (lins/ins 1/rgn2 1): expected usKeyGroup to be 0 to 15, found 99"
    // Behind the bank, and then before it.
    bytes += [1, 2]
    bytes[4] &+= 2
    try expect(bytes, inBank)
    bytes[4] &-= 2
    try expect(bytes, "offset 4: expected a form of")
    let page = try place(bytes, "odd.dat").run("inspect", "odd.dat").text
    #expect(page.contains(inBank))
    #expect(page.contains("\ncontainer: departures from the standard that change nothing\n  offset 4: "))
    #expect(page.contains("\n  offset \(bytes.count - 2): expected the end of the list, found 0x0102\n"))
  }

  @Test func `what is packed stands where it is packed`() throws {
    let (bank, offset) = try withOddBank(TestBank.bytes)
    let bytes = TestContainer.xmf(bank, TestSong.short, isPacked: true)
    let inBank = "offset \(offset) (lins/ins 1/rgn2 1): expected usKeyGroup to be 0 to 15, found 99"
    try expect(bytes, inBank)
    let folder = try place(bytes, "packed.dat")
    let strict = try folder.run("inspect", "--strict", "packed.dat")
    #expect(strict.errors.contains("found 99, in the bank that is packed at offset \(packedPlace)\n"))
    #expect(try folder.run("inspect", "packed.dat").text.contains("\nthe bank is packed at offset \(packedPlace); "))
    // A wrong format of the song stands behind the bank.
    var behind = bytes
    behind[bytes.count - TestSong.short.count - 3] = 1
    try expect(behind, inBank)
    // A wrong format of the bank stands before it, though the offset in the bank is smaller.
    let song = TestContainer.node(format: 0, TestSong.chord)
    let before = TestContainer.xmf([song, TestContainer.packedNode(bank, format: 3)])
    let format = 29 + 12 + song.count + 9 + 7
    #expect(format > offset)
    try expect(before, "offset \(format): expected ResourceFormatID to be 5, found 3")
  }

  /// Behind the header of the root, which has 12 bytes with its reference, and that of the bank's node.
  private var packedPlace: Int { 29 + 12 + 9 + 8 + 7 + 1 }

  @Test func `programs get the container beside the bank`() throws {
    let folder = try place(rmid, "right.rmi").folder
    let right = try #require(try InspectedContainer(of: "right.rmi", in: folder).container)
    #expect(right.format == "rmid" && right.bankOffset == 0 && right.unpackedFrom == nil)
    #expect(right.warnings == [] && right.omittedWarningCount == 0)
    #expect(right.departures == [] && right.omittedDepartureCount == 0)
    #expect(try InspectedContainer(of: "bank.dls", in: folder).container == nil)

    var odd = TestContainer.xmf(TestBank.bytes, TestSong.short, isPacked: true)
    odd[7] = 0x39
    odd[19] ^= 1
    try folder.write(odd, to: "odd.xmf")
    let bank = try InspectedContainer(of: "odd.xmf", in: folder)
    let container = try #require(bank.container)
    #expect(bank.format == "dls" && container.format == "xmf" && container.unpackedFrom == packedPlace)
    let version = InspectedContainer.Finding(
      kind: "xmfVersion", offset: 4, problem: nil, expected: "version '1.00', '1.01' or '2.00'", found: "'2.09'")
    #expect(container.departures == [version])
    let length = InspectedContainer.Finding(
      kind: "xmfLength", offset: 16, problem: "the file tells another length", expected: "\(odd.count)",
      found: "\(odd.count ^ 1)")
    #expect(container.warnings == [length])
  }

  @Test func `of several banks the first has what is odd about the file`() throws {
    let node = TestContainer.node(format: 5, TestBank.bytes)
    var bytes = TestContainer.xmf([node, node, TestContainer.node(format: 0, TestSong.short)])
    bytes[7] = 0x39
    let folder = try place(bytes, "two.xmf").folder
    let run = try WavesinkRun(["inspect", "two.xmf", "--json"], in: folder)
    let banks = try JSONDecoder().decode([InspectedContainer].self, from: Data(run.output))
    #expect(banks.map { $0.container?.format } == ["xmf", "xmf"])
    #expect(banks.map { $0.container?.departures?.count } == [1, nil])
    #expect(banks.map { $0.container?.omittedWarningCount } == [0, nil])
  }

  @Test(.enabled(if: RealFiles.isAtHand, "the folder of real files is not there"))
  func `the container of Leadsol is as it should be`() throws {
    let run = try WavesinkRun(["inspect", RealFiles.folder + "/Leadsol.mxmf", "--json"], in: TemporaryFolder())
    let container = try #require(try JSONDecoder().decode(InspectedContainer.self, from: Data(run.output)).container)
    #expect(container.warnings == [] && container.departures == [])
  }
}
