// SPDX-License-Identifier: MIT
// Reads the modulators of one zone (SoundFont 2.04, 7.4 and 7.8). Any thread but audio.

extension SoundFontZoneContent {
  /// Reads the modulators that `list` numbers, and keeps those that count.
  mutating func read(_ table: SoundFontTable, _ list: Range<Int>, _ log: inout WarningLog) {
    guard end != .refused, !list.isEmpty else { return }
    var modulators = SoundFontModulators(list.map { SoundFont.Modulator(table[$0]) })
    zone.modulators = modulators.resolved { number, fault, fieldOffset in
      log.warn(.soundFont(.modulatorIgnored(fault)), at: table[list.lowerBound + number].fileOffset + fieldOffset)
    }
  }
}

extension SoundFont.Modulator {
  /// The record as it stands in the file.
  fileprivate init(_ record: Record) {
    self.init(
      source: record.uint16(0), destination: record.uint16(2), amount: record.int16(4),
      amountSource: record.uint16(6), transform: record.uint16(8))
  }
}
