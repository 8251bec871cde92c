// SPDX-License-Identifier: MIT
// What all readers of chunks share: children, records, conditions. Any thread but audio.

extension CollectionReader {
  /// Children of a list that are kept: far more than any list has, and so few that no file can make them many times its
  /// own size.
  private static let childLimit = 64

  /// The children of a list; those that are not `known` are counted. Of what may stand there any number of times nothing
  /// is kept: `forEachMember` goes over it.
  mutating func children(of list: Chunk, known: [FourCC]) -> ChunkList {
    var cursor = RIFFCursor(bytes, childrenOf: list, &log)
    var children = ChunkList()
    while let chunk = cursor.next(&log) {
      guard known.contains(chunk.kind) || (chunk.form != nil && known.contains(chunk.kind.uppercased)) else {
        log.ignore(chunk)
        continue
      }
      guard !Self.repeatable.contains(chunk.kind) else { continue }
      if children.chunks.count < Self.childLimit { children.chunks.append(chunk) } else { log.ignore(chunk) }
    }
    checkRepetition(in: children)
    return children
  }

  /// Goes over the lists of these types inside a list; anything else is counted.
  mutating func forEachMember(of list: Chunk, _ types: [FourCC], _ body: (inout CollectionReader, Chunk) -> Void) {
    var cursor = RIFFCursor(bytes, childrenOf: list, &log)
    while let chunk = cursor.next(&log) {
      if let form = chunk.form, types.contains(form) { body(&self, chunk) } else { log.ignore(chunk) }
    }
  }

  /// The content of a chunk that must have `minimum` bytes; nil, with a warning, where it is shorter.
  mutating func record(_ chunk: Chunk, minimum: Int) -> Record? {
    guard chunk.payload.count >= minimum else {
      log.warn(
        .chunkTooShort(chunk.identifier, minimum: minimum, found: chunk.payload.count), at: chunk.offset)
      return nil
    }
    return Record(bytes, chunk.payload)
  }

  /// As `record(_:minimum:)`, for a chunk that `list` must have.
  mutating func record(_ identifier: FourCC, of children: ChunkList, in list: Chunk, minimum: Int) -> Record? {
    guard let chunk = children[identifier] else {
      log.warn(.chunkMissing(identifier), at: list.offset)
      return nil
    }
    return record(chunk, minimum: minimum)
  }

  /// Where the sub-records of a record begin: its `cbSize`, where that is possible, else the specification's size.
  mutating func headerSize(of record: Record, in chunk: Chunk, specified: Int) -> Int {
    let stated = record.uint32(0)
    let size = Int(clamping: stated)
    if size >= specified && size <= record.count { return size }
    log.warn(.recordSizeWrong(chunk.identifier, stated: stated, used: specified), at: record.fileOffset)
    return specified
  }

  /// What the conditions of a list say.
  enum Verdict {
    /// Yes, or nothing.
    case applies
    /// No.
    case excluded
    /// One of them cannot be run.
    case faulty
  }

  /// Runs the conditions of a list; all of them must say yes.
  mutating func verdict(_ children: ChunkList) -> Verdict {
    for chunk in children.all("cdl ") {
      var program = ConditionalProgram(Record(bytes, chunk.payload), capabilities)
      do throws(ConditionalFault) {
        let applies = try program.run()
        log.note(applies ? .yes : .no, of: bytes[chunk.payload])
        if !applies { return .excluded }
      } catch {
        log.note(.faulty, of: bytes[chunk.payload])
        log.warn(.conditionFaulty(error), at: program.fileOffset)
        return .faulty
      }
    }
    return .applies
  }

  /// Whether a region or articulation applies; one that its condition switched off is counted.
  mutating func applies(_ children: ChunkList) -> Bool {
    let verdict = verdict(children)
    if verdict == .excluded { log.excludedLists += 1 }
    return verdict == .applies
  }
}
