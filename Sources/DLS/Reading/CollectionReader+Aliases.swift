// SPDX-License-Identifier: MIT
// Reads `pgal`: keys and programs of MobileBAE banks that borrow the sound of others. Any thread but audio.
//
//   pgal = [version (u32)] · 128 bytes: for each key of a drum set the key whose regions and pitch it has
//        · u32 · (alias bank (u16), program (u8), 0 · source bank (u16), program (u8), 0) × n
//
// Banks are CC0 · 128 + CC32. The version is missing where the table begins with keys 0 to 3 as themselves.

extension CollectionReader {
  private static let keyCount = 128
  private static let entrySize = 8
  private static let keysThemselves: UInt32 = 0x0302_0100

  /// Regions that aliases may bring: as many as the file itself could hold, for eight bytes may ask for a whole
  /// instrument.
  private var regionLimit: Int { bytes.count / 52 }

  /// Gives aliased keys and programs the regions of those that they stand for.
  mutating func readAliases(_ form: ChunkList) {
    guard let chunk = form["pgal"], let record = record(chunk, minimum: Self.keyCount) else { return }
    let table = record.uint32(0) == Self.keysThemselves ? 0 : 4
    guard self.record(chunk, minimum: table + Self.keyCount) != nil else { return }
    var room = regionLimit
    for index in collection.instruments.indices where collection.instruments[index].address.isDrumSet {
      aliasKeys(of: index, record, table, &room)
    }
    aliasInstruments(record, from: table + Self.keyCount + 4, &room)
    if room < 0 { log.warn(.aliasesSurplus(limit: regionLimit), at: record.fileOffset) }
  }

  private mutating func aliasKeys(of instrument: Int, _ record: Record, _ table: Int, _ room: inout Int) {
    let regions = collection.instruments[instrument].regions
    var borrowed: [Region] = []
    var replaced: Set<UInt8> = []
    for key in UInt8(0)..<128 {
      let source = record.uint8(table + Int(key))
      guard source != key else { continue }
      let found = regions.filter { $0.keys.contains(source) }
      if found.isEmpty {
        log.warn(.keyAliasUnusable(key: key, source: source), at: record.fileOffset + table + Int(key))
        continue
      }
      room -= found.count
      guard room >= 0 else { break }
      replaced.insert(key)
      borrowed += found.map { shifted($0, from: source, to: key) }
    }
    guard !replaced.isEmpty else { return }
    aliases.keys += replaced.count
    collection.instruments[instrument].regions =
      regions.flatMap { region in
        let parts = region.without(replaced)
        room -= max(0, parts.count - 1)
        return room >= 0 ? parts : [region]
      } + borrowed
  }

  /// The region for `key` alone, at the pitch that it has at `source`.
  private func shifted(_ region: Region, from source: UInt8, to key: UInt8) -> Region {
    var sample = region.sample ?? collection.waves[Int(region.link.cue)]?.sample ?? SampleParameters()
    let distance = Int(key) - Int(source)
    if let unityNote = UInt8(exactly: Int(sample.unityNote) + distance), unityNote <= 127 {
      sample.unityNote = unityNote
    } else {
      sample.fineTune = Int16(clamping: Int(sample.fineTune) - 100 * distance)
    }
    var shifted = region
    shifted.keys = key...key
    shifted.sample = sample
    return shifted
  }

  private mutating func aliasInstruments(_ record: Record, from start: Int, _ room: inout Int) {
    var places: [Instrument.Address: Int] = [:]
    for (place, instrument) in collection.instruments.enumerated() {
      places[instrument.address.numbers] = places[instrument.address.numbers] ?? place
    }
    for offset in stride(from: start, through: record.count - Self.entrySize, by: Self.entrySize) {
      let (alias, source) = (Self.address(record, offset), Self.address(record, offset + 4))
      guard places[alias] == nil else { continue }
      guard let place = places[source] else {
        log.warn(.instrumentAliasUnusable(alias, source: source), at: record.fileOffset + offset)
        continue
      }
      var instrument = collection.instruments[place]
      room -= max(1, instrument.regions.count)
      guard room >= 0 else { return }
      instrument.address = alias
      instrument.address.isDrum = collection.instruments[place].address.isDrum
      places[alias] = collection.instruments.count
      aliases.instruments += 1
      collection.instruments.append(instrument)
    }
  }

  private static func address(_ record: Record, _ offset: Int) -> Instrument.Address {
    let bank = record.uint16(offset)
    return Instrument.Address(
      bankMSB: UInt8(bank >> 7 & 0x7F), bankLSB: UInt8(bank & 0x7F), program: record.uint8(offset + 2) & 0x7F,
      isDrum: false)
  }
}

extension Instrument.Address {
  /// Bank and program alone: aliases know no drum bit.
  fileprivate var numbers: Instrument.Address {
    Instrument.Address(bankMSB: bankMSB, bankLSB: bankLSB, program: program, isDrum: false)
  }
}

extension Region {
  /// The same region over the rest of its keys, which may fall apart.
  fileprivate func without(_ keys: Set<UInt8>) -> [Region] {
    guard self.keys.contains(where: keys.contains) else { return [self] }
    var parts: [Region] = []
    for key in self.keys where !keys.contains(key) {
      if let last = parts.last, last.keys.upperBound + 1 == key {
        parts[parts.count - 1].keys = last.keys.lowerBound...key
      } else {
        var part = self
        part.keys = key...key
        parts.append(part)
      }
    }
    return parts
  }
}
