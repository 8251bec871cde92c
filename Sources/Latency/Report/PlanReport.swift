// SPDX-License-Identifier: MIT
// How it was measured. Any thread.

/// The settings of a measurement, as they were.
public struct PlanReport: Equatable, Sendable, Codable {
  /// Frames a second.
  public var rate: Int
  /// Frames of a period, when it began.
  public var periodFrames: Int
  /// Other periods came up meanwhile.
  public var periodChanged: Bool
  /// Notes that were to count.
  public var notes: Int
  /// Notes before them, which were sent and not counted.
  public var warmUp: Int
  /// Frames from note to note, but for the place in the period.
  public var intervalFrames: Int
  /// Frames of each note.
  public var lengthFrames: Int
  /// `impulse`, or `rise`.
  public var onset: String
  /// Softest sound that counts, in dB of full scale.
  public var thresholdDecibels: Double
  /// A sound that comes later is late, in frames.
  public var lateAfterFrames: Int
  /// Notes that were held meanwhile.
  public var held: Int
  /// Banks that were brought in meanwhile.
  public var downloads: Int
  /// Banks that could not be brought in.
  public var failedDownloads: Int

  /// How differently a patch may begin from note to note, in frames, because its oscillators do: a millisecond.
  var onsetToleranceFrames: Int { onset == "impulse" ? 0 : rate / 1000 }
}
