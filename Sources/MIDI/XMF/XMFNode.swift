// SPDX-License-Identifier: MIT
// The header of one node of an XMF file. Any thread but the audio thread.

/// A folder or a resource, as its header tells it (RP-030, 2.2.1.1).
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
    case fileType = 0
    case name = 1
    case resourceFormat = 3
    case autostart = 11
  }

  /// How the contents are packed.
  enum Packing: Equatable {
    /// Not at all.
    case none
    /// zlib, so many times.
    case zlib(count: Int)
    /// By something else.
    case unknown
  }

  /// A number of the metadata.
  struct Value {
    /// Where it stands in the file.
    let offset: Int
    /// Nil where it is none of the standard ones.
    let number: Int?
  }

  /// The whole node, as far as the file goes.
  let range: Range<Int>
  /// The length that it tells, which may lead beyond what it stands in.
  let length: Int
  /// Children of a folder; 0 for a resource.
  let itemCount: Int
  /// Where the number of children stands.
  let itemCountOffset: Int
  /// Behind the header: the reference type and what follows it.
  let contents: Range<Int>
  /// The node's own name, in whatever character set.
  private(set) var name: ArraySlice<UInt8>?
  /// The name of the song to begin with.
  private(set) var autostart: ArraySlice<UInt8>?
  /// 0 and 1 songs, 2 to 5 DLS; nil where the node does not say.
  private(set) var resourceFormat: Value?
  /// Of the whole file, in its root before version 2.
  private(set) var fileType: Value?
  /// Of the file's type.
  private(set) var fileRevision: Value?
  private(set) var packing = Packing.none
  /// The table of unpackers.
  private(set) var unpackers = 0..<0
  /// Where the metadata cannot be read any further; nil where all of it can.
  private(set) var metadataFault: Int?
  /// Where the unpackers are none of the standard; nil where all are.
  private(set) var unpackerFault: Int?

  /// The node at `start` of something that ends at `end`; nil where there is none.
  init?(_ bytes: [UInt8], at start: Int, end: Int) {
    var cursor = XMFCursor(bytes, start..<end)
    guard let length = cursor.quantity() else { return nil }
    itemCountOffset = cursor.position
    guard let itemCount = cursor.quantity(), let headerLength = cursor.quantity(),
      headerLength <= length, headerLength <= end - start, start + headerLength >= cursor.position
    else { return nil }
    self.length = length
    range = start..<min(end, start + length)
    contents = start + headerLength..<range.upperBound
    self.itemCount = itemCount
    readTables(XMFCursor(bytes, cursor.position..<start + headerLength))
  }

  private mutating func readTables(_ header: XMFCursor) {
    var cursor = header
    guard let metadata = cursor.block() else {
      metadataFault = header.position
      return
    }
    readMetadata(XMFCursor(cursor.bytes, metadata))
    let place = cursor.position
    guard let unpackers = cursor.block() else {
      unpackerFault = place
      return
    }
    self.unpackers = unpackers
    readPacking(XMFCursor(cursor.bytes, unpackers))
  }

  // MARK: Metadata

  /// Goes over the fields (3.2.1.1); the rest of a damaged table is left out, for none of it is needed.
  private mutating func readMetadata(_ table: XMFCursor) {
    var cursor = table
    for _ in 0..<XMFNode.fieldLimit where cursor.rest > 0 {
      let place = cursor.position
      // A name in place of a number, or a number.
      guard let nameLength = cursor.quantity(), let field = nameLength == 0 ? cursor.quantity() : -1,
        nameLength == 0 || cursor.take(nameLength) != nil,
        let versionCount = cursor.quantity(), let contents = cursor.block()
      else {
        metadataFault = place
        return
      }
      // Versions for countries and languages are no names that another node would use.
      guard versionCount == 0, let field = Field(rawValue: field) else { continue }
      var value = XMFCursor(cursor.bytes, contents)
      // The format of the text.
      guard value.quantity() != nil else { continue }
      take(field, value)
    }
  }

  private mutating func take(_ field: Field, _ value: XMFCursor) {
    var value = value
    switch field {
    case .name: name = value.bytes[value.position..<value.end]
    case .autostart: autostart = value.bytes[value.position..<value.end]
    case .resourceFormat:
      // Other kinds than 0 are makers' own numbers (5.3).
      let (start, isStandard) = (value.position, value.quantity() == 0)
      resourceFormat = Value(
        offset: isStandard ? value.position : start, number: isStandard ? value.quantity() : nil)
    case .fileType:
      fileType = Value(offset: value.position, number: value.quantity())
      fileRevision = Value(offset: value.position, number: value.quantity())
    }
  }

  // MARK: Unpackers

  /// Standard unpackers: 0 does nothing, 1 is zlib (RP-040). Others have identifiers of lengths that only they know.
  private mutating func readPacking(_ table: XMFCursor) {
    var cursor = table
    var zlibCount = 0
    while cursor.rest > 0 {
      let place = cursor.position
      guard let unpacker = XMFUnpacker(&cursor) else {
        packing = .unknown
        // Kinds 1 to 3 are those of makers (5.1.2 to 5.1.4).
        if !(1...3).contains(cursor.bytes[place]) { unpackerFault = place }
        return
      }
      if unpacker.isZlib { zlibCount += 1 }
    }
    if zlibCount > 0 { packing = .zlib(count: zlibCount) }
  }
}
