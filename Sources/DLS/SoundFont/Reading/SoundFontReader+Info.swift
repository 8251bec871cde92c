// SPDX-License-Identifier: MIT
// Reads `INFO`: versions and texts (SoundFont 2.04, chapter 5). Any thread but audio.

extension SoundFontReader {
  /// The list, read as a whole: it holds texts only.
  mutating func readInfo(_ list: Chunk) throws(CollectionError) {
    let bytes = try source.content(in: list.payload)
    log.origin += list.payload.lowerBound
    log.enter("INFO")
    var cursor = RIFFCursor(bytes[...], bytes.indices, depth: list.depth + 1)
    var versions = ChunkList()
    // A text of eight bytes takes many times as much memory: no file has so many.
    var textRoom = max(1000, source.count / 64)
    while let chunk = cursor.next(&log) {
      switch chunk.identifier {
      case "ifil", "iver":
        // Of two the first counts.
        if versions[chunk.identifier] == nil { versions.chunks.append(chunk) } else { log.ignore(chunk) }
      case _ where chunk.form != nil: log.ignore(chunk)
      default:
        textRoom -= 1
        if textRoom == -1 { log.warn(.textsSurplus, at: chunk.offset) }
        if textRoom >= 0 { addText(bytes[chunk.payload], chunk) }
      }
    }
    log.leave()
    log.origin = source.origin
    readVersions(versions, bytes, list)
    for tag: FourCC in ["isng", "INAM"] where soundFont.info[tag.uppercased.description] == nil {
      log.warn(.chunkMissing(tag), at: list.offset)
    }
  }

  private mutating func addText(_ content: ArraySlice<UInt8>, _ chunk: Chunk) {
    var characters = content.prefix { $0 != 0 }
    let limit = CollectionReader.textLimit
    if characters.count > limit {
      log.warn(.textTooLong(chunk.identifier, count: characters.count, limit: limit), at: chunk.offset)
      characters = characters.prefix(limit)
    }
    soundFont.info.entries.append(
      Info.Entry(tag: chunk.identifier.uppercased.description, text: fileText(characters)))
  }

  private mutating func readVersions(_ chunks: ChunkList, _ bytes: [UInt8], _ list: Chunk) {
    soundFont.romVersion = version("iver", chunks, bytes, list)
    guard chunks["ifil"] != nil else { return log.warn(.chunkMissing("ifil"), at: list.offset) }
    guard let version = version("ifil", chunks, bytes, list) else { return }
    soundFont.version = version
    if version.major != 2 && version.major != 3 {
      log.warn(.soundFont(.versionUnknown(version)), at: list.payload.lowerBound + (chunks["ifil"]?.offset ?? 0))
    }
  }

  private mutating func version(
    _ identifier: FourCC, _ chunks: ChunkList, _ bytes: [UInt8], _ list: Chunk
  ) -> SoundFont.Version? {
    guard let chunk = chunks[identifier] else { return nil }
    guard chunk.payload.count >= 4 else {
      let found = chunk.payload.count
      log.warn(.chunkTooShort(identifier, minimum: 4, found: found), at: list.payload.lowerBound + chunk.offset)
      return nil
    }
    let record = Record(bytes[...], chunk.payload)
    return SoundFont.Version(major: record.uint16(0), minor: record.uint16(2))
  }
}
