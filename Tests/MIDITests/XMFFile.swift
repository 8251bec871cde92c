// SPDX-License-Identifier: MIT
// Builds XMF files for the tests, node by node.

import CZlib

/// A node in the making.
struct XMFNodeBytes {
  /// Metadata: field and contents, the string format included.
  var fields: [(field: Int, contents: [UInt8])] = []
  /// Metadata behind the fields, as it stands in the file.
  var metadata: [UInt8] = []
  /// Unpackers as they stand in the file.
  var unpackers: [UInt8] = []
  /// Children of a folder.
  var itemCount = 0
  /// Reference type and what follows it.
  var contents: [UInt8]
  /// Bytes of the header that nobody knows, as Mobile XMF has one to make its contents begin at an even place.
  var padding = 0

  var bytes: [UInt8] {
    var metadata: [UInt8] = []
    for (field, contents) in fields {
      metadata += [0, UInt8(field), 0]
      metadata += SongFile.quantity(contents.count) + contents
    }
    metadata += self.metadata
    var tables = SongFile.quantity(metadata.count) + metadata
    tables += SongFile.quantity(unpackers.count) + unpackers
    tables += [UInt8](repeating: 0, count: padding)
    // The lengths count themselves, in as many bytes as they take: always four here.
    let headerLength = 4 + SongFile.quantity(itemCount).count + 4 + tables.count
    var bytes = XMFFile.long(headerLength + contents.count) + SongFile.quantity(itemCount)
    bytes += XMFFile.long(headerLength) + tables
    return bytes + contents
  }
}

/// A file in the making.
enum XMFFile {
  /// A quantity of four bytes, whatever its value.
  static func long(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(value >> (21 - 7 * $0) & 0x7F) | ($0 < 3 ? 0x80 : 0) }
  }

  /// A resource inside its node. `format`: 0 and 1 songs, 2 to 5 DLS.
  static func resource(_ bytes: [UInt8], format: Int, name: String = "") -> XMFNodeBytes {
    XMFNodeBytes(fields: [(1, [0] + Array(name.utf8)), (3, [6, 0, UInt8(format)])], contents: [1] + bytes, padding: 1)
  }

  /// A resource that zlib packed. `stated`: what the last pass says to bring, where it is not what it brings.
  static func packed(
    _ bytes: [UInt8], format: Int, stated: Int? = nil, passes: Int = 1, change: (inout [UInt8]) -> Void = { _ in }
  ) -> XMFNodeBytes {
    var (packed, lengths) = (deflate(bytes), [stated ?? bytes.count])
    for _ in 1..<passes {
      lengths.insert(packed.count, at: 0)
      packed = deflate(packed)
    }
    change(&packed)
    var node = resource(packed, format: format)
    for length in lengths { node.unpackers += [0, 1] + SongFile.quantity(length) }
    return node
  }

  /// A folder of nodes.
  static func folder(_ nodes: [[UInt8]], fields: [(field: Int, contents: [UInt8])] = []) -> XMFNodeBytes {
    XMFNodeBytes(fields: fields, itemCount: nodes.count, contents: [1] + nodes.flatMap(\.self))
  }

  /// A file whose tree begins at `treeStart`.
  static func file(_ root: XMFNodeBytes, version: String = "2.00", length: Int? = nil, behind: [UInt8] = []) -> [UInt8]
  {
    let type: [UInt8] = version >= "2" ? [0, 0, 0, 2, 0, 0, 0, 1] : []
    let start = treeStart(version: version)
    let body = root.bytes + behind
    return Array("XMF_\(version)".utf8) + type + long(length ?? start + body.count) + [0] + long(start)
      + long(start + root.bytes.count - 1) + body
  }

  static func treeStart(version: String) -> Int { (version >= "2" ? 16 : 8) + 4 + 1 + 4 + 4 }

  static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    var count = compressBound(uLong(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    let result = unsafe compress(&packed, &count, bytes, uLong(bytes.count))
    precondition(result == Z_OK, "zlib packs everything")
    return Array(packed.prefix(Int(count)))
  }
}
