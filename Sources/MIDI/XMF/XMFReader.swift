// SPDX-License-Identifier: MIT
// Walks the tree of an XMF file and collects songs and banks. Any thread but the audio thread.

/// Reads an XMF file, of type 0, 1 or 2 (Mobile XMF).
///
///     'XMF_'  version (4 characters)
///     file type, revision                   32 bits each, big-endian; from version 2 on
///     length of the file                    this and all other numbers: quantities of seven bits a byte
///     metadata types: length, table
///     where the tree begins, where it ends
///     root node                             XMFNode
///
/// What a resource is its first bytes tell, not its node. Nodes may lead anywhere in the file: each is read once, and
/// what they hold together, and what it unpacks to, is limited, so that time and memory stay in proportion to the file.
/// Source: MMA RP-030 (1.0), RP-039 (1.01), RP-043 (2.0), RP-040 (zlib).
struct XMFReader {
  /// Nodes that are read: a container has one for each song and bank, and a few folders.
  static var nodeLimit: Int { 1000 }
  /// Folders inside folders.
  static var depthLimit: Int { 16 }
  /// Bytes that packed resources may unpack to together: three times the file, which makes four with the file itself,
  /// and 4 MiB in any case, for small songs pack well.
  static func unpackedLimit(fileCount: Int) -> Int { max(4 << 20, 3 * fileCount) }

  let bytes: [UInt8]
  /// In the order of the tree.
  private(set) var songs: [XMFResource] = []
  /// In the order of the tree.
  private(set) var banks: [XMFResource] = []
  var warnings = WarningLog()
  /// What the file says it is: 0 and 1 songs with banks, 2 Mobile XMF; nil where it does not say so.
  var fileType: Int?

  private var autostart: ArraySlice<UInt8>?
  private var visited: Set<Int> = []
  /// Bytes of resources that may still be looked at.
  private var contentsLeft: Int
  /// Bytes that may still come out of packed resources.
  private var unpackedLeft: Int

  /// Reads the whole tree of `bytes`, which begin with "XMF_".
  init(_ bytes: [UInt8]) throws(SongError) {
    self.bytes = bytes
    contentsLeft = 2 * bytes.count
    unpackedLeft = XMFReader.unpackedLimit(fileCount: bytes.count)
    let header = try readHeader()
    guard let root = XMFNode(bytes, at: header.root, end: bytes.count) else {
      throw .noNodeInXMF(offset: header.root, found: bytes.found(at: header.root, count: 8))
    }
    checkType(root)
    checkTreeEnd(header, root)
    readNode(at: header.root, end: bytes.count, depth: 0)
    checkSongs()
  }

  /// The song that the file wants played first.
  var firstSong: XMFResource? { songs.first { autostart != nil && $0.name == autostart } ?? songs.first }

  /// Where the header says that the tree is.
  struct Header {
    /// The first byte of the root node.
    let root: Int
    /// The last byte of the tree; nil where the file ends before it.
    let treeEnd: Int?
    /// Where that number stands.
    let treeEndOffset: Int
  }

  private mutating func readHeader() throws(SongError) -> Header {
    checkVersion()
    var cursor = XMFCursor(bytes, min(hasTypeInHeader ? 16 : 8, bytes.count)..<bytes.count)
    guard let length = cursor.quantity(), cursor.block() != nil, let root = cursor.quantity() else {
      throw .noNodeInXMF(offset: bytes.count, found: .endOfFile)
    }
    if length != bytes.count {
      warnings.add(.xmfLength(actual: bytes.count), at: hasTypeInHeader ? 16 : 8, .number(length))
    }
    guard bytes.indices.contains(root) else {
      throw .noNodeInXMF(offset: root, found: .endOfFile)
    }
    let treeEndOffset = cursor.position
    return Header(root: root, treeEnd: cursor.quantity(), treeEndOffset: treeEndOffset)
  }

  // MARK: The tree

  /// A node and what belongs to it. Returns where the next one begins; nil where that cannot be told.
  @discardableResult
  private mutating func readNode(at start: Int, end: Int, depth: Int) -> Int? {
    guard let node = XMFNode(bytes, at: start, end: end) else {
      warnings.add(.xmfNode, at: start, bytes.found(at: start, count: 4))
      return nil
    }
    guard depth < XMFReader.depthLimit, visited.count < XMFReader.nodeLimit else {
      warnings.add(.xmfTooManyNodes, at: start, .number(max(depth, visited.count)))
      return nil
    }
    if node.length > node.range.count { warnings.add(.chunkBeyondEnd, at: start, .number(node.length)) }
    // One that two others refer to is there once.
    if visited.insert(start).inserted {
      autostart = autostart ?? node.autostart
      checkHeader(of: node)
      readContents(of: node, depth: depth)
    }
    return node.range.upperBound
  }

  private mutating func readContents(of node: XMFNode, depth: Int) {
    var cursor = XMFCursor(bytes, node.contents)
    let reference = cursor.quantity()
    switch (reference, node.itemCount) {
    case (1, 0): keep(cursor.position..<node.contents.upperBound, of: node)
    case (1, _):
      if let rest = readChildren(of: node, from: cursor.position, end: node.contents.upperBound, depth: depth) {
        checkRest(rest..<node.contents.upperBound)
      }
    case (2, let count):
      guard let start = place(&cursor) else { return }
      checkRest(cursor.position..<cursor.end)
      if count == 0 {
        keep(start..<end(ofResourceAt: start), of: node)
      } else {
        readChildren(of: node, from: start, end: bytes.count, depth: depth)
      }
    case (3, _):
      guard let start = place(&cursor) else { return }
      checkRest(cursor.position..<cursor.end)
      readNode(at: start, end: bytes.count, depth: depth + 1)
    case (4, _), (5, _), (6, _):
      warnings.add(.xmfExternal, at: node.contents.lowerBound, .number(reference ?? 0))
    default:
      warnings.add(.xmfNode, at: node.contents.lowerBound, bytes.found(at: node.contents.lowerBound, count: 4))
    }
  }

  /// Reads the nodes of a folder. Returns where they end; nil where that cannot be told.
  @discardableResult
  private mutating func readChildren(of folder: XMFNode, from start: Int, end: Int, depth: Int) -> Int? {
    var (position, left) = (start, folder.itemCount)
    while left > 0, position < end {
      guard let next = readNode(at: position, end: end, depth: depth + 1) else { return nil }
      (position, left) = (next, left - 1)
    }
    if left > 0 { checkItemCount(folder.itemCount - left, of: folder) }
    return position
  }

  /// A place in the file that contents refer to.
  private mutating func place(_ cursor: inout XMFCursor) -> Int? {
    let at = cursor.position
    let start = cursor.quantity()
    if let start, bytes.indices.contains(start) { return start }
    warnings.add(.xmfNode, at: at, start.map { .number($0) } ?? .endOfFile)
    return nil
  }

  // MARK: Resources

  /// Where a resource ends whose length nobody tells: a RIFF form knows its own, anything else may take the rest of the
  /// file.
  private func end(ofResourceAt start: Int) -> Int {
    guard SongContainer.has("RIFF", bytes, at: start), bytes.count - start >= 8 else { return bytes.count }
    let length = (0..<4).reduce(0) { $0 | Int(bytes[start + 4 + $1]) << (8 * $1) }
    return min(bytes.count, start + 8 + length)
  }

  private mutating func keep(_ contents: Range<Int>, of node: XMFNode) {
    guard contents.count <= contentsLeft else {
      warnings.add(.xmfTooManyNodes, at: contents.lowerBound, .number(contents.count))
      return
    }
    contentsLeft -= contents.count
    guard let resource = resource(contents, of: node) else { return }
    checkFormat(of: resource, node)
    if resource.isSong {
      songs.append(resource)
    } else if resource.bankKind != nil {
      banks.append(resource)
    } else if (0...5).contains(node.resourceFormat?.number ?? -1) {
      warnings.add(.xmfResource, at: contents.lowerBound, .bytes(Array(resource.bytes.prefix(4))))
    }
  }

  /// The contents, unpacked; nil, with a warning, where that is not possible.
  private mutating func resource(_ contents: Range<Int>, of node: XMFNode) -> XMFResource? {
    switch node.packing {
    case .none:
      checkUnchanged(contents, of: node)
      return XMFResource(bytes: bytes[contents], name: node.name, unpackedFrom: nil)
    case .unknown:
      warnings.add(.xmfPacking, at: node.range.lowerBound, bytes.found(at: contents.lowerBound, count: 4))
      return nil
    case .zlib(let passCount):
      guard let unpacked = unpack(contents, of: node, passCount: passCount) else { return nil }
      return XMFResource(bytes: unpacked, name: node.name, unpackedFrom: contents.lowerBound)
    }
  }

  private mutating func unpack(_ contents: Range<Int>, of node: XMFNode, passCount: Int) -> ArraySlice<UInt8>? {
    var table = XMFCursor(bytes, node.unpackers)
    var (unpacked, pass) = (bytes[contents], 0)
    while let unpacker = XMFUnpacker(&table) {
      guard unpacker.isZlib else { continue }
      pass += 1
      // Only the last pass is held to its stated length; none may bring more than is left.
      let limit = pass == passCount && unpacker.unpackedCount > 0 ? unpacker.unpackedCount : unpackedLeft
      guard limit <= unpackedLeft else {
        warnings.add(.xmfTooLarge(limit: unpackedLeft), at: node.range.lowerBound, .number(limit))
        return nil
      }
      unpacked = inflate(unpacked, by: unpacker, limit: limit, at: contents.lowerBound)
      unpackedLeft -= unpacked.count
      if unpacked.isEmpty { return nil }
    }
    return unpacked
  }

  private mutating func inflate(
    _ packed: ArraySlice<UInt8>, by unpacker: XMFUnpacker, limit: Int, at offset: Int
  ) -> ArraySlice<UInt8> {
    switch Inflation(packed, limit: limit) {
    case .whole(let bytes):
      check(unpacker, actual: bytes.count)
      return bytes[...]
    case .part(let part):
      warnings.add(.xmfDamagedPacking(count: part.count), at: offset, bytes.found(at: offset, count: 4))
      return part[...]
    }
  }
}
