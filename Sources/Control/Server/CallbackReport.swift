// SPDX-License-Identifier: MIT
// How long process callbacks took. Control threads.

internal import Realtime

/// Parts of the period that process callbacks took, one by one, over the last second of sound: 0 to 1 and above.
public struct CallbackReport: Codable, Sendable, Equatable {
  /// Half of them took no longer, to within an eighth.
  public let p50: Double
  /// Of a hundred 99 took no longer, to within an eighth.
  public let p99: Double
  /// The longest.
  public let worst: Double

  /// `counts`: callbacks in each class; nil where there was none.
  init?(_ counts: [UInt64], worst: Double) {
    let total = counts.reduce(0, +)
    guard total > 0 else { return nil }
    p50 = CallbackReport.part(below: 0.5, counts, total, worst)
    p99 = CallbackReport.part(below: 0.99, counts, total, worst)
    self.worst = worst
  }

  /// Which part a share of all took no more than: the middle of its class, and no more than the longest.
  private static func part(below share: Double, _ counts: [UInt64], _ total: UInt64, _ worst: Double) -> Double {
    let wanted = max(1, UInt64((Double(total) * share).rounded(.up)))
    var passed: UInt64 = 0
    for (index, count) in counts.enumerated() {
      passed += count
      guard passed >= wanted else { continue }
      let (least, next) = (Statistics.leastPart(ofCycleClass: index), Statistics.leastPart(ofCycleClass: index + 1))
      return min((least + next) / 2, worst)
    }
    return worst
  }
}
