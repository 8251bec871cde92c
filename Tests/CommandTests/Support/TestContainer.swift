// SPDX-License-Identifier: MIT
// Songs with the banks that they carry, made byte by byte. Any thread.

/// XMF files; RMID files are made by `TestSong.rmid`.
enum TestContainer {
  /// A file of a bank and a song, the bank packed or not.
  static func xmf(_ bank: [UInt8], _ song: [UInt8], isPacked: Bool = false) -> [UInt8] {
    xmf([isPacked ? packedNode(bank, format: 5) : node(format: 5, bank), node(format: 0, song)])
  }

  /// A resource that zlib packed, inside its node.
  static func packedNode(_ bytes: [UInt8], format: Int) -> [UInt8] {
    node(format: format, unpackers: [0, 1] + long(bytes.count), packed(bytes))
  }

  /// A file of nodes.
  static func xmf(_ nodes: [[UInt8]]) -> [UInt8] {
    let root = node(itemCount: nodes.count, nodes.flatMap(\.self))
    let start = 16 + 4 + 1 + 4 + 4
    return Array("XMF_2.00".utf8) + [0, 0, 0, 2, 0, 0, 0, 1] + long(start + root.count) + [0] + long(start)
      + long(start + root.count - 1) + root
  }

  /// A folder or a resource inside its node.
  static func node(
    itemCount: Int = 0, format: Int? = nil, unpackers: [UInt8] = [], _ contents: [UInt8]
  ) -> [UInt8] {
    let metadata: [UInt8] = format.map { [0, 3, 0, 3, 6, 0, UInt8($0)] } ?? []
    let tables = [UInt8(metadata.count)] + metadata + [UInt8(unpackers.count)] + unpackers
    let headerLength = 9 + tables.count
    return long(headerLength + 1 + contents.count) + [UInt8(itemCount)] + long(headerLength) + tables + [1] + contents
  }

  /// Four bytes for each length, whatever its value.
  private static func long(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(value >> (21 - 7 * $0) & 0x7F) | ($0 < 3 ? 0x80 : 0) }
  }

  /// A zlib stream of one block that is stored as it is: at most 65 535 bytes.
  private static func packed(_ bytes: [UInt8]) -> [UInt8] {
    let (low, high) = (UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8))
    // Adler-32: two sums, modulo the largest prime below 65 536.
    let sums = bytes.reduce((a: 1, b: 0)) { sums, byte in
      let a = (sums.a + Int(byte)) % 65_521
      return (a, (sums.b + a) % 65_521)
    }
    let check = [sums.b, sums.a].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    return [0x78, 0x01, 0x01, low, high, ~low, ~high] + bytes + check
  }
}
