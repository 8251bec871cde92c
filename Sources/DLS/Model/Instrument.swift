// SPDX-License-Identifier: MIT
// One instrument of a collection. Any thread but audio.

/// `ins `: one program.
public struct Instrument: Sendable, Equatable {
  /// Where MIDI finds it.
  public var address: Address
  /// In file order.
  public var regions: [Region] = []
  /// The connections of the applicable global `lart` and `lar2`, in file order: used by each region that has none of
  /// its own. Nil where no such list applies.
  public var articulation: [Connection]?
  /// `dlid`, when there is one.
  public var identifier: DLSID?
  /// `LIST INFO`.
  public var info: Info = Info()

  /// An instrument without regions. Thread: any.
  public init(address: Address) { self.address = address }

  /// Bank and program (`insh`).
  public struct Address: Sendable, Hashable {
    /// CC0, 0 to 127.
    public var bankMSB: UInt8
    /// CC32, 0 to 127.
    public var bankLSB: UInt8
    /// 0 to 127.
    public var program: UInt8
    /// `F_INSTRUMENT_DRUMS`, bit 31 of `ulBank`.
    public var isDrum: Bool
    /// Each number 0 to 127. Thread: any.
    public init(bankMSB: UInt8, bankLSB: UInt8, program: UInt8, isDrum: Bool) {
      self.bankMSB = bankMSB
      self.bankLSB = bankLSB
      self.program = program
      self.isDrum = isDrum
    }
  }
}

extension Instrument.Address: CustomStringConvertible {
  /// "bank MSB:LSB, program N", and whether it is a drum set. Thread: any.
  public var description: String { "bank \(bankMSB):\(bankLSB), program \(program)\(isDrum ? ", drums" : "")" }
}
