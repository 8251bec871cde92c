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
    for type: FourCC in ["lart", "lar2"] {
      for list in scope.lists(type) {
        log.enter(type)
        let children = children(of: list, known: Self.knownInArticulation)
        if applies(children) {
          isPresent = true
          // Either chunk in either list: real files mix them up.
          for chunk in children.chunks where chunk.identifier == "art1" || chunk.identifier == "art2" {
            append(to: &connections, chunk)
          }
        }
        log.leave()
      }
    }
    return isPresent ? connections : nil
  }

  private mutating func append(to connections: inout [Connection], _ chunk: Chunk) {
    guard let record = record(chunk, minimum: 8) else { return }
    let header = headerSize(of: record, in: chunk, specified: 8)
    let stated = record.uint32(4)
    let count = min(Int(clamping: stated), (record.count - header) / Self.blockSize)
    if count != Int(clamping: stated) {
      log.warn(.countWrong(.cConnectionBlocks, stated: stated, found: count), at: record.fileOffset + 4)
    }
    for index in 0..<count {
      let offset = header + index * Self.blockSize
      var connection = Connection(record, at: offset)
      if chunk.identifier == "art1" { connection.transform = connection.level2Transform }
      checkCodes(connection, at: record.fileOffset + offset)
      connections.append(connection)
    }
  }

  /// Codes that the specification reserves and real banks use pass in silence.
  private mutating func checkCodes(_ connection: Connection, at offset: Int) {
    if !Connection.Source.isKnown(connection.source) { log.warnOfCode(.source, connection.source, at: offset) }
    if !Connection.Source.isKnown(connection.control) { log.warnOfCode(.control, connection.control, at: offset + 2) }
    let destination = connection.destination
    if !Connection.Destination.isKnown(destination) && ![0x002, 0x208, 0x30C].contains(destination) {
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
