// SPDX-License-Identifier: MIT
// Reads the top of a SoundFont; its extensions read one family of chunks each. Any thread but audio.

/// One pass over one file.
struct SoundFontReader {
  /// The file.
  let source: ByteSource
  /// Findings so far.
  var log = WarningLog()
  /// What is read so far.
  var soundFont = SoundFont()

  private static let knownLists: [FourCC] = ["INFO", "sdta", "pdta"]

  /// `source` begins with a form of type `sfbk`.
  init(_ source: ByteSource) {
    self.source = source
    log.origin = source.origin
  }

  /// The whole file but the samples.
  mutating func read() throws(CollectionError) -> SoundFontReading {
    let stated = Record(try source.content(in: 0..<12)[...], 0..<12).uint32(4)
    let lists = try lists(of: form(stated: stated))
    if let list = lists.info {
      try readInfo(list)
    } else {
      log.warn(.chunkMissing("INFO"), at: 0)
    }
    let count = log.count
    try readSampleData(lists.list("sdta"))
    if let list = lists.list("pdta") {
      try readRecords(list)
    } else {
      log.warn(.chunkMissing("pdta"), at: 0)
    }
    guard !soundFont.presets.isEmpty else {
      let expected = Int(clamping: stated) + RIFFCursor.headerSize
      if expected > source.count { throw .truncated(byteCount: source.count, expected: expected, at: source.origin) }
      throw .noPresets(because: log.cause(after: count))
    }
    return reading()
  }

  /// The outermost chunk, clamped to the file.
  private mutating func form(stated: UInt32) -> Chunk {
    let start = RIFFCursor.headerSize
    let available = source.count - start
    var size = Int(clamping: stated)
    // A size that does not even hold the form's type was never filled in.
    if size > available || size < 4 {
      log.warn(.formSizeWrong(stated: stated, available: available), at: 4)
      size = available
    }
    let surplus = available - size
    if surplus > size & 1 { log.warn(.bytesAfterForm(count: surplus), at: start + size) }
    return Chunk(identifier: "RIFF", form: "sfbk", offset: 0, payload: start + 4..<start + size, depth: 0)
  }

  private mutating func lists(of form: Chunk) throws(CollectionError) -> ChunkList {
    var cursor = SourceCursor(source, childrenOf: form)
    var lists = ChunkList()
    while let chunk = try cursor.next(&log) {
      if let type = chunk.form, Self.knownLists.contains(type) || type.uppercased == "INFO" {
        lists.chunks.append(chunk)
      } else {
        log.ignore(chunk)
      }
    }
    return lists
  }

  private func reading() -> SoundFontReading {
    var reading = SoundFontReading(soundFont: soundFont)
    reading.origin = source.origin
    reading.warnings = log.sorted()
    reading.ignoredChunks = log.ignoredChunks
    return reading
  }
}
