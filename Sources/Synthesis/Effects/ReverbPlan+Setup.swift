// SPDX-License-Identifier: MIT
// The lengths that lines may have. Setup; nothing here runs on the audio thread.

import Glibc
import VoiceState

extension ReverbPlan {
  /// The shortest and the longest line of a room of size 1, in seconds.
  private static let shortestLine = 0.025
  private static let longestLine = 0.085
  /// The allpasses before the network.
  private static let diffusionSeconds = [0.0047, 0.0036, 0.0127, 0.0093]
  /// How often a second each pair of lines turns round; every other one backwards.
  private static let rotationHertz = [0.67, -0.95, 1.25, -1.55, 1.83, -2.13, 2.49, -2.79]

  /// For an output of `rate` frames a second. Thread: setup.
  init(rate: Double) {
    self.rate = rate
    let crossover = min(ReverbPlan.crossoverHertz, 0.4 * rate)
    warp = tan(.pi * crossover / rate)
    unsafe lengths = .allocate(capacity: ReverbPlan.sizes.count)
    for (index, size) in ReverbPlan.sizes.enumerated() {
      var taken: Set<Int> = []
      var ofSize = SIMD16<Int32>()
      for line in 0..<ReverbState.lineCount {
        let share = Double(line) / Double(ReverbState.lineCount - 1)
        let seconds = size * ReverbPlan.shortestLine * pow(ReverbPlan.longestLine / ReverbPlan.shortestLine, share)
        ofSize[line] = Int32(ReverbPlan.prime(from: seconds * rate, &taken))
      }
      unsafe (lengths + index).initialize(to: ofSize)
    }
  }

  /// Silent memory that all rooms fit into. Thread: setup.
  func makeState() -> ReverbState {
    let longest = (0..<ReverbPlan.sizes.count).map { unsafe lengths[$0].max() }.max() ?? 64
    var taken: Set<Int> = []
    var diffusion = SIMD4<Int32>()
    for stage in 0..<4 {
      diffusion[stage] = Int32(ReverbPlan.prime(from: ReverbPlan.diffusionSeconds[stage] * rate, &taken))
    }
    var state = ReverbState(
      longestLine: Int(longest), longestPreDelay: Int(ReverbPlan.longestPreDelay * rate), diffusionFrames: diffusion)
    for pair in 0..<8 {
      let turns = ReverbPlan.rotationHertz[pair] * Double(VoiceLayout.controlFrames) / rate
      state.turnsPerCell[pair] = Float(turns < 0 ? 1 + turns : turns)
    }
    return state
  }

  /// The first prime from there on, and from a cell on, that is not yet taken: echoes of two such lines fall together only
  /// after as many frames as their product.
  private static func prime(from frames: Double, _ taken: inout Set<Int>) -> Int {
    var candidate = max(Int(frames.rounded()), VoiceLayout.controlFrames + 3) | 1
    while taken.contains(candidate) || !isPrime(candidate) { candidate += 2 }
    taken.insert(candidate)
    return candidate
  }

  /// For odd numbers.
  private static func isPrime(_ number: Int) -> Bool {
    var divisor = 3
    while divisor * divisor <= number {
      if number % divisor == 0 { return false }
      divisor += 2
    }
    return true
  }
}
