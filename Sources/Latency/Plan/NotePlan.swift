// SPDX-License-Identifier: MIT
// When each note of a measurement is sent. Any thread.

public import Realtime

/// Notes on a fixed schedule: none waits for the sound of the one before, so that a stall hits every note that falls into it.
///
/// Frames count from the beginning of the schedule, which is the beginning of a cycle. The place in the period follows the
/// golden ratio: any stretch of notes visits the period evenly, and no power of two falls into step with it.
public struct NotePlan: Equatable, Sendable {
  /// The server's rate.
  public let rate: SampleRate
  /// Frames of a period.
  public let periodFrames: Int
  /// Notes that count.
  public let noteCount: Int
  /// Notes before them, which are sent and not counted: caches, pages and clocks come to rest meanwhile.
  public let warmUpCount: Int
  /// Frames from one note to the next, but for their places in the period: a whole number of periods.
  public let intervalFrames: Int

  /// The fraction of a turn between two notes: the golden ratio less one, in 64 bits.
  private static let goldenFraction: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// `intervalFrames` is rounded up to whole periods, three at least: what a synth plays a period early, or one late, still
  /// belongs to one note alone. Thread: any.
  public init(rate: SampleRate, periodFrames: Int, noteCount: Int, warmUpCount: Int, intervalFrames: Int) {
    precondition(periodFrames > 0 && noteCount > 0 && warmUpCount >= 0, "a schedule has notes and a period")
    self.rate = rate
    self.periodFrames = periodFrames
    self.noteCount = noteCount
    self.warmUpCount = warmUpCount
    self.intervalFrames = max(3, (intervalFrames + periodFrames - 1) / periodFrames) * periodFrames
  }

  /// Notes that are sent.
  public var sentCount: Int { warmUpCount + noteCount }

  /// Frames from a note's beginning to its end: over before the next one begins.
  public var lengthFrames: Int { (intervalFrames - periodFrames) / 2 }

  /// How much earlier than its event a note may sound and still be the one that it is: what ignores offsets begins at the
  /// start of its period.
  public var leadFrames: Int { periodFrames }

  /// Frames that it all takes.
  public var totalFrames: Int { sentCount * intervalFrames + periodFrames }

  /// Where in its period a note falls, from 0. Thread: any.
  public func offset(ofNote index: Int) -> Int {
    let turn = UInt64(index) &* NotePlan.goldenFraction
    return Int(turn.multipliedFullWidth(by: UInt64(periodFrames)).high)
  }

  /// When a note is to be sent. Thread: any.
  public func frame(ofNote index: Int) -> Int { index * intervalFrames + offset(ofNote: index) }
}
