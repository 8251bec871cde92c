// SPDX-License-Identifier: MIT
// Waits for the other process. A thread that may wait.

internal import CRealtime

/// Waits until a word changes that another process writes at even intervals: asleep, and awake again a moment before it is due.
public struct SharedWordWaiter: ~Copyable {
  private let word: SharedWord
  private var rhythm = WorkRhythm()

  /// Thread: setup.
  public init(_ word: SharedWord) { self.word = word }

  /// Waits while the word holds a value, for so long at most; whether it has changed. Thread: one that may wait.
  public mutating func waitForChange(from value: UInt32, nanoseconds: UInt64) -> Bool {
    guard word.load() == value else { return true }
    let end = rt_clock_nanoseconds() + nanoseconds
    if let watch = rhythm.watch { awaitNext(watch, value) }
    var now = rt_clock_nanoseconds()
    while word.load() == value, now < end {
      word.sleep(while: value, nanoseconds: end - now)
      now = rt_clock_nanoseconds()
    }
    guard word.load() != value else { return false }
    rhythm.note(rt_clock_nanoseconds())
    return true
  }

  /// Sleeps until it is time, and then looks again and again.
  private func awaitNext(_ watch: (from: UInt64, to: UInt64), _ value: UInt32) {
    var now = rt_clock_nanoseconds()
    while word.load() == value, now < watch.from {
      word.sleep(while: value, nanoseconds: watch.from - now)
      now = rt_clock_nanoseconds()
    }
    while word.load() == value, rt_clock_nanoseconds() < watch.to { for _ in 0..<16 { rt_pause() } }
  }
}
