// SPDX-License-Identifier: MIT
// Reads `pdta`: finds its tables and follows their indices (SoundFont 2.04, chapter 7). Any thread but audio.

extension SoundFontReader {
  /// Presets, instruments and samples.
  mutating func readRecords(_ list: Chunk) throws(CollectionError) {
    let bytes = try source.content(in: list.payload)
    // From here on offsets count from the beginning of the list's content.
    log.origin += list.payload.lowerBound
    defer { log.origin = source.origin }
    log.enter("pdta")
    defer { log.leave() }
    let chunks = recordChunks(bytes, depth: list.depth + 1)
    let samples = table("shdr", 46, chunks, bytes)
    readSamples(samples)
    let instruments = zoneTables("inst", 22, "ibag", "igen", "imod", chunks, bytes)
    readInstruments(instruments)
    checkLoops(samples)
    readPresets(zoneTables("phdr", 38, "pbag", "pgen", "pmod", chunks, bytes))
  }

  private mutating func recordChunks(_ bytes: [UInt8], depth: Int) -> ChunkList {
    let known: [FourCC] = ["phdr", "pbag", "pmod", "pgen", "inst", "ibag", "imod", "igen", "shdr"]
    var cursor = RIFFCursor(bytes[...], bytes.indices, depth: depth)
    var chunks = ChunkList()
    while let chunk = cursor.next(&log) {
      if chunk.form == nil && known.contains(chunk.identifier) {
        chunks.chunks.append(chunk)
      } else {
        log.ignore(chunk)
      }
    }
    return chunks
  }

  private mutating func zoneTables(
    _ owners: FourCC, _ ownerSize: Int, _ bags: FourCC, _ generators: FourCC, _ modulators: FourCC,
    _ chunks: ChunkList, _ bytes: [UInt8]
  ) -> SoundFontZoneTables {
    SoundFontZoneTables(
      owners: table(owners, ownerSize, chunks, bytes), bags: table(bags, 4, chunks, bytes),
      generators: table(generators, 4, chunks, bytes), modulators: table(modulators, 10, chunks, bytes))
  }

  private mutating func table(
    _ identifier: FourCC, _ recordSize: Int, _ chunks: ChunkList, _ bytes: [UInt8]
  ) -> SoundFontTable {
    guard let chunk = chunks[identifier] else {
      log.warn(.chunkMissing(identifier), at: 0)
      return SoundFontTable(identifier)
    }
    let surplus = chunk.payload.count % recordSize
    if surplus > 0 {
      let fault = SoundFont.Fault.recordIncomplete(identifier, recordSize: recordSize, surplus: surplus)
      log.warn(.soundFont(fault), at: chunk.payload.upperBound - surplus)
    }
    if chunk.payload.count < recordSize { log.warn(.soundFont(.closingRecordMissing(identifier)), at: chunk.offset) }
    return SoundFontTable(identifier, bytes: bytes[chunk.payload], recordSize: recordSize)
  }

  /// How many records of a table become values: a name or a zone takes more memory than its record, and the file's
  /// length is to limit both. An index has 16 bits.
  var recordLimit: Int { min(65_536, max(1000, source.count / 256)) }

  /// How many records of a table are read, the closing one left out.
  mutating func readableCount(_ table: SoundFontTable) -> Int {
    let limit = recordLimit
    guard table.count > limit else { return table.count }
    let fault = SoundFont.Fault.recordsSurplus(table.identifier, count: table.count, limit: limit)
    log.warn(.soundFont(fault), at: table[limit].fileOffset)
    return limit
  }
}
