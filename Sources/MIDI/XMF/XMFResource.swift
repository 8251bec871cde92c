// SPDX-License-Identifier: MIT
// A song or a bank found in an XMF file. Any thread but the audio thread.

/// What a node of an XMF file holds.
struct XMFResource {
  /// Unpacked; where nothing was packed, the indices are offsets in the file.
  let bytes: ArraySlice<UInt8>
  /// The node's own name.
  let name: ArraySlice<UInt8>?
  /// Where in the file it was packed; nil where it was not.
  let unpackedFrom: Int?

  /// Whether it begins with `id` at `offset`.
  func has(_ id: StaticString, at offset: Int = 0) -> Bool {
    id.description.utf8.elementsEqual(bytes.dropFirst(offset).prefix(id.utf8CodeUnitCount))
  }

  /// The kind of bank that it is; nil for anything else.
  var bankKind: Song.EmbeddedBank.Kind? {
    guard has("RIFF") else { return nil }
    return has("DLS ", at: 8) ? .dls : has("sfbk", at: 8) ? .soundFont : nil
  }

  var isSong: Bool { has("MThd") }
}
