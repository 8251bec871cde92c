// SPDX-License-Identifier: MIT
// Whether a counter still moves. Control thread.

/// Notices that nothing has happened for three seconds.
struct StallTimer {
  private static let patience = Duration.seconds(3)
  private var last: Int64
  private var since = ContinuousClock.now

  init(_ value: Int64) { last = value }

  /// Takes the counter as it is now; false once it has stood still for too long.
  mutating func isMoving(_ value: Int64) -> Bool {
    if value != last {
      last = value
      since = .now
    }
    return ContinuousClock.now - since < StallTimer.patience
  }
}
