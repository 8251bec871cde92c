// SPDX-License-Identifier: MIT
// The header of one node of an XMF file. Any thread but the audio thread.

/// A folder or a resource, as its header tells it.
///
///     length  items  header length          quantities; the lengths count from the node's first byte
///     metadata: length, (field, contents)…
///     unpackers: length, (kind, identifier, unpacked length)…
///     reference type, contents              behind the header
struct XMFNode {
  /// Fields that are looked at; a node has a handful.
  private static let fieldLimit = 256

  /// Fields that mean something here, by their standard numbers.
  private enum Field: Int {
    case name = 1
    case resourceFormat = 3
    case autostart = 11
  }

  /// How the contents are packed.
  enum Packing: Equatable {
    /// Not at all.
    case none
    /// zlib, so many times, and the bytes that come out of the last.
    case zlib(count: Int, unpackedCount: Int)
    /// By something else.
    case unknown
  }

  /// The whole node, as far as the file goes.
  let range: Range<Int>
  /// The length that it tells, which may lead beyond what it stands in.
  let length: Int
  /// Children of a folder; 0 for a resource.
  let itemCount: Int
  /// Behind the header: the reference type and what follows it.
  let contents: Range<Int>
  /// The node's own name, in whatever character set.
  private(set) var name: ArraySlice<UInt8>?
  /// The name of the song to begin with.
  private(set) var autostart: ArraySlice<UInt8>?
  /// 0 and 1 songs, 2 to 5 DLS; nil where it is none of the standard ones.
  private(set) var resourceFormat: Int?
  private(set) var packing = Packing.none

  /// The node at `start` of something that ends at `end`; nil where there is none.
  init?(_ bytes: [UInt8], at start: Int, end: Int) {
    var cursor = XMFCursor(bytes, start..<end)
    guard let length = cursor.quantity(), let itemCount = cursor.quantity(), let headerLength = cursor.quantity(),
      headerLength <= length, headerLength <= end - start, start + headerLength >= cursor.position
    else { return nil }
    self.length = length
    range = start..<min(end, start + length)
    contents = start + headerLength..<range.upperBound
    self.itemCount = itemCount
    var header = XMFCursor(bytes, cursor.position..<start + headerLength)
    guard let metadata = header.block() else { return }
    readMetadata(XMFCursor(bytes, metadata))
    guard let unpackers = header.block() else { return }
    readPacking(XMFCursor(bytes, unpackers))
  }

  /// Goes over the fields; the rest of a damaged table is left out, for none of it is needed.
  private mutating func readMetadata(_ table: XMFCursor) {
    var cursor = table
    for _ in 0..<XMFNode.fieldLimit where cursor.rest > 0 {
      // A name in place of a number, or a number.
      guard let nameLength = cursor.quantity(), let field = nameLength == 0 ? cursor.quantity() : -1,
        nameLength == 0 || cursor.take(nameLength) != nil,
        let versionCount = cursor.quantity(), let contents = cursor.block()
      else { return }
      // Versions for countries and languages are no names that another node would use.
      guard versionCount == 0, let field = Field(rawValue: field) else { continue }
      var value = XMFCursor(cursor.bytes, contents)
      guard value.quantity() != nil, let text = value.take(value.rest) else { continue }
      switch field {
      case .name: name = cursor.bytes[text]
      case .autostart: autostart = cursor.bytes[text]
      case .resourceFormat:
        var numbers = XMFCursor(cursor.bytes, text)
        if numbers.quantity() == 0 { resourceFormat = numbers.quantity() }
      }
    }
  }

  /// Standard unpackers: 0 does nothing, 1 is zlib. Others have identifiers of lengths that only they know.
  private mutating func readPacking(_ table: XMFCursor) {
    var cursor = table
    var (zlibCount, unpackedCount) = (0, 0)
    while cursor.rest > 0 {
      guard cursor.quantity() == 0, let unpacker = cursor.quantity(), unpacker <= 1, let count = cursor.quantity()
      else {
        packing = .unknown
        return
      }
      if unpacker == 1 { (zlibCount, unpackedCount) = (zlibCount + 1, count) }
    }
    if zlibCount > 0 { packing = .zlib(count: zlibCount, unpackedCount: unpackedCount) }
  }
}
