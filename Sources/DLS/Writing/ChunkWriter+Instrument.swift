// SPDX-License-Identifier: MIT
// Writes the top of a file and its instruments. Any thread but audio.

extension ChunkWriter {
  /// What stands before the wave pool, but for its table.
  mutating func writeHead(of collection: Collection) {
    if let version = collection.version {
      // Highest part first in the collection; the file has two numbers, each with its lower half first.
      chunk("vers") { vers in for part in [1, 0, 3, 2] { vers.uint16(version[part]) } }
    }
    write(collection.identifier)
    chunk("colh") { $0.uint32(UInt32(collection.instruments.count)) }
    list("lins") { lins in
      for instrument in collection.instruments { lins.write(instrument) }
    }
  }

  private mutating func write(_ instrument: Instrument) {
    list("ins ") { ins in
      ins.write(instrument.identifier)
      ins.chunk("insh") { insh in
        insh.uint32(UInt32(instrument.regions.count))
        insh.uint32(instrument.address.bank)
        insh.uint32(UInt32(instrument.address.program))
      }
      ins.list("lrgn") { lrgn in
        for region in instrument.regions { lrgn.write(region) }
      }
      let isLevel1 = !instrument.regions.isEmpty && instrument.regions.allSatisfy { !$0.isLevel2 }
      if let articulation = instrument.articulation { ins.write(articulation, isLevel1: isLevel1) }
      ins.write(instrument.info)
    }
  }
}

extension Instrument.Address {
  /// `ulBank`.
  fileprivate var bank: UInt32 { UInt32(bankMSB) << 8 | UInt32(bankLSB) | (isDrum ? 0x8000_0000 : 0) }
}
