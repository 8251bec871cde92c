// SPDX-License-Identifier: MIT
// Collections that are played under other bank numbers than their own. Any thread but audio.

extension Collection {
  /// Adds to the bank numbers (CC0) of all instruments but drum sets, which are found by their channel: what a song's
  /// file asks for with `DBNK`. A number beyond the last bank becomes the last one. Thread: any but audio.
  public mutating func shiftBanks(by offset: Int) {
    guard offset != 0 else { return }
    for index in instruments.indices where !instruments[index].address.isDrumSet {
      let bank = Int(instruments[index].address.bankMSB)
      instruments[index].address.bankMSB = UInt8(min(max(bank + offset, 0), 127))
    }
  }
}

extension Instrument.Address {
  /// A drum set of either scheme: `F_INSTRUMENT_DRUMS`, or the bank that General MIDI 2 and Mobile DLS keep for them.
  var isDrumSet: Bool { isDrum || bankMSB == 0x78 }
}
