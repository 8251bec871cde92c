// SPDX-License-Identifier: MIT
// Steps through the chunks of one list; damage ends in a warning, never in a trap. Any thread but audio.
//
//   chunk = identifier (4) · size (u32) · payload (size) · one pad byte where the size is odd
//   list  = "LIST" or "RIFF" · size · type (4) · chunks

/// A position between two chunks of a list.
///
/// Each step moves on by eight bytes or more and never past the list's end, so that a walk takes time in proportion
/// to the list. Bounds are compared before they are added: a size of 4 GB cannot wrap.
struct RIFFCursor {
  /// Lists inside lists that are followed; DLS needs six.
  static let maximumDepth = 8
  /// Bytes of identifier and size.
  static let headerSize = 8

  let bytes: ArraySlice<UInt8>
  private(set) var position: Int
  let end: Int
  private let depth: Int

  /// Over the chunks in `range` of `bytes`, which stand in `depth` lists.
  init(_ bytes: ArraySlice<UInt8>, _ range: Range<Int>, depth: Int) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
    self.depth = depth
  }

  /// Over the children of `list`; over nothing where it is nested too deep.
  init(_ bytes: ArraySlice<UInt8>, childrenOf list: Chunk, _ log: inout WarningLog) {
    let isTooDeep = list.depth >= Self.maximumDepth
    if isTooDeep { log.warn(.nestedTooDeep(limit: Self.maximumDepth), at: list.offset) }
    self.init(
      bytes, isTooDeep ? list.payload.upperBound..<list.payload.upperBound : list.payload, depth: list.depth + 1)
  }

  /// The next chunk, and the position behind it; nil at the end of the list.
  mutating func next(_ log: inout WarningLog) -> Chunk? {
    guard end - position >= Self.headerSize else {
      if end > position { log.warn(.strayBytes(count: end - position), at: position) }
      position = end
      return nil
    }
    let chunk = self.chunk(&log)
    position = following(chunk, &log)
    return chunk
  }

  /// The chunk at `position`, where a header fits.
  private func chunk(_ log: inout WarningLog) -> Chunk {
    let header = Record(bytes, position..<position + Self.headerSize)
    let (identifier, stated) = (header.fourCC(0), header.uint32(4))
    let start = position + Self.headerSize
    let size = min(Int(clamping: stated), end - start)
    let isList = identifier == "LIST" || identifier == "RIFF"
    let hasType = isList && size >= 4
    let chunk = Chunk(
      identifier: identifier,
      form: !isList ? nil : hasType ? Record(bytes, start..<start + 4).fourCC(0) : "\0\0\0\0",
      offset: position, payload: start + (hasType ? 4 : 0)..<start + size, depth: depth)
    if Int(clamping: stated) > size {
      log.warn(.chunkPastEnd(hasType ? chunk.kind : identifier, stated: stated, available: size), at: position)
    }
    if !identifier.isPlausible { log.depart(.identifierUnprintable(identifier), at: position) }
    if isList && !hasType { log.warn(.listTypeMissing(size: size), at: position) }
    return chunk
  }
}
