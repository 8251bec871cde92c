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
  /// for a moment does not make a synth another one. `toleranceFrames`: how far the others may lie from each other, where a sound
  /// does not always begin alike; never half of what would tell shapes apart. Thread: any but audio.
  public init?(_ fates: [NoteFate], toleranceFrames: Int = 0) {
    let heard = fates.filter { $0.latencyFrames != nil }
    guard heard.count >= 16, let period = heard.first?.periodFrames, period > 0 else { return nil }
    let latencies = heard.map { $0.latencyFrames ?? 0 }
    let places = heard.map { $0.offset + ($0.latencyFrames ?? 0) }
    var candidates = [(PhaseShape.flat, width: PhaseShape.width(latencies), block: period)]
    var block = period
    while block >= PhaseShape.shortestBlock {
      let width = PhaseShape.width(places.map { ($0 % block + block) % block }, around: block)
      candidates.append((block == period ? .sawTooth : .staircase(blockFrames: block), width, block))
      guard block % 2 == 0 else { break }
      block /= 2
    }
    let possible = candidates.filter { $0.width <= min(toleranceFrames, 3 * $0.block / 8) }
    // The simplest, but for what fits clearly better: one note that lies elsewhere may come near the others in a smaller block.
    let best = possible.dropFirst().reduce(possible.first) { best, other in
      2 * other.width < best?.width ?? 0 ? other : best
    }
    self = best?.0 ?? .irregular
  }

  /// Within how many frames 99 in a hundred lie. `around`: what comes back to where it began, so that its end is beside its beginning.
  private static func width(_ values: [Int], around circle: Int? = nil) -> Int {
    let needed = (values.count * 99 + 99) / 100
    var sorted = values.sorted()
    if let circle { sorted += sorted.map { $0 + circle } }
    return zip(sorted, sorted.dropFirst(needed - 1)).map { $1 - $0 }.min() ?? .max
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
