// SPDX-License-Identifier: MIT
// Why a SoundFont cannot become a collection. Any thread but audio.

/// Why nothing came of a conversion.
public enum SoundFontConversionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The samples cannot be read.
  case cannotRead(FileBytes.Failure)
  /// Each preset would have zones of its own, and they would be too many.
  case tooManyRegions(count: Int, limit: Int)
  /// No preset can sound.
  case noInstruments

  /// The sentence for a person. Thread: any.
  public var description: String {
    switch self {
    case .cannotRead(let failure): "the samples \(failure)"
    case .tooManyRegions(let count, let limit):
      "its presets have \(count) zones when each gets its own (expected \(limit) at most)"
    case .noInstruments: "the bank holds no preset that can sound"
    }
  }
}
