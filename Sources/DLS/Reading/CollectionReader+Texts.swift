// SPDX-License-Identifier: MIT
// Reads texts, versions and identifiers. Any thread but audio.

extension CollectionReader {
  /// Bytes of a text that are kept.
  static var textLimit: Int { 65_536 }

  /// `LIST INFO` of a list; empty where it has none.
  mutating func info(_ children: ChunkList) -> Info {
    var info = Info()
    guard let list = children.info else { return info }
    if list.form != "INFO", let form = list.form { log.depart(.tagNotCapital(form), at: list.offset) }
    log.enter("INFO")
    defer { log.leave() }
    var cursor = RIFFCursor(bytes, childrenOf: list, &log)
    while let chunk = cursor.next(&log) {
      guard chunk.form == nil else {
        log.ignore(chunk)
        continue
      }
      textRoom -= 1
      if textRoom < 0 {
        if textRoom == -1 { log.warn(.textsSurplus, at: chunk.offset) }
        continue
      }
      let tag = chunk.identifier
      if tag.uppercased != tag { log.depart(.tagNotCapital(tag), at: chunk.offset) }
      info.entries.append(Info.Entry(tag: chunk.identifier.uppercased.description, text: text(chunk)))
    }
    return info
  }

  /// The text up to its NUL, which may be missing.
  private mutating func text(_ chunk: Chunk) -> String {
    var characters = bytes[chunk.payload].prefix { $0 != 0 }
    if characters.count == chunk.payload.count { log.depart(.textUnterminated(chunk.identifier), at: chunk.offset) }
    if characters.count > Self.textLimit {
      log.warn(
        .textTooLong(chunk.identifier, count: characters.count, limit: Self.textLimit), at: chunk.offset)
      characters = characters.prefix(Self.textLimit)
    }
    return fileText(characters)
  }

  /// `vers`: highest part first.
  mutating func version(_ children: ChunkList) -> [UInt16]? {
    guard let chunk = children["vers"], let record = record(chunk, minimum: 8) else { return nil }
    return [record.uint16(2), record.uint16(0), record.uint16(6), record.uint16(4)]
  }

  /// `dlid` or a chunk like it.
  mutating func identifier(_ children: ChunkList, _ names: FourCC...) -> DLSID? {
    for name in names {
      guard let chunk = children[name], let record = record(chunk, minimum: 16) else { continue }
      return DLSID(bytes: Array(record.slice(from: 0, count: 16)))
    }
    return nil
  }
}
