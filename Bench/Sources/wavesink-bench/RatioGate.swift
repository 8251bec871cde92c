// SPDX-License-Identifier: MIT
// A quick comparison that passes or fails, for `make test`.

/// Whether our voices are still so many times as cheap as libfluidsynth's.
///
/// A ratio of processor times, never a time: any machine will do, a busy one too. Both sides of a pair are slowed alike,
/// the median forgives the pairs that were not, and what is noisy for so long that the median falls is not so three times.
struct RatioGate {
  private static let tryCount = 3
  private static let pairCount = 15
  /// Short turns, so that the two of a pair lie close to each other.
  private static let blockCount = 100

  /// The least ratio that passes.
  let least: Double

  /// Tries until one passes, at most three times, and says what it found. False if none did.
  func passes(sides: (BenchSettings) throws -> [any BenchedSynth]) throws -> Bool {
    let settings = BenchSettings(voiceCount: 256, interpolation: .cubic, peerInterpolation: .cubic, filter: .none)
    for number in 1...RatioGate.tryCount {
      let synths = try sides(settings)
      let comparison = try Comparison(
        synths[0], synths[1], settings, pairCount: RatioGate.pairCount, blockCount: RatioGate.blockCount)
      let passes = comparison.ratio.median >= least
      let verdict = passes ? "at least" : "less than"
      print(
        "try \(number): \(synths[1].title) to \(synths[0].title), \(settings.voiceCount) voices, cubic, no filter, "
          + "\(RatioGate.pairCount) pairs: \(comparison.ratio.text(decimals: 2)), \(verdict) \(least)")
      if passes { return true }
    }
    return false
  }
}
