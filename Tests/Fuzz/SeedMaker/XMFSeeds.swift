// SPDX-License-Identifier: MIT
// Seeds of the XMF target: trees of every shape, packed and not. One thread.

private let song = SongFile.of(format: 0, SongFile.event(0, 0x90, 60, 100) + SongFile.event(96, 60, 0)).bytes
private let songNode = XMFFile.resource(song, format: 0, name: "song")
private let bankNode = XMFFile.resource(minimalFile, format: 2, name: "bank")

private func file(_ nodes: XMFNodeBytes..., version: String = "2.00") -> [UInt8] {
  XMFFile.file(XMFFile.folder(nodes.map(\.bytes)), version: version)
}

/// A zlib stream that stores its contents, so that a mutation changes them and not the packing. One block, RFC 1950.
private func stored(_ bytes: [UInt8]) -> [UInt8] {
  var (low, high): (UInt32, UInt32) = (1, 0)
  for byte in bytes {
    low = (low + UInt32(byte)) % 65_521
    high = (high + low) % 65_521
  }
  let sum = [high >> 8, high, low >> 8, low].map { UInt8($0 & 0xFF) }
  return [0x78, 0x01, 0x01] + u16(bytes.count, ~bytes.count & 0xFFFF) + bytes + sum
}

private func storedNode(_ bytes: [UInt8], format: Int) -> XMFNodeBytes {
  var node = XMFFile.resource(stored(bytes), format: format)
  node.unpackers = [0, 1] + SongFile.quantity(bytes.count)
  return node
}

/// A root whose only child stands behind the tree, and is reached through references.
private let elsewhere: [UInt8] = {
  func root(_ place: Int) -> XMFNodeBytes {
    let child = XMFNodeBytes(fields: [(1, [0] + Array("song".utf8))], contents: [2] + XMFFile.long(place))
    let bank = XMFNodeBytes(contents: [3] + XMFFile.long(place + song.count))
    return XMFFile.folder([child.bytes, bank.bytes], fields: [(11, [0] + Array("song".utf8))])
  }
  let place = XMFFile.treeStart(version: "2.00") + root(0).bytes.count
  return XMFFile.file(root(place), behind: song + bankNode.bytes)
}()

/// Names and bytes.
let xmfSeeds: [(String, [UInt8])] = [
  ("plain.mxmf", file(songNode, bankNode)),
  ("version-1.xmf", file(bankNode, songNode, version: "1.00")),
  ("packed.mxmf", file(XMFFile.packed(minimalFile, format: 3), XMFFile.packed(song, format: 0))),
  ("packed-twice.mxmf", file(XMFFile.packed(song, format: 1, passes: 2))),
  // A reader that takes all the memory it may for each of them takes too much.
  (
    "packed-without-lengths.mxmf",
    file(
      XMFFile.packed(song, format: 0, stated: 0), XMFFile.packed(song, format: 0, stated: 0),
      XMFFile.packed(minimalFile, format: 2, stated: 0))
  ),
  ("stored.mxmf", file(storedNode(minimalFile, format: 2), storedNode(song, format: 0))),
  ("elsewhere.mxmf", elsewhere),
  ("folders.mxmf", file(XMFFile.folder([XMFFile.folder([songNode.bytes]).bytes, bankNode.bytes]))),
  ("bank-alone.mxmf", file(bankNode)),
  ("soundfont.mxmf", file(songNode, XMFFile.resource(minimalSoundFont, format: 9))),
]
