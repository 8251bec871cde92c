// SPDX-License-Identifier: MIT
// Sums of sines whose envelopes settle before the loop. Off-line.

/// One sine of an additive tone.
struct Partial {
  /// Frequency over that of the fundamental; rounded to a whole number of periods per loop.
  var ratio: Double
  /// Linear, at its highest.
  var amplitude: Double
  /// Phase at the start, in turns.
  var phase = 0.0
  /// Rise from nothing along a raised cosine, in seconds.
  var attack = 0.0
  /// Time constant of the fall towards `sustain`, in seconds; 0 = there at once.
  var decay = 0.0
  /// Level in the loop over `amplitude`.
  var sustain = 1.0

  /// Level at `time` for a loop that starts at `settle`, both in seconds.
  func level(at time: Double, settle: Double) -> Double {
    var level = sustain
    if decay > 0, sustain != 1 {
      let end = Exact.exp(-settle / decay)
      level += (1 - sustain) * (Exact.exp(-min(time, settle) / decay) - end) / (1 - end)
    }
    if time < attack { level *= 0.5 - 0.5 * Exact.cosine(turns: time / attack / 2) }
    return level
  }
}

/// Additive synthesis on a loop plan.
enum Additive {
  private static let block = 32

  /// Renders partials: first `settle` seconds of evolving sound, then the loop.
  static func tone(_ partials: [Partial], key: Int, plan: LoopPlan, settle: Double) -> Tone {
    let start = (Int(settle * Double(plan.rate)) / block + 1) * block
    var samples = [Double](repeating: 0, count: start + plan.length + Tone.guardFrames)
    for partial in partials where partial.amplitude != 0 {
      add(partial, to: &samples, plan: plan, start: start)
    }
    return Tone(rate: plan.rate, key: key, samples: samples, loop: start..<start + plan.length)
  }

  /// Modes of a struck body that die away for good: frequency in hertz, level, time constant in seconds.
  static func dying(_ modes: [(hertz: Double, level: Double, seconds: Double)], rate: Int, seconds: Double) -> [Double]
  {
    var samples = [Double](repeating: 0, count: Int(seconds * Double(rate)))
    for mode in modes where mode.hertz < 0.47 * Double(rate) {
      let turns = mode.hertz / Double(rate)
      let shrink = Exact.exp(-1 / (mode.seconds * Double(rate)))
      let (stepCosine, stepSine) = (shrink * Exact.cosine(turns: turns), shrink * Exact.sine(turns: turns))
      var (sine, cosine) = (0.0, mode.level)
      for frame in samples.indices {
        samples[frame] += sine
        (sine, cosine) = (sine * stepCosine + cosine * stepSine, cosine * stepCosine - sine * stepSine)
      }
    }
    return samples
  }

  /// Partials above this frequency would fold when the zone is played at its highest key.
  static func ceiling(rate: Int, semitonesUp: Int) -> Double {
    min(0.46 * Double(rate), 20_000 / Exact.exp2(Double(semitonesUp) / 12))
  }

  private static func add(_ partial: Partial, to samples: inout [Double], plan: LoopPlan, start: Int) {
    let turns = Double(plan.bins(ratio: partial.ratio)) / Double(plan.length)
    guard turns < 0.5 else { return }
    let (stepCosine, stepSine) = (Exact.cosine(turns: turns), Exact.sine(turns: turns))
    var sine = Exact.sine(turns: partial.phase)
    var cosine = Exact.cosine(turns: partial.phase)
    let settle = Double(start) / Double(plan.rate)
    var level = partial.amplitude * partial.level(at: 0, settle: settle)
    var index = 0
    while index < samples.count {
      let end = min(index + block, samples.count)
      let time = min(Double(end) / Double(plan.rate), settle)
      let slope = (partial.amplitude * partial.level(at: time, settle: settle) - level) / Double(block)
      for frame in index..<end {
        samples[frame] += level * sine
        level += slope
        (sine, cosine) = (sine * stepCosine + cosine * stepSine, cosine * stepCosine - sine * stepSine)
      }
      index = end
    }
  }
}
