// SPDX-License-Identifier: MIT
// Reads `ptbl` and `wvpl`: which cue is which wave. Any thread but audio.

extension CollectionReader {
  private static let knownInPool: [FourCC] = ["wave"]
  private static let headerSize = 8
  private static let noWave: UInt32 = 0xFFFF_FFFF

  /// Fills `collection.waves`, one place for each cue.
  mutating func readWavePool(_ form: ChunkList) {
    guard let pool = form.list("wvpl") else {
      log.warn(.chunkMissing("wvpl"), at: bytes.startIndex)
      return
    }
    log.enter("wvpl")
    defer { log.leave() }
    readWaves(at: waveStarts(form, pool), in: pool)
  }

  /// Where the wave of each cue begins in the file; nil where there is none.
  private mutating func waveStarts(_ form: ChunkList, _ pool: Chunk) -> [Int?] {
    guard let chunk = form["ptbl"], let table = record(chunk, minimum: Self.headerSize) else {
      log.warn(.poolTableMissing, at: pool.offset)
      var starts: [Int?] = []
      let limit = cueLimit
      forEachMember(of: pool, Self.knownInPool) { _, wave in
        if starts.count < limit { starts.append(wave.offset) }
      }
      return starts
    }
    let cues = cues(table, chunk)
    return cues.indices.map { cue in
      guard let offset = cues[cue].offset else { return nil }
      let start = start(of: offset, in: pool)
      if start == nil { log.warn(.cueNotAWave(cue: cue, offset: offset), at: cues[cue].place) }
      return start
    }
  }

  /// The offsets in `ptbl` and where they stand in the file; nil for `POOL_CUE_NULL`. Large files have entries of eight
  /// bytes, the upper half first.
  private mutating func cues(_ table: Record, _ chunk: Chunk) -> [(offset: UInt64?, place: Int)] {
    let header = headerSize(of: table, in: chunk, specified: Self.headerSize)
    let stated = Int(clamping: table.uint32(4))
    let space = table.count - header
    let width = stated > 0 && space % 8 == 0 && space / 8 == stated ? 8 : 4
    let room = space / width
    if min(stated, room) != stated {
      log.warn(.countWrong(.cCues, stated: table.uint32(4), found: room), at: table.fileOffset + 4)
    }
    let count = min(stated, room, cueLimit)
    if count < min(stated, room) { log.warn(.cuesSurplus(limit: count), at: table.fileOffset + 4) }
    if room > stated {
      log.depart(
        .countTooSmall(.cCues, stated: table.uint32(4), room: room), at: table.fileOffset + 4)
    }
    return (0..<count).map { cue in
      let offset = header + cue * width
      let low = table.uint32(offset + width - 4)
      let high = width == 8 ? table.uint32(offset) : 0
      let isNone = low == Self.noWave && (high == 0 || high == Self.noWave)
      return (isNone ? nil : UInt64(high) << 32 | UInt64(low), table.fileOffset + offset)
    }
  }

  /// The place in the file of an offset of the pool, where a wave's header stands there.
  private func start(of offset: UInt64, in pool: Chunk) -> Int? {
    guard let distance = Int(exactly: offset), distance <= pool.payload.count - 12 else { return nil }
    let start = pool.payload.lowerBound + distance
    let header = Record(bytes, start..<start + 12)
    return header.fourCC(0) == "LIST" && header.fourCC(8) == "wave" ? start : nil
  }

  /// Cues that are kept. A cue of four bytes takes far more memory than that, a wave in the file takes as much.
  private var cueLimit: Int { max(1024, bytes.count / 64) }

  /// Reads the wave of each cue. Each ends where the next one begins, whatever its size says: so a wrong size costs one
  /// wave only, and no byte is read twice.
  private mutating func readWaves(at starts: [Int?], in pool: Chunk) {
    collection.waves = Array(repeating: nil, count: starts.count)
    let places = starts.indices.compactMap { cue in starts[cue].map { (start: $0, cue: cue) } }.sorted { $0 < $1 }
    var (index, number) = (0, 0)
    while index < places.count {
      let start = places[index].start
      // Cues that share a wave.
      let next = places[index...].firstIndex { $0.start != start } ?? places.count
      let end = next < places.count ? places[next].start : pool.payload.upperBound
      number += 1
      log.enter("wave", number)
      var cursor = RIFFCursor(bytes, start..<end, depth: pool.depth + 1)
      if let list = cursor.next(&log), let wave = wave(list) {
        for place in places[index..<next] { collection.waves[place.cue] = wave }
      }
      log.leave()
      index = next
    }
  }
}
