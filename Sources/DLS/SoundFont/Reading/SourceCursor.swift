// SPDX-License-Identifier: MIT
// Steps through the chunks of a list without reading what is in them. Any thread but audio.

/// As `RIFFCursor`, for a list that is too large to be in memory: only the headers are read.
///
/// Each step moves on by eight bytes or more, and never past the list's end.
struct SourceCursor {
  /// Bytes that are read at a time, so that a list of many small chunks takes few calls.
  private static let windowSize = 4096

  private let source: ByteSource
  private var position: Int
  private let end: Int
  private let depth: Int
  /// Bytes of the file that are at hand, from `windowStart` on.
  private var window: [UInt8] = []
  private var windowStart = 0

  /// Over the children of `list`, a chunk of `source`.
  init(_ source: ByteSource, childrenOf list: Chunk) {
    self.source = source
    position = list.payload.lowerBound
    end = list.payload.upperBound
    depth = list.depth + 1
  }

  /// The next chunk, and the position behind it; nil at the end of the list.
  mutating func next(_ log: inout WarningLog) throws(CollectionError) -> Chunk? {
    guard end - position >= RIFFCursor.headerSize else {
      if end > position { log.warn(.strayBytes(count: end - position), at: position) }
      position = end
      return nil
    }
    let header = try record(at: position)
    let (identifier, stated) = (header.fourCC(0), header.uint32(4))
    let start = position + RIFFCursor.headerSize
    let size = min(Int(clamping: stated), end - start)
    let hasType = identifier == "LIST" && size >= 4
    let chunk = Chunk(
      identifier: identifier, form: identifier != "LIST" ? nil : hasType ? header.fourCC(8) : "\0\0\0\0",
      offset: position, payload: start + (hasType ? 4 : 0)..<start + size, depth: depth)
    if Int(clamping: stated) > size {
      log.warn(.chunkPastEnd(chunk.kind, stated: stated, available: size), at: position)
    }
    if identifier == "LIST" && !hasType { log.warn(.listTypeMissing(size: size), at: position) }
    position = try following(chunk, &log)
    return chunk
  }

  /// Where the next chunk begins: behind a pad byte, unless the writer forgot it.
  private mutating func following(_ chunk: Chunk, _ log: inout WarningLog) throws(CollectionError) -> Int {
    let plain = chunk.payload.upperBound
    guard (plain - chunk.offset) & 1 == 1, plain + 1 < end else { return min(plain + (plain - chunk.offset) & 1, end) }
    if try !isPlausible(at: plain + 1), try isPlausible(at: plain) {
      log.warn(.padMissing(after: chunk.identifier), at: plain)
      return plain
    }
    return plain + 1
  }

  private mutating func isPlausible(at place: Int) throws(CollectionError) -> Bool {
    guard end - place >= RIFFCursor.headerSize else { return false }
    let header = try record(at: place)
    let room = end - place - RIFFCursor.headerSize
    return header.fourCC(0).isPlausible && Int(clamping: header.uint32(4)) <= room
  }

  /// Twelve bytes from `place` on, or as many as the source has; eight are there.
  private mutating func record(at place: Int) throws(CollectionError) -> Record {
    let upper = min(place + 12, source.count)
    if place < windowStart || upper > windowStart + window.count {
      windowStart = place
      window = try source.content(in: place..<min(place + Self.windowSize, source.count))
    }
    return Record(window[...], place - windowStart..<upper - windowStart)
  }
}
