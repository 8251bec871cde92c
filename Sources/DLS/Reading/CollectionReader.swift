// SPDX-License-Identifier: MIT
// Reads the top of a DLS file; its extensions read one family of chunks each. Any thread but audio.

/// One pass over one file.
struct CollectionReader {
  /// The file.
  let bytes: ArraySlice<UInt8>
  /// Answers the questions of conditional chunks.
  let capabilities: Capabilities
  /// Findings so far.
  var log = WarningLog()
  /// What is read so far.
  var collection = Collection()
  /// Keys and instruments that `pgal` gave the sound of others.
  var aliases = (keys: 0, instruments: 0)
  /// Texts that may still be kept: one in eight bytes would take more memory than the file.
  var textRoom: Int
  private var isForThisDevice = true

  /// Chunks of GigaStudio, which keep what a DLS synthesizer would play of the file.
  private static let gigaStudio: [FourCC] = ["3gri", "3lnk", "3prg", "3ewl", "3ewa"]

  private static let knownChunks: [FourCC] = ["cdl ", "vers", "dlid", "colh", "lins", "ptbl", "wvpl", "INFO", "pgal"]

  /// `bytes` begin with a form of type `DLS `.
  init(_ bytes: ArraySlice<UInt8>, _ capabilities: Capabilities) {
    self.bytes = bytes
    self.capabilities = capabilities
    textRoom = max(1000, bytes.count / 64)
  }

  /// The whole file.
  mutating func read() throws(CollectionError) -> CollectionReading {
    let header = Record(bytes, bytes.startIndex..<bytes.startIndex + 12)
    let form = self.form(stated: header.uint32(4))
    readForm(form)
    guard !collection.instruments.isEmpty else {
      let expected = Int(clamping: header.uint32(4)) + RIFFCursor.headerSize
      if expected > bytes.count {
        throw .truncated(byteCount: bytes.count, expected: expected, at: bytes.startIndex)
      }
      throw .noInstruments(because: log.sorted().first)
    }
    return reading()
  }

  /// The outermost chunk, clamped to the file.
  private mutating func form(stated: UInt32) -> Chunk {
    let start = bytes.startIndex + RIFFCursor.headerSize
    let available = bytes.endIndex - start
    var size = Int(clamping: stated)
    // A size that does not even hold the form's type was never filled in.
    if size > available || size < 4 {
      log.warn(.formSizeWrong(stated: stated, available: available), at: bytes.startIndex + 4)
      size = available
    }
    let surplus = available - size
    if size & 1 == 1 && surplus == 0 { log.depart(.padMissingAtEnd("DLS "), at: start + size) }
    if surplus > size & 1 { log.warn(.bytesAfterForm(count: surplus), at: start + size) }
    return Chunk(
      identifier: "RIFF", form: "DLS ", offset: bytes.startIndex, payload: start + 4..<start + size, depth: 0)
  }

  /// Waves before instruments, whatever their order in the file: a region is kept only where its wave plays.
  private mutating func readForm(_ form: Chunk) {
    let children = children(of: form, known: Self.knownChunks)
    // Where it cannot say, the file is worth hearing.
    isForThisDevice = verdict(children) != .excluded
    if !isForThisDevice { log.warn(.notForThisDevice, at: children["cdl "]?.offset ?? form.offset) }
    collection.identifier = identifier(children, "dlid")
    collection.version = version(children)
    collection.info = info(children)
    check("colh", isIn: children, of: form)
    check("lins", isIn: children, of: form)
    readWavePool(children)
    readInstruments(children)
    readAliases(children)
    if Self.gigaStudio.contains(where: { log.hasIgnored($0) }) { log.warn(.gigaStudio, at: form.offset) }
  }

  private func reading() -> CollectionReading {
    var reading = CollectionReading(collection: collection)
    reading.warnings = log.sorted()
    reading.departures = log.sortedDepartures()
    reading.omittedDepartureCount = log.omittedDepartureCount
    reading.translations = log.sortedTranslations()
    reading.omittedTranslationCount = log.omittedTranslationCount
    reading.aliasedKeyCount = aliases.keys
    reading.aliasedInstrumentCount = aliases.instruments
    reading.isForThisDevice = isForThisDevice
    reading.excludedLists = log.excludedLists
    reading.conditions = log.conditions
    reading.otherIgnoredChunkCount = log.otherIgnoredCount
    reading.ignoredChunks = log.ignoredChunks
    return reading
  }
}
