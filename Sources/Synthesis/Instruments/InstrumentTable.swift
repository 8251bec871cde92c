// SPDX-License-Identifier: MIT
// The playing set of instruments. Written by the downloader, read by the audio thread through the table swap.

import Realtime

/// Where the audio thread finds the regions of a program.
@safe struct ProgramEntry: BitwiseCopyable {
  /// `ProgramEntry.key(…)`: the table is sorted by it.
  var key: UInt32
  // Safe because a bank's memory outlives every table that names it.
  var regions: UnsafePointer<CompiledRegion>
  /// The notes of each region.
  var ranges: UnsafePointer<NoteRange>
  var regionCount: Int
  /// The program's connections to the key; none where it has the two of every program alone.
  var keyLinks: UnsafePointer<ModulationLink>?
  var keyLinkCount = 0
  /// Where the voices of its bank are counted; none where the bank never goes.
  var uses: UseCount?
  /// The program is known, and not in memory yet. Its regions, where there are any, are those of a bank that is searched
  /// after its own: for channels that had the program from there.
  var isAwaited = false

  /// A number for an address, the same for both ways of writing one: bank 0x79 is melodic, bank 0x78 is drums.
  /// Thread: any.
  @_noLocks @_noAllocation
  static func key(bankMSB: UInt8, bankLSB: UInt8, program: UInt8, isDrum: Bool) -> UInt32 {
    let drum = isDrum || bankMSB == 0x78
    let bank = bankMSB == 0x78 || bankMSB == 0x79 ? 0 : bankMSB
    return (drum ? 1 << 21 : 0) | UInt32(bank) << 14 | UInt32(bankLSB) << 7 | UInt32(program)
  }
}

extension ProgramEntry {
  /// The number of an address for one client alone, 1 and up, or for everybody, 0. Thread: any.
  @_noLocks @_noAllocation
  static func key(_ address: UInt32, owner: UInt8) -> UInt32 { address | UInt32(owner) << 24 }

  /// Whose program has this number. Thread: any.
  static func owner(of key: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: key >> 24) }

  /// The address of this number. Thread: any.
  static func address(of key: UInt32) -> UInt32 { key & 0xFF_FFFF }
}

/// All programs that can be played, sorted by address.
@safe public struct InstrumentTable: BitwiseCopyable {
  // Safe because the downloader frees a table's memory only after the audio thread has acknowledged the next one.
  let entries: UnsafePointer<ProgramEntry>?
  let entryCount: Int
  /// Counts publications; 0 for the empty table.
  public let generation: Int
  /// Whose programs are found before everybody's: 0 for nobody's.
  private var owner: UInt8 = 0

  /// Thread: setup.
  init(entries: UnsafePointer<ProgramEntry>?, entryCount: Int, generation: Int) {
    unsafe self.entries = entries
    self.entryCount = entryCount
    self.generation = generation
  }

  /// A table without instruments. Thread: setup.
  public static var empty: InstrumentTable { unsafe InstrumentTable(entries: nil, entryCount: 0, generation: 0) }

  /// The program for a channel's bank and program by the rules of its dialect; where its bank has none, the nearest that
  /// another one would have, so that a song sounds (`dls.md` 5.3). Thread: audio.
  @_noLocks @_noAllocation
  func program(for choice: ChannelProgram) -> ProgramEntry? {
    guard choice.owner == owner else {
      var view = self
      view.owner = choice.owner
      return view.program(for: choice)
    }
    let (msb, lsb, program) = (choice.bankMSB, choice.bankLSB, choice.program)
    let isDrumPart = choice.isDrumPart
    switch choice.dialect {
    case .dls:
      return self.program(bankMSB: msb, bankLSB: lsb, program: program, isDrumChannel: isDrumPart)
    case .gm1:
      return self.program(bankMSB: 0, bankLSB: 0, program: program, isDrumChannel: isDrumPart)
    case .gm2:
      let isDrum = msb == 0x78 || isDrumPart && msb != 0x79
      return isDrum ? kit(program, bank: msb) : variation(lsb, bank: 0, program)
    case .gs:
      return isDrumPart ? kit(program, bank: msb) : capitalTone(msb, lsb, program)
    case .xg:
      // Bank 0 makes a melodic part of channel 10 too; 126 and 127 make drums of any.
      let isDrum = msb == 126 || msb == 127 || msb == 0x78
      return isDrum ? kit(program, bank: msb) : variation(lsb, bank: msb, program)
    }
  }

  /// The search order of `dls.md` 5.3: the exact address; on the drum channel the same bank without the drum bit, but for
  /// bank 0; the bank without its CC32; bank 0; drum kit 0. Thread: audio.
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

  /// A drum kit: of its own bank, of bank 0, the first of its eight (GS: kits of a family follow each other), kit 0.
  @_noLocks @_noAllocation
  private func kit(_ program: UInt8, bank: UInt8) -> ProgramEntry? {
    let exact = ProgramEntry.key(bankMSB: bank, bankLSB: 0, program: program, isDrum: true)
    let drums: UInt32 = 1 << 21
    return entry(exact) ?? entry(drums | UInt32(program)) ?? entry(drums | UInt32(program & 0x78)) ?? entry(drums)
  }

  /// GM2 and XG: the variation by CC32; without it the bank's first; then bank 0.
  @_noLocks @_noAllocation
  private func variation(_ lsb: UInt8, bank: UInt8, _ program: UInt8) -> ProgramEntry? {
    let exact = ProgramEntry.key(bankMSB: bank, bankLSB: lsb, program: program, isDrum: false)
    return entry(exact) ?? entry(exact & ~(0x7F << 7)) ?? entry(UInt32(program))
  }

  /// GS: the variation by CC0, CC32 being the name of a map; then the tone of its eight, then the capital tone. A bank
  /// made for both halves is found too.
  @_noLocks @_noAllocation
  private func capitalTone(_ msb: UInt8, _ lsb: UInt8, _ program: UInt8) -> ProgramEntry? {
    let exact = ProgramEntry.key(bankMSB: msb, bankLSB: 0, program: program, isDrum: false)
    if let found = entry(exact) { return found }
    if let found = entry(exact | UInt32(lsb) << 7) { return found }
    let eighth = ProgramEntry.key(bankMSB: msb & 0x78, bankLSB: 0, program: program, isDrum: false)
    // Bank 0x78 is drums by another rule than this one.
    if eighth & (1 << 21) == 0, let found = entry(eighth) { return found }
    return entry(UInt32(program))
  }

  /// The program at an address and nowhere else, of the owner or else of everybody. Thread: audio.
  @_noLocks @_noAllocation
  func entry(_ key: UInt32) -> ProgramEntry? {
    if owner != 0, let own = stored(ProgramEntry.key(key, owner: owner)) { return own }
    return stored(key)
  }

  /// A binary search.
  @_noLocks @_noAllocation
  private func stored(_ key: UInt32) -> ProgramEntry? {
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
