// SPDX-License-Identifier: MIT
// The numbers that have a range, and the range. Any thread but audio.

extension Warning {
  /// A field of a record, by its name in the specification.
  public enum Field: String, Sendable {
    /// Bank of an instrument (`insh`): reserved bits.
    case ulBank
    /// Program of an instrument (`insh`).
    case ulInstrument
    /// Keys of a region (`rgnh`).
    case rangeKey = "RangeKey"
    /// Velocities of a region (`rgnh`).
    case rangeVelocity = "RangeVelocity"
    /// Key of the unshifted wave (`wsmp`).
    case usUnityNote
    /// Cents (`wsmp`).
    case sFineTune
    /// 1/655360 dB (`wsmp`).
    case lGain
    /// What a loop does at note-off.
    case ulLoopType
    /// Channels of a wave (`fmt `).
    case nChannels
    /// Frames a second of a wave (`fmt `).
    case nSamplesPerSec

    /// What the field may be, in words.
    var expectation: String {
      switch self {
      case .ulBank: "a bank in bits 0 to 6, 8 to 14 and 31"
      case .ulInstrument, .rangeKey, .rangeVelocity, .usUnityNote: "0 to 127"
      case .sFineTune: "-1200 to 1200 cents"
      case .lGain: "-62914560 to 15728640 (-96 to 24 dB)"
      case .ulLoopType: "0 or 1"
      case .nChannels: "1"
      case .nSamplesPerSec: "100 to 384000 Hz"
      }
    }
  }
}
