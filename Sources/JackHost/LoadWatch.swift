// SPDX-License-Identifier: MIT
// Notices that the work does not fit in its periods, or fits again. Audio thread.

import Miniport

/// Tells from the time that cycles take when less is to be done, before the server throws the client out, and when more.
///
/// A cycle that took too long has not always worked for so long: the system may have run something else. So after the first
/// one the watch is *alert*, and asks for the time that the thread itself has run, which takes a system call, until all has
/// been well for a while.
struct LoadWatch: BitwiseCopyable {
  /// The part of a period above which a cycle is too long.
  private static var highest: Double { @_noLocks @_noAllocation get { 0.85 } }
  /// Too long cycles in a row, of work and not of waiting, after which something is to be done.
  private static var patience: Int { @_noLocks @_noAllocation get { 3 } }
  /// The part that the work is brought down to.
  private static var wanted: Double { @_noLocks @_noAllocation get { 0.7 } }
  /// The part of a period below which there is room for more.
  private static var calm: Double { @_noLocks @_noAllocation get { 0.6 } }
  /// Calm seconds until nothing needs to be watched any more.
  private static var calmSeconds: Int { @_noLocks @_noAllocation get { 10 } }

  /// Whether the thread's own time is wanted.
  private(set) var isAlert = false
  private var tooLong = 0
  /// Of the second at hand: how much has passed, and the greatest part of a period that was used.
  private var seconds = 0.0
  private var greatest = 0.0
  private var calmCount = 0

  /// A watch that has seen no cycle. Thread: setup.
  @_noLocks @_noAllocation
  init() {}

  /// Takes in a cycle of so many seconds; what the miniport is to adapt to, if anything. `used`: the part of it that the callback took; `worked`: the part in which the
  /// thread itself ran, where the watch was alert when the cycle began. Thread: audio, once a cycle.
  @_noLocks @_noAllocation
  mutating func advance(used: Double, worked: Double?, period: Double) -> Circumstance? {
    guard isAlert, let worked else {
      if used > LoadWatch.highest { self = LoadWatch(alert: true) }
      return nil
    }
    tooLong = min(used, worked) > LoadWatch.highest ? tooLong &+ 1 : 0
    greatest = max(greatest, worked)
    seconds += period
    if tooLong >= LoadWatch.patience {
      self = LoadWatch(alert: true)
      return .overload(min(max(LoadWatch.wanted / worked, 0.25), 0.9))
    }
    guard seconds >= 1 else { return nil }
    calmCount = greatest < LoadWatch.calm ? calmCount &+ 1 : 0
    let isCalm = calmCount > 0
    (seconds, greatest) = (0, 0)
    if calmCount >= LoadWatch.calmSeconds { self = LoadWatch() }
    return isCalm ? .relief : nil
  }

  @_noLocks @_noAllocation
  private init(alert: Bool) { isAlert = alert }
}
