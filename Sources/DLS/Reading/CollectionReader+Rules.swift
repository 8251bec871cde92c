// SPDX-License-Identifier: MIT
// Compares what was read with what the standard has. Nothing here changes what plays. Any thread but audio.

extension CollectionReader {
  /// Chunks of which a list may have several.
  static let repeatable: Set<FourCC> = ["ins ", "rgn ", "rgn2", "wave", "art1", "art2"]

  /// Chunks that stand in a list twice.
  mutating func checkRepetition(in children: ChunkList) {
    var seen: Set<FourCC> = []
    for chunk in children.chunks {
      let kind = chunk.form == nil ? chunk.identifier : chunk.kind.uppercased == "INFO" ? "INFO" : chunk.kind
      guard !seen.insert(kind).inserted else { continue }
      log.depart(.chunkRepeated(kind), at: chunk.offset)
    }
  }

  /// A chunk or list that the grammar of `list` demands.
  mutating func check(_ name: FourCC, isIn children: ChunkList, of list: Chunk) {
    if !children.chunks.contains(where: { $0.kind == name }) { log.depart(.chunkMissing(name), at: list.offset) }
  }

  /// Bits of a field that must be zero.
  mutating func check(
    _ field: Departure.Field, _ value: UInt32, reserved: UInt32, _ record: Record, _ offset: Int
  ) {
    if value & reserved != 0 { log.depart(.reservedBits(field, found: value), at: record.fileOffset + offset) }
  }

  // MARK: Instruments and regions

  /// `rgnh`.
  mutating func checkHeader(_ header: Record) {
    check(.fusOptions, UInt32(header.uint16(8)), reserved: 0xFFFE, header, 8)
    if header.uint16(10) > 15 {
      log.depart(.value(.usKeyGroup, found: Int(header.uint16(10))), at: header.fileOffset + 10)
    }
    if header.uint16(4) == 0 && header.uint16(6) == 0 {
      log.depart(.value(.rangeVelocity, found: 0), at: header.fileOffset + 6)
    }
  }

  /// `wlnk`.
  mutating func checkLink(_ record: Record) {
    check(.fusOptions, UInt32(record.uint16(0)), reserved: 0xFFFC, record, 0)
    check(.ulChannel, record.uint32(4), reserved: 0xFFFC_0000, record, 4)
    if record.uint32(4) == 0 { log.depart(.value(.ulChannel, found: 0), at: record.fileOffset + 4) }
  }

  /// A region beside those before it.
  mutating func checkLevel(of region: Region, _ children: ChunkList, _ list: Chunk, _ level1: inout Level1Check) {
    if region.isLevel2 {
      if let lart = children.list("lart") { log.depart(.wrongLevel("lart", in: "rgn2"), at: lart.offset) }
    } else {
      for rule in level1.rules(brokenBy: region, hasArticulation: children.list("lart") != nil) {
        log.depart(.level1(rule), at: list.offset)
      }
    }
  }

  /// What only all regions together can tell.
  mutating func checkInstrument(_ instrument: Instrument, _ children: ChunkList, _ list: Chunk) {
    check("lrgn", isIn: children, of: list)
    let isLevel1 = !instrument.regions.isEmpty && instrument.regions.allSatisfy { !$0.isLevel2 }
    if instrument.address.isDrum, isLevel1, let global = children.list("lart") {
      log.depart(.level1(.globalArticulation), at: global.offset)
    }
    var masters: [UInt16: Int] = [:]
    for link in instrument.regions.lazy.map(\.link) where link.phaseGroup != 0 {
      masters[link.phaseGroup, default: 0] += link.isPhaseMaster ? 1 : 0
    }
    for (group, count) in masters.sorted(by: { $0.key < $1.key }) where count != 1 {
      log.depart(.phaseMasters(group: group, count: count), at: list.offset)
    }
  }

  // MARK: Articulations

  /// A connection as it stands in the file, at byte `offset`.
  mutating func checkRule(for connection: Connection, isLevel1: Bool, at offset: Int) {
    let (source, control, destination) = (connection.source, connection.control, connection.destination)
    if Connection.Destination.isReserved(destination) {
      return log.depart(.reservedDestination(destination), at: offset + 4)
    }
    // What nobody knows is a warning.
    guard connection.isKnown else { return }
    let ends = ConnectionRule.Ends(source: source, control: control, destination: destination)
    guard let rule = isLevel1 ? ConnectionRule.level1(ends) : ConnectionRule.level2(ends) else {
      return log.depart(
        .connectionUnlisted(source: source, control: control, destination: destination), at: offset)
    }
    guard let scales = rule.scales else {
      return log.depart(
        .connectionImplied(source: source, control: control, destination: destination), at: offset)
    }
    if connection.hasReservedTransform {
      log.depart(.reservedBits(.usTransform, found: UInt32(connection.transform)), at: offset + 6)
    } else if connection.transform != rule.transform {
      log.depart(.transform(found: connection.transform, expected: rule.transform), at: offset + 6)
    }
    if !rule.allows(connection.scale) {
      log.depart(
        .scale(found: connection.scale, low: scales.lowerBound, high: scales.upperBound), at: offset + 8)
    }
  }

  // MARK: Waves

  /// The fields of `fmt ` that a reader does not need, and the codings that the standard does not have.
  mutating func checkFormat(of wave: Wave, _ coding: Record) {
    let frame = wave.format.bytesPerSample * wave.channelCount
    if Int(coding.uint16(12)) != frame {
      log.depart(.value(.nBlockAlign, found: Int(coding.uint16(12))), at: coding.fileOffset + 12)
    }
    if Int(coding.uint32(8)) != Int(coding.uint32(4)) * frame {
      log.depart(.value(.nAvgBytesPerSec, found: Int(coding.uint32(8))), at: coding.fileOffset + 8)
    }
    let standard: Set<Wave.Format> = [.unsigned8, .signed16, .aLaw]
    if !standard.contains(wave.format) || wave.channelCount != 1 {
      log.depart(.waveFormat(wave.format, channelCount: wave.channelCount), at: coding.fileOffset)
    }
  }
}

extension Connection {
  /// The output transform, or a curve that the standard does not have.
  fileprivate var hasReservedTransform: Bool {
    transform & 0xF != 0 && transform != 1 || transform >> 4 & 0xF > 3 || transform >> 10 & 0xF > 3
  }
}

extension Connection.Destination {
  /// Codes that the standard reserves and banks of the first synthesizers use: they mean nothing.
  static func isReserved(_ code: UInt16) -> Bool { code == 0x002 || code == 0x208 || code == 0x30C }
}
