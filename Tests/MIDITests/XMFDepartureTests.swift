// SPDX-License-Identifier: MIT
// What the standard has otherwise about XMF files, and no player minds.

import MIDI
import Testing

private let song = SongFile.of(format: 0, SongFile.event(0, 0x90, 60, 1) + SongFile.event(9, 60, 0)).bytes
private let bank = SongFile.chunk(
  "RIFF", Array("DLS ".utf8) + SongFile.chunk("colh", [1, 0, 0, 0], isRIFF: true), isRIFF: true)
private let font = SongFile.chunk("RIFF", Array("sfbk".utf8), isRIFF: true)
private let songNode = XMFFile.resource(song, format: 0)
private let bankNode = XMFFile.resource(bank, format: 5)
private let start = XMFFile.treeStart(version: "2.00")
/// Behind the header of a root without metadata and its reference type.
private let firstNode = start + 12

/// The root of an older file, which says its type: 0 or 1.
private func old(_ type: [UInt8]?, version: String = "1.01", bankFormat: Int = 2) -> [UInt8] {
  let nodes = [XMFFile.resource(bank, format: bankFormat).bytes, songNode.bytes]
  return XMFFile.file(XMFFile.folder(nodes, fields: type.map { [(0, [6] + $0)] } ?? []), version: version)
}

private func file(_ nodes: XMFNodeBytes..., change: (inout XMFNodeBytes) -> Void = { _ in }) -> [UInt8] {
  var root = XMFFile.folder(nodes.map(\.bytes))
  change(&root)
  return XMFFile.file(root)
}

private func changed(_ bytes: [UInt8], at offset: Int, to new: UInt8) -> [UInt8] {
  var bytes = bytes
  bytes[offset] = new
  return bytes
}

private func changed(_ node: XMFNodeBytes, _ change: (inout XMFNodeBytes) -> Void) -> XMFNodeBytes {
  var node = node
  change(&node)
  return node
}

/// A node whose format stands in its metadata as it is given.
private func node(_ bytes: [UInt8], format: [UInt8]?) -> XMFNodeBytes {
  XMFNodeBytes(fields: format.map { [(3, [6] + $0)] } ?? [], contents: [1] + bytes)
}

private let right = file(bankNode, songNode)
private let lastByte = right.count - 1

private let fileRows = [
  ContainerDeparture(
    "a version that nobody knows", changed(right, at: 7, to: 0x31), "xmfVersion", at: Array("2.01".utf8),
    "expected version '1.00', '1.01' or '2.00', found '2.01'"),
  ContainerDeparture(
    "a type that nobody knows", changed(right, at: 11, to: 7), "xmfFileType", at: [0, 0, 0, 7],
    "expected XmfFileTypeID to be 2 to 4, found 7"),
  ContainerDeparture(
    "a revision that nobody knows", changed(right, at: 15, to: 2), "xmfFileRevision", at: [0, 0, 0, 2],
    "expected XmfFileTypeRevisionID to be 1, found 2"),
  ContainerDeparture(
    "no type in an older file", old(nil), "xmfFileType", at: [0x80, 0x80],
    "expected XmfFileTypeID to be 0 to 1, found none"),
  ContainerDeparture(
    "a newer type in an older file", old([2, 1]), "xmfFileType", at: [2, 1],
    "expected XmfFileTypeID to be 0 to 1, found 2"),
  ContainerDeparture(
    "an unknown revision in an older file", old([1, 2]), "xmfFileRevision", at: [2],
    "expected XmfFileTypeRevisionID to be 0 to 1, found 2"),
  ContainerDeparture(
    "no revision in an older file", old([1]), "xmfFileRevision", at: [],
    "expected XmfFileTypeRevisionID to be 0 to 1, found none"),
  ContainerDeparture(
    "a tree that ends elsewhere", changed(right, at: start - 1, to: 0), "xmfTreeEnd", at: [0x80],
    "expected TreeEnd to be \(lastByte), found \(lastByte & ~0x7F)"),
  ContainerDeparture(
    "a tree that ends outside of the file", changed(right, at: start - 3, to: 0x81), "xmfTreeEnd", at: [0x80, 0x81],
    "expected TreeEnd to be \(lastByte), found \(lastByte + 1 << 14)"),
  ContainerDeparture("no song", file(bankNode), "songMissing", at: Array("XMF_".utf8), "expected a song, found none"),
]

private let nodeRows = [
  ContainerDeparture(
    "metadata that is cut", file(bankNode, changed(songNode) { $0.metadata = [0, 8, 0, 9] }), "xmfMetadata",
    at: [0, 8, 0, 9], "expected a field of metadata, found 0x00080009"),
  ContainerDeparture(
    "a header without tables",
    file(songNode) {
      $0.itemCount = 2
      $0.contents += [8, 0, 3] + [3] + XMFFile.long(firstNode)
    }, "xmfMetadata", at: [3, 0x80], "expected a field of metadata, found 0x03808080"),
  ContainerDeparture(
    "an unpacker that the standard does not have", file(songNode, changed(bankNode) { $0.unpackers = [0, 2, 9] }),
    "xmfUnpackers", at: [0, 2, 9], "expected an unpacker, found 0x00020900"),
  ContainerDeparture(
    "a folder of fewer nodes", file(songNode) { $0.itemCount = 2 }, "xmfItemCount", at: [2],
    "expected NodeContainedItems to be 1, found 2"),
  ContainerDeparture(
    "bytes behind the nodes of a folder", file(songNode) { $0.contents += [1, 2] }, "xmfHiddenBytes", at: [1, 2],
    "expected the end of the node, found 0x0102"),
  ContainerDeparture(
    "bytes behind a reference",
    file(songNode, XMFNodeBytes(contents: [3] + XMFFile.long(firstNode) + [9])), "xmfHiddenBytes", at: [9],
    "expected the end of the node, found 0x09"),
]

private let formatRows = [
  ContainerDeparture(
    "a song without a format", file(bankNode, node(song, format: nil)), "xmfFormatMissing", at: [0x80],
    "expected a ResourceFormatID, found none"),
  ContainerDeparture(
    "another resource without a format", file(songNode, node([1, 2], format: nil)), "xmfFormatMissing", at: [0x80],
    "expected a ResourceFormatID, found none"),
  ContainerDeparture(
    "a song of the other format", file(bankNode, XMFFile.resource(song, format: 1)), "xmfFormat", at: [1],
    "expected ResourceFormatID to be 0, found 1"),
  ContainerDeparture(
    "a song that says to be a bank", file(bankNode, XMFFile.resource(song, format: 5)), "xmfFormat", at: [5],
    "expected ResourceFormatID to be 0, found 5"),
  ContainerDeparture(
    "a bank that says to be a song", file(XMFFile.resource(bank, format: 0), songNode), "xmfFormat", at: [0],
    "expected ResourceFormatID to be 5, found 0"),
  ContainerDeparture(
    "a bank of Level 2 in Mobile XMF", file(XMFFile.resource(bank, format: 3), songNode), "xmfFormat", at: [3],
    "expected ResourceFormatID to be 5, found 3"),
  ContainerDeparture(
    "a mobile bank in an older file", old([0, 0], bankFormat: 5), "xmfFormat", at: [5],
    "expected ResourceFormatID to be 2 to 4, found 5"),
  ContainerDeparture(
    "a maker's number for a bank", file(node(bank, format: [1, 0x41, 5]), songNode), "xmfFormat", at: [1, 0x41, 5],
    "expected ResourceFormatID to be 5, found 0x01410500"),
  ContainerDeparture(
    "a SoundFont that says to be DLS", file(XMFFile.resource(font, format: 2), songNode), "xmfFormat", at: [2],
    "expected ResourceFormatID to be none of 0 to 5, found 2"),
]

private let lengthRows = [
  ContainerDeparture(
    "less than is stated comes out", file(XMFFile.packed(bank, format: 5, stated: 100), songNode), "xmfUnpackedLength",
    at: [100], "expected DecodedSize to be \(bank.count), found 100"),
  ContainerDeparture(
    "another length of the first of two passes",
    file(changed(XMFFile.packed(bank, format: 5, passes: 2)) { $0.unpackers[2] = 101 }, songNode), "xmfUnpackedLength",
    at: [101], "expected DecodedSize to be \(XMFFile.deflate(bank).count), found 101"),
  ContainerDeparture(
    "another length of what nothing packed", file(changed(bankNode) { $0.unpackers = [0, 0, 102] }, songNode),
    "xmfUnpackedLength", at: [102], "expected DecodedSize to be \(bank.count), found 102"),
]

@Suite struct XMFDepartureTests {
  @Test("what the standard of XMF has otherwise about a file", arguments: fileRows)
  private func files(row: ContainerDeparture) throws { try row.expect() }

  @Test("what the standard of XMF has otherwise about a node", arguments: nodeRows)
  private func nodes(row: ContainerDeparture) throws { try row.expect() }

  @Test("formats of resources that are not what they are", arguments: formatRows)
  private func formats(row: ContainerDeparture) throws { try row.expect() }

  @Test("lengths that are not what comes out", arguments: lengthRows)
  private func lengths(row: ContainerDeparture) throws { try row.expect() }

  @Test(arguments: [
    right, old([0, 0]), old([1, 1], version: "1.00", bankFormat: 4), changed(file(bankNode), at: 11, to: 4),
    file(XMFFile.packed(bank, format: 5, passes: 3), XMFFile.packed(song, format: 0, stated: 0)),
    file(songNode, XMFFile.resource([1, 2], format: 99), node(font, format: [2, 9])),
    file(changed(bankNode) { $0.unpackers = [0, 0, UInt8(bank.count), 0, 0, 0] }, songNode),
    file(XMFFile.resource(SongFile.rich.bytes, format: 1), XMFFile.folder([bankNode.bytes])),
  ])
  func `a file as it should be has nothing to say`(bytes: [UInt8]) throws {
    let found = try Song.embeddedBanks(in: bytes)
    #expect(found.departures == [])
    #expect(found.firstDeparture == nil)
  }

  @Test func `what only this reader does not do is no departure`() throws {
    let elsewhere = XMFNodeBytes(fields: [(3, [6, 0, 5])], contents: [4] + SongFile.quantity(4) + Array("http".utf8))
    let makers = changed(bankNode) { $0.unpackers = [1, 0x41, 1, 9] }
    let found = try Song.embeddedBanks(in: file(songNode, elsewhere, makers, songNode))
    #expect(found.departures == [])
    #expect(Set(found.warnings.map(\.problem.code)) == ["xmfExternal", "xmfPacking", "xmfFurtherSongs"])
    #expect(found.firstDeparture == nil)
    // One song of many is played: that is this reader's way.
    #expect(try Song.embeddedBanks(in: file(songNode, songNode)).firstDeparture == nil)
  }

  @Test func `what is lost counts`() throws {
    let found = try Song.embeddedBanks(in: file(bankNode, XMFFile.resource(Array("no bank".utf8), format: 2)))
    #expect(found.departures == [])
    #expect(found.firstDeparture?.sentence.hasPrefix("a resource is left out") == true)
    let cut = try Song.embeddedBanks(in: XMFFile.file(XMFFile.folder([songNode.bytes]), length: 5))
    #expect(cut.firstDeparture?.offset == 16)
  }

  @Test func `departures beyond the limit are counted, not kept`() throws {
    let nodes = (0..<300).map { _ in node([1, 2], format: nil).bytes }
    let found = try Song.embeddedBanks(in: XMFFile.file(XMFFile.folder(nodes + [songNode.bytes])))
    #expect(found.departures.count == 100)
    #expect(found.omittedDepartureCount == 200)
  }
}
