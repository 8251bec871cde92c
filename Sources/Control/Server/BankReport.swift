// SPDX-License-Identifier: MIT
// Banks and programs as values for programs. Control thread.

internal import Synthesis

/// A bank.
public struct BankReport: Codable, Sendable {
  /// Of its download.
  public let id: Int
  /// As the bank, or the file, has it.
  public let name: String
  /// The number of the client whose groups alone play it, 0 where that has gone; nil for everybody's.
  public let client: Int32?
  /// Searched last.
  public let isBuiltIn: Bool
  /// Bytes of sample memory that it has taken.
  public let sampleBytes: Int
  /// Bytes of its waves that were in memory already when it came; no older client tells.
  public let sharedBytes: Int?
  /// False where the system refused to lock them.
  public let isLocked: Bool
  /// Programs, drum kits among them.
  public let programs: Int
  /// Of those, how many are in memory.
  public let programsIn: Int
  /// Of all, how many are played by this bank and not by one that is searched before.
  public let answers: Int

  /// `client`: whose it is.
  init(_ bank: BankSummary, client: Int32?) {
    self.client = client
    id = bank.id
    name = bank.name
    isBuiltIn = bank.isBuiltIn
    sampleBytes = bank.sampleByteCount
    sharedBytes = bank.sharedByteCount
    isLocked = bank.isLocked
    programs = bank.programs.count
    programsIn = bank.programs.count { $0.isIn }
    answers = bank.programs.count { $0.answers }
  }
}

/// Some of the programs of all banks: as many as fit a datagram.
public struct ProgramPage: Codable, Sendable {
  private static let pageCount = 200

  /// Programs of all banks.
  public let total: Int
  /// Number of the first one here.
  public let first: Int
  /// Some of them, in the order of banks and addresses.
  public let programs: [Program]

  /// An instrument.
  public struct Program: Codable, Sendable {
    /// The id of its bank.
    public let bank: Int
    /// Bank select, upper half.
    public let cc0: UInt8
    /// Bank select, lower half.
    public let cc32: UInt8
    /// Its number, 0 to 127.
    public let program: UInt8
    /// A drum kit.
    public let isDrum: Bool
    /// As the bank, or the file, has it.
    public let name: String
    /// Whether this bank plays it.
    public let answers: Bool
    /// Whether it is in memory.
    public let isIn: Bool
  }

  init(_ banks: [BankSummary], first: Int) {
    let all = banks.flatMap { bank in bank.programs.map { (bank.id, $0) } }
    total = all.count
    self.first = first
    programs = all.dropFirst(first).prefix(ProgramPage.pageCount).map { id, program in
      Program(
        bank: id, cc0: program.bankMSB, cc32: program.bankLSB, program: program.number, isDrum: program.isDrum,
        name: String(program.name.prefix(64)), answers: program.answers, isIn: program.isIn)
    }
  }
}

/// What a download brought.
public struct DownloadReport: Codable, Sendable {
  /// Of its download.
  public let id: Int
  /// Programs, drum kits among them.
  public let programs: Int
  /// Of those, how many are in memory.
  public let programsIn: Int
  /// Regions of the programs that are in.
  public let regions: Int
  /// Waves that they play.
  public let waves: Int
  /// Bytes of sample memory that it has taken.
  public let sampleBytes: Int
  /// Bytes of waves that were in memory already.
  public let sharedBytes: Int
  /// False where the system refused to lock them.
  public let isLocked: Bool
  /// The first of them.
  public let warnings: [String]
  /// How many there are.
  public let warningCount: Int

  init(_ id: Int, _ report: Download.Report) {
    self.id = id
    programs = report.programCount
    programsIn = report.presentProgramCount
    regions = report.regionCount
    waves = report.waveCount
    sampleBytes = report.sampleByteCount
    sharedBytes = report.sharedByteCount
    isLocked = report.isLocked
    warnings = report.warnings.prefix(20).map { String($0.prefix(500)) }
    warningCount = report.warnings.count
  }
}
