// SPDX-License-Identifier: MIT
// Noise, once or for ever. Off-line.

/// White noise through filters.
enum NoiseBurst {
  /// A burst that rises within `attack` and falls by the factor e every `decay` seconds.
  static func once(
    _ name: String, rate: Int, seconds: Double, attack: Double = 0.0005, decay: Double, filters: [Biquad] = []
  ) -> [Double] {
    var random = SeededGenerator(name)
    var sections = filters
    let step = Exact.exp(-1 / (decay * Double(rate)))
    var level = 1.0
    return (0..<Int(seconds * Double(rate))).map { frame in
      let rise = min(1, (Double(frame) + 1) / (attack * Double(rate)))
      level *= step
      return level * rise * sections.process(random.bipolar())
    }
  }

  /// Noise that repeats every `length` frames without a seam: the filters' steady state on a period of white noise.
  static func periodic(_ name: String, length: Int, filters: [Biquad]) -> [Double] {
    var random = SeededGenerator(name)
    let period = filters.settled(on: (0..<length).map { _ in random.bipolar() })
    let mean = period.reduce(0, +) / Double(length)
    let power = period.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(length)
    let gain = 1 / max(power, 1e-20).squareRoot()
    return period.map { ($0 - mean) * gain }
  }
}
