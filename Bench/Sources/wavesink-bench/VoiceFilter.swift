// SPDX-License-Identifier: MIT
// The low-pass of the voices that are measured.

/// What low-pass filter each voice has.
enum VoiceFilter: String, CaseIterable, Encodable {
  case none
  /// At 4 kHz.
  case still
  /// Around 4 kHz: up and down an octave by the modulation LFO, and falling an octave by an envelope that outlasts the
  /// measurement.
  case moving

  /// 4 kHz in absolute pitch cents: 1200 * log2(4000 / 440) + 6900. SoundFont counts in the same way.
  static let cutoffCents = 10_721
  /// The depth of the LFO, and that of the envelope.
  static let depthCents = 1200
  /// 1200 * log2(100 s).
  static let decayTimeCents = 7973

  /// For the title of a table.
  var text: String {
    switch self {
    case .none: "no filter"
    case .still: "low-pass at 4 kHz"
    case .moving: "low-pass moved by LFO and EG2"
    }
  }
}
