// SPDX-License-Identifier: MIT
// The cost of a voice and frame over the number of voices, or over the length of the period.

/// How the cost of a voice depends on how many there are, or on how long a period is.
struct CostCurve: Encodable {
  /// A place on the curve: both sides in turn.
  struct Point: Encodable {
    let voiceCount: Int
    let periodFrames: Int
    /// Nanoseconds of processor time for each voice and frame, ours first.
    let nanoseconds: [Spread]
    /// The second side's cost in units of the first side's, pair by pair.
    let ratio: Spread
  }

  /// What changes from point to point.
  enum Variable: String, Encodable {
    case voices
    case period
  }

  static let voiceCounts = [64, 128, 256, 512, 1024, 2048, 4096]
  /// Voices times frames of a turn, so that turns of all points are equally exact.
  private static let turnSize = 6_000_000

  let variable: Variable
  let titles: [String]
  let pairCount: Int
  let points: [Point]

  /// `places`: voices and frames of a period, point by point. `sides` makes two synthesizers with their banks loaded.
  init(
    over variable: Variable, _ places: [(voices: Int, frames: Int)], pairCount: Int,
    sides: (BenchSettings) throws -> [any BenchedSynth]
  ) throws {
    self.variable = variable
    self.pairCount = pairCount
    var pairs: [HeldPair] = []
    for place in places {
      let settings = BenchSettings(
        voiceCount: place.voices, interpolation: .cubic, peerInterpolation: .cubic, filter: .none)
      let synths = try sides(settings)
      let blockCount = max(1, CostCurve.turnSize / (place.voices * place.frames))
      pairs.append(try HeldPair(synths[0], synths[1], settings, blockCount: blockCount, blockFrames: place.frames))
    }
    // Round by round: a minute in which the machine is slow is no corner of the curve.
    for _ in 0..<pairCount {
      for index in pairs.indices { pairs[index].takeTurns() }
    }
    let comparisons = try pairs.map { try $0.comparison() }
    titles = comparisons.first?.sides.map(\.title) ?? []
    points = comparisons.map {
      Point(
        voiceCount: $0.settings.voiceCount, periodFrames: $0.blockFrames, nanoseconds: $0.sides.map(\.nanoseconds),
        ratio: $0.ratio)
    }
  }

  /// How much more a voice costs at the dearest point than at the cheapest, in percent. The least of each point counts:
  /// what else runs on the machine can only add to it.
  func risePercent(side: Int) -> Double {
    let costs = points.map { $0.nanoseconds[side].min }
    return 100 * ((costs.max() ?? 0) / (costs.min() ?? 1) - 1)
  }
}
