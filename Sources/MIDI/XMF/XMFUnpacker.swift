// SPDX-License-Identifier: MIT
// One step of unpacking a resource of an XMF file. Any thread but the audio thread.

/// A standard unpacker (RP-030, 2.2.1.1.1): does nothing, or zlib.
struct XMFUnpacker {
  let isZlib: Bool
  /// Bytes that come out; 0 where the file leaves that to its reader.
  let unpackedCount: Int
  /// Where that number stands in the file.
  let offset: Int

  /// The next one of a table; nil where it is none of these, or the table ends.
  init?(_ table: inout XMFCursor) {
    guard table.quantity() == 0, let identifier = table.quantity(), identifier <= 1 else { return nil }
    offset = table.position
    guard let count = table.quantity() else { return nil }
    (isZlib, unpackedCount) = (identifier == 1, count)
  }
}
