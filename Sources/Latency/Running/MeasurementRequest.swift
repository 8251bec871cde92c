// SPDX-License-Identifier: MIT
// What is to be measured, and how. Any thread.

/// The settings of one measurement.
public struct MeasurementRequest: Equatable, Sendable {
  /// Notes that count.
  public var noteCount = 1000
  /// Notes before them.
  public var warmUpCount = 50
  /// Shortest time from note to note, in seconds.
  public var intervalSeconds = 0.05
  /// Which note.
  public var note = NoteChoice()
  /// How its beginning is found.
  public var method = OnsetMethod.impulse
  /// A sound that comes later than this is late, in seconds.
  public var lateAfterSeconds = 0.01
  /// Whether the synth may still be loading its bank: notes are tried until it sounds and is silent again.
  public var awaitsSynth = false
  /// The name of the server; nil for the default one.
  public var server: String?

  /// A thousand notes of the tool's own bank. Thread: any.
  public init() {}
}
