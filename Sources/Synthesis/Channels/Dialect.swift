// SPDX-License-Identifier: MIT
// Whose rules a channel follows. Any thread.

/// The MIDI dialect that the last reset message named.
public enum Dialect: String, CaseIterable, BitwiseCopyable, Sendable, Codable {
  /// At power-on, after "DLS on" and after a system reset: every address as it is written.
  case dls
  /// General MIDI level 1: one bank, drums on channel 10.
  case gm1
  /// General MIDI level 2: bank 0x79 melodic, 0x78 drums, variations by CC32.
  case gm2
  /// Roland GS: variations by CC0, drums where a part is told so.
  case gs
  /// Yamaha XG: variations by CC32, bank 64 sound effects, 126 and 127 drums.
  case xg

  /// CC0 as if it had been sent. Thread: audio.
  @_noLocks @_noAllocation
  func powerOnBank(isDrumPart: Bool) -> UInt8 {
    switch self {
    case .dls, .gm1, .gs: 0
    case .gm2: isDrumPart ? 0x78 : 0x79
    case .xg: isDrumPart ? 127 : 0
    }
  }
}
