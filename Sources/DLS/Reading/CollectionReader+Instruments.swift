// SPDX-License-Identifier: MIT
// Reads `lins`. Any thread but audio.

extension CollectionReader {
  private static let knownInLins: [FourCC] = ["ins "]
  private static let knownInInstrument: [FourCC] = ["dlid", "insh", "lrgn", "lart", "lar2", "INFO"]

  /// Every instrument of the form.
  mutating func readInstruments(_ form: ChunkList) {
    var addresses: Set<Instrument.Address> = []
    var number = 0
    log.enter("lins")
    for list in form.lists("lins") {
      // An instrument has a header at least: no more room than the file can fill.
      collection.instruments.reserveCapacity(min(statedCount(form), list.payload.count / 32))
      forEachMember(of: list, Self.knownInLins) { reader, chunk in
        number += 1
        reader.log.enter("ins ", number)
        if let instrument = reader.instrument(chunk) {
          if !addresses.insert(instrument.address).inserted {
            reader.log.warn(.duplicateAddress(instrument.address), at: chunk.offset)
          }
          reader.collection.instruments.append(instrument)
        }
        reader.log.leave()
      }
    }
    log.leave()
    checkCount(form, found: number)
  }

  /// The address of every instrument in the list.
  mutating func addresses(in list: Chunk) -> [Instrument.Address] {
    var addresses: [Instrument.Address] = []
    forEachMember(of: list, Self.knownInLins) { reader, chunk in
      let children = reader.children(of: chunk, known: Self.knownInInstrument)
      guard let header = reader.record("insh", of: children, in: chunk, minimum: 12) else { return }
      addresses.append(reader.address(header))
    }
    return addresses
  }

  /// `colh`; 0 where it tells nothing.
  private func statedCount(_ form: ChunkList) -> Int {
    guard let chunk = form["colh"], chunk.payload.count >= 4 else { return 0 }
    return Int(clamping: Record(bytes, chunk.payload).uint32(0))
  }

  private mutating func checkCount(_ form: ChunkList, found: Int) {
    guard let chunk = form["colh"], let record = record(chunk, minimum: 4) else { return }
    let stated = record.uint32(0)
    if Int(clamping: stated) != found {
      log.warn(.countWrong(.cInstruments, stated: stated, found: found), at: record.fileOffset)
    }
  }

  /// `ins `; nil where it has no address.
  private mutating func instrument(_ list: Chunk) -> Instrument? {
    let children = children(of: list, known: Self.knownInInstrument)
    guard let header = record("insh", of: children, in: list, minimum: 12) else { return nil }
    var instrument = Instrument(address: address(header))
    instrument.identifier = identifier(children, "dlid")
    instrument.info = info(children)
    instrument.articulation = articulation(children)
    instrument.regions = regions(children, of: instrument.address, stated: header)
    checkInstrument(instrument, children, list)
    if instrument.regions.isEmpty { log.warn(.instrumentSilent, at: list.offset) }
    return instrument
  }

  private mutating func address(_ header: Record) -> Instrument.Address {
    let (bank, program) = (header.uint32(4), header.uint32(8))
    if bank & ~0x8000_7F7F != 0 {
      warnOfValue(.ulBank, found: Int(clamping: bank), used: Int(clamping: bank & 0x8000_7F7F), header, 4)
    }
    if program > 127 {
      warnOfValue(.ulInstrument, found: Int(clamping: program), used: Int(program & 0x7F), header, 8)
    }
    return Instrument.Address(
      bankMSB: UInt8(bank >> 8 & 0x7F), bankLSB: UInt8(bank & 0x7F), program: UInt8(program & 0x7F),
      isDrum: bank & 0x8000_0000 != 0)
  }

  /// Notes a number that is used otherwise than it stands in `record` at `offset`.
  mutating func warnOfValue(_ field: Warning.Field, found: Int, used: Int, _ record: Record, _ offset: Int) {
    log.warn(.valueOutOfRange(field, found: found, used: used), at: record.fileOffset + offset)
  }
}
