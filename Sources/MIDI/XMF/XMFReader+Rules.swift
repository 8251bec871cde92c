// SPDX-License-Identifier: MIT
// Compares an XMF file with what the standard has. Nothing here changes what plays. Any thread but the audio thread.

extension XMFReader {
  // MARK: The file

  /// A version of two digits, as 2.00 is, has its type in the header; older ones have it in the root's metadata.
  var hasTypeInHeader: Bool { bytes.count > 4 && bytes[4] >= 0x32 }

  /// RP-030, RP-039 and RP-043 define one version each.
  mutating func checkVersion() {
    let versions: [StaticString] = ["1.00", "1.01", "2.00"]
    guard !versions.contains(where: { SongContainer.has($0, bytes, at: 4) }) else { return }
    warnings.depart(.xmfVersion, at: 4, bytes.found(at: 4, count: 4))
  }

  /// Types 0 and 1 are of versions 1.00 and 1.01 (RP-031, 2, as RP-039 amends it); those from 2 on have their type in the
  /// header (RP-043).
  mutating func checkType(_ root: XMFNode) {
    let types = hasTypeInHeader ? 2...4 : 0...1
    guard let type = hasTypeInHeader ? typeInHeader(at: 8) : root.fileType,
      let revision = hasTypeInHeader ? typeInHeader(at: 12) : root.fileRevision, let number = type.number
    else { return warnings.depart(.xmfFileType(types), at: root.range.lowerBound, .nothing) }
    guard types.contains(number) else { return warnings.depart(.xmfFileType(types), at: type.offset, .number(number)) }
    fileType = number
    // Revisions: RP-031 and RP-039; RP-042 and RP-045. Those of interactive XMF are not known here.
    let revisions = number < 2 ? 0...1 : number < 4 ? 1...1 : nil
    guard let revisions, !revisions.contains(revision.number ?? -1) else { return }
    warnings.depart(
      .xmfFileRevision(revisions), at: revision.offset, revision.number.map { .number($0) } ?? .nothing)
  }

  /// 32 bits, the highest first.
  private func typeInHeader(at offset: Int) -> XMFNode.Value? {
    guard bytes.count >= offset + 4 else { return nil }
    return XMFNode.Value(offset: offset, number: bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) })
  }

  /// The tree is the root node, and the header tells its last byte (RP-030, 2.1).
  mutating func checkTreeEnd(_ header: Header, _ root: XMFNode) {
    let actual = root.range.upperBound - 1
    // Of a root that was cut nobody knows the end.
    guard header.treeEnd != actual, root.length == root.range.count else { return }
    warnings.depart(
      .xmfTreeEnd(actual: actual), at: header.treeEndOffset, header.treeEnd.map { .number($0) } ?? .endOfFile)
  }

  /// Types 0 to 2 have a song (RP-031, 2.2; RP-042a, 3). What could not be read may have been one.
  mutating func checkSongs() {
    guard songs.isEmpty, warnings.kept.isEmpty, (0...2).contains(fileType ?? -1) else { return }
    warnings.depart(.songMissing, at: 0, .nothing)
  }

  // MARK: Nodes

  mutating func checkHeader(of node: XMFNode) {
    if let place = node.metadataFault { warnings.depart(.xmfMetadata, at: place, bytes.found(at: place, count: 4)) }
    if let place = node.unpackerFault { warnings.depart(.xmfUnpackers, at: place, bytes.found(at: place, count: 4)) }
  }

  /// `actual`: nodes that are there, fewer than the folder says.
  mutating func checkItemCount(_ actual: Int, of folder: XMFNode) {
    warnings.depart(.xmfItemCount(actual: actual), at: folder.itemCountOffset, .number(folder.itemCount))
  }

  /// A node ends with its contents: hidden data is forbidden (RP-030, 2.2.1.1).
  mutating func checkRest(_ rest: Range<Int>) {
    guard !rest.isEmpty else { return }
    warnings.depart(.xmfHiddenBytes, at: rest.lowerBound, bytes.found(at: rest.lowerBound, count: min(rest.count, 4)))
  }

  // MARK: Resources

  /// Every resource says its format (RP-030, 5.3), and songs and DLS collections have standard numbers (RP-031, 2.3;
  /// RP-042a, 7.1). Other resources may have numbers of their makers.
  mutating func checkFormat(of resource: XMFResource, _ node: XMFNode) {
    guard let stated = node.resourceFormat else {
      return warnings.depart(.xmfFormatMissing, at: node.range.lowerBound, .nothing)
    }
    let formats = formats(of: resource)
    guard formats != nil || resource.bankKind == .soundFont else { return }
    guard formats?.contains(stated.number ?? -1) ?? !(0...5).contains(stated.number ?? -1) else {
      let found = stated.number.map { .number($0) } ?? bytes.found(at: stated.offset, count: 4)
      return warnings.depart(.xmfFormat(formats), at: stated.offset, found)
    }
  }

  /// The numbers that a resource may have; nil where the standard has none for it.
  private func formats(of resource: XMFResource) -> ClosedRange<Int>? {
    if resource.isSong {
      // The low byte of the song's own format.
      let format = resource.bytes.dropFirst(9).first.map(Int.init) ?? 2
      return format > 1 ? 0...1 : format...format
    }
    guard resource.bankKind == .dls else { return nil }
    switch fileType {
    case 0, 1: return 2...4
    case 2: return 5...5
    default: return 2...5
    }
  }

  /// `actual`: what came out of an unpacker, which may leave the number of bytes to its reader.
  mutating func check(_ unpacker: XMFUnpacker, actual: Int) {
    guard unpacker.unpackedCount != actual, unpacker.unpackedCount > 0 else { return }
    warnings.depart(.xmfUnpackedLength(actual: actual), at: unpacker.offset, .number(unpacker.unpackedCount))
  }

  /// Unpackers that do nothing leave the length as it is.
  mutating func checkUnchanged(_ contents: Range<Int>, of node: XMFNode) {
    // Of a resource elsewhere in the file only the beginning is known.
    guard node.contents.overlaps(contents) else { return }
    var table = XMFCursor(bytes, node.unpackers)
    while let unpacker = XMFUnpacker(&table) { check(unpacker, actual: contents.count) }
  }
}
