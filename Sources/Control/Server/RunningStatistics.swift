// SPDX-License-Identifier: MIT
// What the last second was like (`directmusic.md` 3.5). Control threads.

/// DirectMusic's running statistics: averages over the last whole second of sound.
public struct RunningStatistics: Codable, Sendable, Equatable {
  /// Seconds of sound that these are averages of: 1, or a little more.
  public let seconds: Double
  /// Voices, on average.
  public let voices: Double
  /// Part of the time that the process callback used, 0 to 1 and above.
  public let load: Double
  /// The same for one voice; nil where none sounded.
  public let loadPerVoice: Double?
  /// What was lost of notes: messages for which there was no room, notes that were due while nothing ran, and voices that were
  /// refused or stolen.
  public let notesLost: UInt64
  /// dB under full scale, the greatest of all outputs; nil for silence.
  public let peak: Double?
  /// Bytes of samples.
  public let memoryUsed: Int
  /// Bytes that are left for samples.
  public let memoryFree: Int
  /// How long single callbacks took; nil where none was measured. No older client tells.
  public let callback: CallbackReport?
}
