// SPDX-License-Identifier: MIT
// How loud it is, for whoever asks. Control threads.

/// The greatest samples of the last moments. Whoever asks sees the same, however many ask.
struct PeakMeter {
  /// How long a moment is: what is shown is of this one and the one before.
  static let moment = Duration.milliseconds(50)

  /// Of the moment at hand, and of the one before.
  private var present = Peak()
  private var last = Peak()
  /// Since `takeSecond` was called last.
  private var second = Peak()
  /// When the moment at hand began; nil before the first.
  private var began: ContinuousClock.Instant?

  /// The greatest magnitudes of both sides, linear, and by how many dB a limiter has lowered something at most.
  struct Peak: Equatable {
    var left = 0.0
    var right = 0.0
    var reduction = 0.0

    mutating func raise(_ other: Peak) {
      (left, right) = (max(left, other.left), max(right, other.right))
      reduction = max(reduction, other.reduction)
    }
  }

  /// Takes in what came since the last call.
  mutating func take(_ peak: Peak, at now: ContinuousClock.Instant) {
    if let began, now - began >= PeakMeter.moment {
      (last, present) = (present, Peak())
      self.began = now
    } else if began == nil {
      began = now
    }
    present.raise(peak)
    second.raise(peak)
  }

  /// What a meter is to show.
  var shown: Peak {
    var peak = last
    peak.raise(present)
    return peak
  }

  /// The greatest since the last call.
  mutating func takeSecond() -> Double {
    defer { second = Peak() }
    return max(second.left, second.right)
  }
}
