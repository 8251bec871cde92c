// SPDX-License-Identifier: MIT
// Makes chunks of RIFF files. Any thread but audio.

/// Bytes of a file, or of a part of one, to which numbers and chunks are appended.
struct ChunkWriter {
  /// What is written so far.
  private(set) var bytes: [UInt8] = []

  /// Two bytes, the lower first.
  mutating func uint16(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  /// Four bytes, the lowest first.
  mutating func uint32(_ value: UInt32) {
    uint16(UInt16(truncatingIfNeeded: value))
    uint16(UInt16(truncatingIfNeeded: value >> 16))
  }

  /// Bytes as they are.
  mutating func raw(_ content: some Sequence<UInt8>) { bytes += content }

  /// The header of a chunk whose content is written elsewhere.
  mutating func header(_ identifier: FourCC, size: UInt32) {
    raw(identifier.bytes)
    uint32(size)
  }

  /// A chunk with what `content` writes, padded to an even size.
  mutating func chunk(_ identifier: FourCC, _ content: (inout ChunkWriter) -> Void) {
    header(identifier, size: 0)
    let start = bytes.count
    content(&self)
    // A part beyond 4 GiB makes a file beyond it, which is refused as a whole.
    let size = UInt32(truncatingIfNeeded: bytes.count - start)
    for index in 0..<4 { bytes[start - 4 + index] = UInt8(truncatingIfNeeded: size >> (8 * index)) }
    if size & 1 == 1 { bytes.append(0) }
  }

  /// A `LIST` of the chunks that `content` writes.
  mutating func list(_ type: FourCC, _ content: (inout ChunkWriter) -> Void) {
    chunk("LIST") { list in
      list.raw(type.bytes)
      content(&list)
    }
  }
}
