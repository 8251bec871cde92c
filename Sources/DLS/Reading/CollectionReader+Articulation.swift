// SPDX-License-Identifier: MIT
// Reads `lart` and `lar2`. Any thread but audio.

extension CollectionReader {
  private static let knownInArticulation: [FourCC] = ["cdl ", "art1", "art2"]
  private static let blockSize = 12

  /// The connections of the applicable lists of one scope, Level 1 first; nil where none applies. An applicable list
  /// without connections is still an articulation, and replaces the instrument's.
  mutating func articulation(_ scope: ChunkList) -> [Connection]? {
    // Not an optional array: appending to a copy of it would take time in proportion to its square.
    var connections: [Connection] = []
    var isPresent = false
    for (type, usual): (FourCC, FourCC) in [("lart", "art1"), ("lar2", "art2")] {
      for list in scope.lists(type) {
        log.enter(type)
        if applies(children(of: list, known: Self.knownInArticulation)) {
          isPresent = true
          append(to: &connections, list, usual: usual)
        }
        log.leave()
      }
    }
    return isPresent ? connections : nil
  }

  /// Every `art1` and `art2` of a list: either in either list, for real files mix them up.
  private mutating func append(to connections: inout [Connection], _ list: Chunk, usual: FourCC) {
    // What is wrong with the list itself has been said.
    var silent = WarningLog()
    var cursor = RIFFCursor(bytes, childrenOf: list, &silent)
    var isEmpty = true
    while let chunk = cursor.next(&silent) {
      guard chunk.form == nil, chunk.identifier == "art1" || chunk.identifier == "art2" else { continue }
      isEmpty = false
      append(to: &connections, chunk)
      if chunk.identifier != usual { log.depart(.wrongLevel(chunk.identifier, in: list.kind), at: chunk.offset) }
    }
    if isEmpty { log.depart(.chunkMissing(usual), at: list.offset) }
  }

  private mutating func append(to connections: inout [Connection], _ chunk: Chunk) {
    guard let record = record(chunk, minimum: 8) else { return }
    let header = headerSize(of: record, in: chunk, specified: 8)
    let stated = record.uint32(4)
    let count = min(Int(clamping: stated), (record.count - header) / Self.blockSize)
    if count != Int(clamping: stated) {
      log.warn(.countWrong(.cConnectionBlocks, stated: stated, found: count), at: record.fileOffset + 4)
    }
    let space = (record.count - header) / Self.blockSize
    if space > count {
      log.depart(.countTooSmall(.cConnectionBlocks, stated: stated, room: space), at: record.fileOffset + 4)
    }
    // Only the first chunk gets exact room: more would copy the rest again and again.
    if connections.isEmpty { connections.reserveCapacity(count) }
    for index in 0..<count {
      let offset = header + index * Self.blockSize
      var connection = Connection(record, at: offset)
      let isLevel1 = chunk.identifier == "art1"
      checkRule(for: connection, isLevel1: isLevel1, at: record.fileOffset + offset)
      if isLevel1 { translateTransform(of: &connection, at: record.fileOffset + offset) }
      checkCodes(connection, at: record.fileOffset + offset)
      connections.append(connection)
    }
  }

  private mutating func translateTransform(of connection: inout Connection, at offset: Int) {
    let found = connection.transform
    connection.transform = connection.level2Transform
    log.translate(.usTransform, UInt32(found), to: UInt32(connection.transform), at: offset + 6)
  }

  /// Codes that the specification reserves and real banks use are no warning.
  private mutating func checkCodes(_ connection: Connection, at offset: Int) {
    if !Connection.Source.isKnown(connection.source) { log.warnOfCode(.source, connection.source, at: offset) }
    if !Connection.Source.isKnown(connection.control) { log.warnOfCode(.control, connection.control, at: offset + 2) }
    let destination = connection.destination
    if !Connection.Destination.isKnown(destination) && !Connection.Destination.isReserved(destination) {
      log.warnOfCode(.destination, destination, at: offset + 4)
    }
  }
}

extension Connection {
  /// The block at `offset`, as it stands there.
  init(_ record: Record, at offset: Int) {
    self.init(
      source: record.uint16(offset), control: record.uint16(offset + 2), destination: record.uint16(offset + 4),
      transform: record.uint16(offset + 6), scale: record.int32(offset + 8))
  }

  /// What a Level 1 block's `usTransform` says in Level 2's layout: 1 is the inverted concave curve of velocity and
  /// volume, and some sources swing both ways without saying so.
  var level2Transform: UInt16 {
    if transform == 1 { return 0x8400 }
    switch source {
    case Source.lfo, Source.vibrato, Source.pitchWheel, Source.cc0 + 10, Source.rpn1, Source.rpn2:
      return transform | 0x4000
    default: return transform
    }
  }
}
