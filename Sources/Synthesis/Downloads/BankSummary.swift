// SPDX-License-Identifier: MIT
// A bank that plays, as a person sees it. Any thread but audio.

/// A bank of the playing set.
public struct BankSummary: Sendable {
  /// The download's.
  public let id: Int
  /// A file's path, or what a song's own bank is called.
  public let name: String
  /// Where it came from.
  public let source: BankSource
  /// The client that alone plays it, from 1; 0 for everybody.
  public let owner: UInt8
  /// The file that it is in; nil for a bank that is in none.
  public let file: String?
  /// Searched last.
  public let isBuiltIn: Bool
  /// Bytes of sample memory that it has taken, without what it shares.
  public let sampleByteCount: Int
  /// Bytes of its waves that were in memory already when it came.
  public let sharedByteCount: Int
  /// False where the system refused to lock them.
  public let isLocked: Bool
  /// In the order of their addresses.
  public let programs: [Program]

  /// One instrument.
  public struct Program: Sendable {
    /// CC0, 0 to 127.
    public let bankMSB: UInt8
    /// CC32, 0 to 127.
    public let bankLSB: UInt8
    /// 0 to 127.
    public let number: UInt8
    /// A drum kit.
    public let isDrum: Bool
    /// As the bank has it; may be empty.
    public let name: String
    /// True where this bank plays it; false where another one with the same address is searched before.
    public let answers: Bool
    /// In memory. Where programs come in on demand, those that nobody has chosen yet are not.
    public let isIn: Bool
  }
}

extension BankSummary.Program {
  /// `key`: `ProgramEntry.key`.
  init(key: UInt32, name: String, answers: Bool, isIn: Bool) {
    self.init(
      bankMSB: UInt8(key >> 14 & 0x7F), bankLSB: UInt8(key >> 7 & 0x7F), number: UInt8(key & 0x7F),
      isDrum: key >> 21 & 1 != 0, name: name, answers: answers, isIn: isIn)
  }
}
