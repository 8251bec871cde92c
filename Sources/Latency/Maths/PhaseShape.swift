// SPDX-License-Identifier: MIT
// What latency against the place in the period looks like. Any thread but audio.

/// The shape of the phase plot, which tells how a synth treats the times of its events.
public enum PhaseShape: Equatable, Sendable {
  /// The same latency everywhere: each event sounds at its frame.
  case flat
  /// Notes begin at one place of the period, wherever in it their event is.
  case sawTooth
  /// Notes begin at multiples of so many frames within the period.
  case staircase(blockFrames: Int)
  /// None of these.
  case irregular

  /// Shortest block that counts as one: a power of two.
  private static let shortestBlock = 4

  /// Looks at notes that were heard; nil where these are too few. One note in a hundred may lie elsewhere: a machine that is busy
  /// for a moment does not make a synth another one. Thread: any but audio.
  public init?(_ fates: [NoteFate]) {
    let heard = fates.filter { $0.latencyFrames != nil }
    guard heard.count >= 16, let period = heard.first?.periodFrames, period > 0 else { return nil }
    let latencies = heard.map { $0.latencyFrames ?? 0 }
    if PhaseShape.isNearlyOne(latencies) {
      self = .flat
      return
    }
    let places = heard.map { $0.offset + ($0.latencyFrames ?? 0) }
    var block = period
    while block >= PhaseShape.shortestBlock {
      let width = block
      if PhaseShape.isNearlyOne(places.map { (($0 % width) + width) % width }) {
        self = block == period ? .sawTooth : .staircase(blockFrames: block)
        return
      }
      guard block % 2 == 0 else { break }
      block /= 2
    }
    self = .irregular
  }

  /// Whether 99 in a hundred are one and the same.
  private static func isNearlyOne(_ values: [Int]) -> Bool {
    let most = Distribution(values).counts.map(\.count).max() ?? 0
    return most * 100 >= values.count * 99
  }

  /// A word or two for a person.
  public var words: String {
    switch self {
    case .flat: "flat: every note sounds at its frame"
    case .sawTooth: "saw-tooth: the place of an event in the period is ignored"
    case .staircase(let frames): "staircase: notes begin at multiples of \(frames) frames"
    case .irregular: "irregular"
    }
  }

  /// For programs.
  public var name: String {
    switch self {
    case .flat: "flat"
    case .sawTooth: "saw-tooth"
    case .staircase: "staircase"
    case .irregular: "irregular"
    }
  }
}
