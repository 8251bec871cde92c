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
  private static let spareVoiceCount = 64
  /// The most that our engine has.
  private static let voiceLimit = 4096

  /// Notes held, each one voice.
  var voiceCount: Int
  /// How samples between samples are found.
  var interpolation: Interpolation
  /// How libfluidsynth finds them.
  var peerInterpolation: Interpolation
  /// The low-pass of each voice.
  var filter: VoiceFilter
  /// Reverb, chorus, and what else comes after the voices.
  var hasEffects = false
  /// Threads that render on our side; the other has one.
  var renderThreads = 1
  /// Channel groups, if the notes do not need more.
  var leastGroupCount = 1

  /// Channel groups that both sides listen to.
  var groupCount: Int { max(leastGroupCount, Note.groupCount(forNotes: voiceCount)) }

  /// Voices that both sides have.
  var polyphony: Int { min(voiceCount + BenchSettings.spareVoiceCount, BenchSettings.voiceLimit) }
}
