// SPDX-License-Identifier: MIT
// How many events had which fate. Any thread.

/// Every event is in `received` or in `lost`; the other counts are of those that need looking at.
public struct EventCounts: Equatable, Sendable, Codable {
  /// Notes that count.
  public var sent = 0
  /// Of these, heard.
  public var received = 0
  /// Heard later than is allowed.
  public var late = 0
  /// Never heard.
  public var lost = 0
  /// Sounds more than there were notes.
  public var doubled = 0
  /// Still sounding when the measurement was over: 1, for of several only their sum is heard.
  public var stuck = 0
  /// Sent later than planned, because the server skipped cycles; measured from when they were sent.
  public var sentLate = 0

  /// Thread: any.
  public init(_ fates: [NoteFate], lateAfterFrames: Int, isStuck: Bool) {
    sent = fates.count
    for fate in fates {
      if let latency = fate.latencyFrames {
        received += 1
        if latency > lateAfterFrames { late += 1 }
      } else {
        lost += 1
      }
      doubled += fate.doublingCount
      if fate.wasSentLate { sentLate += 1 }
    }
    stuck = isStuck ? 1 : 0
  }
}
