// SPDX-License-Identifier: MIT
// What both sides of a comparison have in common.

/// What both sides of a comparison have in common.
struct BenchSettings: Encodable {
  /// Frames a second.
  static let rate = 48_000
  /// Frames rendered at a time in the comparison.
  static let blockFrames = 64
  /// Frames of the longest period that is measured.
  static let longestPeriod = 1024

  /// Voices beyond those of the notes held, for notes that fade out while the next begin.
  static let spareVoiceCount = 64

  /// Notes held, each one voice.
  var voiceCount: Int
  /// How samples between samples are found.
  var interpolation: Interpolation
  /// How libfluidsynth finds them.
  var peerInterpolation: Interpolation
  /// The low-pass of each voice.
  var filter: VoiceFilter
}
