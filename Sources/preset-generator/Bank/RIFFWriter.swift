// SPDX-License-Identifier: MIT
// Little-endian chunks. Off-line.

/// Bytes of a RIFF file.
struct RIFFWriter {
  var bytes: [UInt8] = []

  mutating func u16(_ value: Int) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  mutating func u32(_ value: Int) {
    u16(value)
    u16(value >> 16)
  }

  /// Four characters.
  mutating func tag(_ text: String) { bytes += Array(text.utf8) }

  /// A chunk, padded to an even size.
  mutating func chunk(_ id: String, _ fill: (inout RIFFWriter) -> Void) {
    var inner = RIFFWriter()
    fill(&inner)
    tag(id)
    u32(inner.bytes.count)
    bytes += inner.bytes
    if inner.bytes.count % 2 != 0 { bytes.append(0) }
  }

  /// A list of a type.
  mutating func list(_ type: String, form: String = "LIST", _ fill: (inout RIFFWriter) -> Void) {
    chunk(form) { inner in
      inner.tag(type)
      fill(&inner)
    }
  }

  /// A `LIST INFO` of texts in the given order.
  mutating func info(_ texts: [(String, String)]) {
    list("INFO") { inner in
      for (id, text) in texts {
        inner.chunk(id) { $0.bytes += Array(text.utf8) + [0] }
      }
    }
  }
}
