// SPDX-License-Identifier: MIT
// The playing set of instruments. Written by the downloader, read by the audio thread through the table swap.

/// Where the audio thread finds the regions of a program.
@safe struct ProgramEntry: BitwiseCopyable {
  /// `ProgramEntry.key(…)`: the table is sorted by it.
  var key: UInt32
  // Safe because a bank's memory outlives every table that names it.
  var regions: UnsafePointer<CompiledRegion>
  var regionCount: Int
  /// The program's connections to the key; none where it has the two of every program alone.
  var keyLinks: UnsafePointer<ModulationLink>?
  var keyLinkCount = 0

  /// A number for an address, the same for both ways of writing one: bank 0x79 is melodic, bank 0x78 is drums.
  /// Thread: any.
  @_noLocks @_noAllocation
  static func key(bankMSB: UInt8, bankLSB: UInt8, program: UInt8, isDrum: Bool) -> UInt32 {
    let drum = isDrum || bankMSB == 0x78
    let bank = bankMSB == 0x78 || bankMSB == 0x79 ? 0 : bankMSB
    return (drum ? 1 << 21 : 0) | UInt32(bank) << 14 | UInt32(bankLSB) << 7 | UInt32(program)
  }
}

/// All programs that can be played, sorted by address.
@safe public struct InstrumentTable: BitwiseCopyable {
  // Safe because the downloader frees a table's memory only after the audio thread has acknowledged the next one.
  let entries: UnsafePointer<ProgramEntry>?
  let entryCount: Int
  /// Counts publications; 0 for the empty table.
  public let generation: Int

  /// Thread: setup.
  init(entries: UnsafePointer<ProgramEntry>?, entryCount: Int, generation: Int) {
    unsafe self.entries = entries
    self.entryCount = entryCount
    self.generation = generation
  }

  /// A table without instruments. Thread: setup.
  public static var empty: InstrumentTable { unsafe InstrumentTable(entries: nil, entryCount: 0, generation: 0) }

  /// The program for a channel's bank and program, by the search order of `dls.md` 5.3: the exact address; on the drum
  /// channel the same bank without the drum bit, but for bank 0; the bank without its CC32; bank 0; drum kit 0.
  /// Thread: audio.
  @_noLocks @_noAllocation
  func program(bankMSB: UInt8, bankLSB: UInt8, program: UInt8, isDrumChannel: Bool) -> ProgramEntry? {
    let isDrum = isDrumChannel && bankMSB != 0x79
    let exact = ProgramEntry.key(bankMSB: bankMSB, bankLSB: bankLSB, program: program, isDrum: isDrum)
    if let found = entry(exact) { return found }
    if isDrum, bankMSB != 0x78, bankMSB | bankLSB != 0 {
      if let found = entry(exact & ~(1 << 21)) { return found }
    }
    if let found = entry(exact & ~(0x7F << 7)) { return found }
    if let found = entry(exact & ~(0x3FFF << 7)) { return found }
    return exact & (1 << 21) != 0 ? entry(1 << 21) : nil
  }

  /// Binary search. Thread: audio.
  @_noLocks @_noAllocation
  private func entry(_ key: UInt32) -> ProgramEntry? {
    guard let entries = unsafe entries else { return nil }
    var low = 0
    var high = entryCount
    while low < high {
      let middle = (low &+ high) / 2
      if unsafe entries[middle].key < key { low = middle &+ 1 } else { high = middle }
    }
    return unsafe low < entryCount && entries[low].key == key ? entries[low] : nil
  }
}
