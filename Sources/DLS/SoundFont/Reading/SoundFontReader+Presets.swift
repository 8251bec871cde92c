// SPDX-License-Identifier: MIT
// Reads `phdr` and `inst` (SoundFont 2.04, 7.2 and 7.6). Any thread but audio.

extension SoundFontReader {
  /// All instruments, so that indices hold.
  mutating func readInstruments(_ tables: SoundFontZoneTables) {
    let table = tables.owners
    let lists = table.lists(indexAt: 20, in: tables.bags, &log)
    var zones = SoundFontZoneReader(
      .instrument, tables, targetCount: soundFont.samples.count, limit: recordLimit, &log)
    let count = readableCount(table)
    soundFont.instruments.reserveCapacity(count)
    for number in 0..<count {
      var instrument = SoundFont.Instrument(name: table[number].name(0))
      log.enter("inst", number + 1)
      if let list = lists[number] { (instrument.global, instrument.zones) = zones.zones(list, &log) }
      // What is wrong with a sample is known already.
      instrument.zones.removeAll { soundFont.samples[$0.target].range.isEmpty }
      if instrument.zones.isEmpty && lists[number] != nil {
        log.warn(.soundFont(.instrumentSilent), at: table[number].fileOffset)
      }
      log.leave()
      soundFont.instruments.append(instrument)
    }
  }

  /// The presets that can sound.
  mutating func readPresets(_ tables: SoundFontZoneTables) {
    let table = tables.owners
    let lists = table.lists(indexAt: 24, in: tables.bags, &log)
    var zones = SoundFontZoneReader(
      .preset, tables, targetCount: soundFont.instruments.count, limit: recordLimit, &log)
    var addresses: Set<UInt32> = []
    for number in 0..<readableCount(table) {
      let record = table[number]
      var preset = SoundFont.Preset(name: record.name(0), bank: record.uint16(22), program: record.uint16(20))
      log.enter("phdr", number + 1)
      if let list = lists[number] { (preset.global, preset.zones) = zones.zones(list, &log) }
      // What is wrong with an instrument, or with the way to the zones, is known already.
      preset.zones.removeAll { soundFont.instruments[$0.target].zones.isEmpty }
      if preset.zones.isEmpty {
        if lists[number] != nil { log.warn(.soundFont(.presetSilent), at: record.fileOffset) }
      } else {
        checkAddress(preset, &addresses, at: record.fileOffset + 20)
        soundFont.presets.append(preset)
      }
      log.leave()
    }
  }

  private mutating func checkAddress(_ preset: SoundFont.Preset, _ addresses: inout Set<UInt32>, at offset: Int) {
    let (bank, program) = (preset.bank, preset.program)
    if bank > 128 || program > 127 {
      log.warn(.soundFont(.presetOutOfReach(bank: bank, program: program)), at: offset)
    } else if !addresses.insert(UInt32(bank) << 16 | UInt32(program)).inserted {
      log.warn(.soundFont(.duplicatePreset(bank: bank, program: program)), at: offset)
    }
  }
}
