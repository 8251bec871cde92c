// SPDX-License-Identifier: MIT
// How much a page sends. Control threads.

/// Counts messages second by second.
struct MessageRate: Sendable {
  /// What a page may send in a second, where there are few: hands on several faders and keys send less.
  static let pageLimit = 400
  /// What all pages may send together.
  static let totalLimit = 4000
  /// What is read in a second and refused, before nothing is read any more until the next one begins.
  private static let patience = 100

  /// What becomes of a message.
  enum Verdict: Equatable {
    case passes
    /// `isFirst`: of this second, which is what its sender is told.
    case isRefused(isFirst: Bool)
    /// It is refused, and nothing more is read until then: the sender has to wait.
    case pausesUntil(ContinuousClock.Instant)
  }

  private var start: ContinuousClock.Instant
  private var count = 0
  /// All that were refused.
  private(set) var refusedCount = 0

  init(at now: ContinuousClock.Instant = .now) { start = now }

  /// One message more, where so many pages share.
  mutating func take(at now: ContinuousClock.Instant = .now, pageCount: Int) -> Verdict {
    if now - start >= .seconds(1) { (start, count) = (now, 0) }
    count += 1
    let limit = min(MessageRate.pageLimit, MessageRate.totalLimit / max(1, pageCount))
    guard count > limit else { return .passes }
    refusedCount += 1
    return count > limit + MessageRate.patience
      ? .pausesUntil(start + .seconds(1)) : .isRefused(isFirst: count == limit + 1)
  }
}
