// SPDX-License-Identifier: MIT
// When a sandbox that has ended is started anew. Control threads.

/// What is known of the ends of a sandbox, and what follows from them.
struct RestartPlan: Sendable {
  /// When it has ended by itself, as far as that is within a minute.
  private var ends: [ContinuousClock.Instant] = []
  /// When the one that plays began to; nil until somebody has looked.
  private var began: ContinuousClock.Instant?
  /// How often in a row it has ended soon after it had begun.
  private var step = 0
  /// How often a new one has come to play.
  private(set) var restartCount = 0
  /// It is left alone.
  private(set) var isGivenUp = false
  /// When the next one is due; nil where none is.
  private var nextStart: ContinuousClock.Instant?
  /// Until when a new one may take its time.
  private var deadline: ContinuousClock.Instant?

  /// Who lives longer than this has begun well.
  private static let soon = Duration.seconds(2)
  /// Pauses before it is started anew, by how often in a row it has ended soon after it had begun.
  private static let pauses: [Duration] = [.zero, .milliseconds(100), .seconds(1), .seconds(10)]
  /// How long guests may take to begin.
  private static let patience = Duration.seconds(10)
  /// Ends within a minute after which it is left alone.
  private static let endLimit = 10

  /// One is due.
  var isWaiting: Bool { nextStart != nil }

  /// Somebody looks at one that plays.
  mutating func see(at now: ContinuousClock.Instant) { began = began ?? now }

  /// Whether the next one is due now, which then may take its time.
  mutating func isDue(at now: ContinuousClock.Instant) -> Bool {
    guard let nextStart, nextStart <= now else { return false }
    self.nextStart = nil
    deadline = now + RestartPlan.patience
    return true
  }

  /// Whether the new one has had its time.
  func isOverdue(at now: ContinuousClock.Instant) -> Bool { deadline.map { $0 <= now } ?? false }

  /// The new one plays.
  mutating func succeed() {
    began = nil
    restartCount += 1
  }

  /// It has ended, or has not begun: what becomes of it, for people. `what`: what it has done.
  mutating func noteEnd(_ what: String, at now: ContinuousClock.Instant) -> String {
    ends = ends.filter { now - $0 < .seconds(60) } + [now]
    guard ends.count < RestartPlan.endLimit else {
      isGivenUp = true
      return "\(what), for the \(ends.count)th time in a minute, and is left alone now"
    }
    if let began, now - began > RestartPlan.soon { step = 0 }
    nextStart = now + RestartPlan.pauses[min(step, RestartPlan.pauses.count - 1)]
    step += 1
    return "\(what), and is started anew"
  }
}
