// SPDX-License-Identifier: MIT
// Which program of which bank a channel plays, for people. Any thread but audio.

/// The programs of all banks, found as the audio thread finds them.
@safe public final class ProgramDirectory: @unchecked Sendable {
  // Safe because nothing of it changes, and the table's memory is freed with it. The regions that its entries name are never looked at.
  private let entries: UnsafeMutableBufferPointer<ProgramEntry>
  private let table: InstrumentTable
  private let found: [UInt32: Program]
  /// The banks that it was made of, by their ids.
  public let banks: [Int]

  /// A program and its bank.
  public struct Program: Sendable, Equatable {
    /// As the bank has it; may be empty.
    public let name: String
    /// The id of the bank that answers.
    public let bank: Int
  }

  /// `banks`: in the order in which they are searched. Thread: control.
  public init(_ banks: [BankSummary]) {
    self.banks = banks.map(\.id)
    var found: [UInt32: Program] = [:]
    for bank in banks {
      for program in bank.programs {
        let address = ProgramEntry.key(
          bankMSB: program.bankMSB, bankLSB: program.bankLSB, program: program.number, isDrum: program.isDrum)
        let key = ProgramEntry.key(address, owner: bank.owner)
        if found[key] == nil { found[key] = Program(name: program.name, bank: bank.id) }
      }
    }
    self.found = found
    let keys = found.keys.sorted()
    unsafe entries = .allocate(capacity: keys.count)
    for (index, key) in keys.enumerated() {
      guard let nothing = unsafe UnsafeRawPointer(bitPattern: 64) else { continue }
      unsafe entries.initializeElement(
        at: index,
        to: ProgramEntry(
          key: key, regions: nothing.assumingMemoryBound(to: CompiledRegion.self),
          ranges: nothing.assumingMemoryBound(to: NoteRange.self), regionCount: 0, keyLinks: nil))
    }
    unsafe table = InstrumentTable(
      entries: UnsafePointer(entries.baseAddress), entryCount: keys.count, generation: 0)
  }

  deinit { unsafe entries.deallocate() }

  /// What new notes of a channel play, or will as soon as it is in memory; nil for nothing. Thread: control.
  public func program(of report: ChannelReport) -> Program? {
    table.program(for: ChannelProgram(report)).flatMap { found[$0.key] }
  }
}
