// SPDX-License-Identifier: MIT
// What became of a note. Any thread.

/// One note and what was heard of it. Frames count from the beginning of the schedule.
public struct NoteFate: Equatable, Sendable {
  /// Its place in the plan, from 0.
  public var index: Int
  /// When it was sent.
  public var sentFrame: Int
  /// Its place in the cycle.
  public var offset: Int
  /// Frames of the cycle.
  public var periodFrames: Int
  /// The server skipped the cycle that it was planned for.
  public var wasSentLate: Bool
  /// When the sender's own impulse was heard; nil where it was not.
  public var directFrame: Int?
  /// Frames from the note to its sound, without what the graph adds; nil where nothing was heard.
  public var latencyFrames: Int?
  /// Frames before the onset in which something softer was heard.
  public var uncertaintyFrames = 0
  /// Sounds more than one.
  public var doublingCount = 0
}
