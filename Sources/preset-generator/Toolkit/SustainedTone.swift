// SPDX-License-Identifier: MIT
// Harmonic tones that are blown, bowed or sung. Off-line.

/// A harmonic tone with an attack that goes from the low partials up, breath, and a choice of ensemble width.
struct SustainedTone {
  /// Frames per second; low keys take `WaveRate.low`.
  var rate = WaveRate.normal
  /// Shortest loop in seconds: long where noise or an ensemble must not be heard repeating.
  var loop = 0.04
  /// Seconds before the loop.
  var settle = 0.12
  /// Rise of the fundamental and the delay of each further harmonic, in seconds.
  var attack = 0.03, attackPerHarmonic = 0.002
  /// Extra level of the highs at the start, as a factor, and its time constant in seconds.
  var bite = 0.0, biteSeconds = 0.05
  /// Half width of each harmonic in cents: 0 for one player.
  var ensembleCents = 0.0
  /// Cycles per loop are a multiple of this, so that subharmonics fit.
  var multiple = 1
  /// Ratios of the partials; the harmonic series by default.
  var ratios: [Double]?
  /// Breath or bow noise.
  var breath: Breath?
  /// Linear level of a partial by its number from 1, its frequency and that of the fundamental in hertz.
  var spectrum: (_ number: Int, _ hertz: Double, _ fundamental: Double) -> Double

  /// Noise of the player.
  struct Breath {
    /// RMS level over that of the tone's loudest partial.
    var level: Double
    /// Centre as a frequency in hertz, or as a multiple of the fundamental.
    var hertz: Double = 0, ratio: Double = 0
    var q = 0.7
    /// Level at the very start over the level in the loop, and its time constant in seconds.
    var chiff = 1.0, chiffSeconds = 0.03
  }

  init(spectrum: @escaping (_ number: Int, _ hertz: Double, _ fundamental: Double) -> Double) {
    self.spectrum = spectrum
  }

  /// Renders the tone for a key, band-limited for a zone that goes `up` semitones.
  func tone(key: Int, up: Int, name: String) -> Tone {
    let rate = key < 38 && rate == WaveRate.normal ? WaveRate.low : rate
    let plan = LoopPlan(key: key, rate: rate, seconds: loop, multiple: multiple)
    let ceiling = Additive.ceiling(rate: rate, semitonesUp: up)
    var partials: [Partial] = []
    var random = SeededGenerator(name + String(key))
    var loudest = 0.0
    for number in 1...(ratios?.count ?? 512) {
      let ratio = ratios?[number - 1] ?? Double(number)
      let hertz = ratio * plan.hertz
      if hertz > ceiling { if ratios == nil { break } else { continue } }
      let amplitude = spectrum(number, hertz, plan.hertz)
      guard amplitude > 1e-5 else { continue }
      loudest = max(loudest, amplitude)
      partials += lines(ratio: ratio, amplitude: amplitude, number: number, plan: plan, random: &random)
    }
    var tone = Additive.tone(partials, key: key, plan: plan, settle: settle)
    if let breath { add(breath, to: &tone, plan: plan, loudest: loudest, name: name + String(key)) }
    return tone
  }

  /// The lines of one partial: one for a soloist, a symmetric cluster for an ensemble.
  private func lines(
    ratio: Double, amplitude: Double, number: Int, plan: LoopPlan, random: inout SeededGenerator
  ) -> [Partial] {
    let rise = attack + attackPerHarmonic * Double(number - 1)
    var line = Partial(ratio: ratio, amplitude: amplitude, phase: random.unit(), attack: min(rise, settle))
    if bite > 0, number > 1 {
      line.amplitude *= 1 + bite
      line.sustain = 1 / (1 + bite)
      line.decay = biteSeconds
    }
    let width = ratio * Double(plan.cycles) * (Exact.exp2(ensembleCents / 1200) - 1)
    guard ensembleCents > 0, width > 0.3 else { return [line] }
    let stride = max(1, (width / 4).rounded(.up))
    let offsets = (1...4).map { Double($0) * stride }.filter { $0 <= 2 * width + 0.5 }
    var weights = offsets.map { Exact.exp(-0.5 * $0 * $0 / (width * width)) }
    // The middle line of the low partials stays the strongest by far: the pitch that a tuner reads is the key's.
    let sides = 2 * weights.reduce(0, +)
    if number <= 2, sides > 0.9 { weights = weights.map { $0 * 0.9 / sides } }
    let power = 1 + 2 * weights.reduce(0) { $0 + $1 * $1 }
    line.amplitude /= power.squareRoot()
    var result = [line]
    for (offset, weight) in zip(offsets, weights) {
      for side in [-offset, offset] {
        var copy = line
        copy.ratio = ratio + side / Double(plan.cycles)
        copy.amplitude *= weight
        copy.phase = random.unit()
        result.append(copy)
      }
    }
    return result
  }

  private func add(_ breath: Breath, to tone: inout Tone, plan: LoopPlan, loudest: Double, name: String) {
    let centre = breath.hertz > 0 ? breath.hertz : breath.ratio * plan.hertz
    let rate = Double(plan.rate)
    let filters = [Biquad.bandPass(centre, rate: rate, q: breath.q), Biquad.lowPass(min(9000, rate / 3), rate: rate)]
    let noise = NoiseBurst.periodic(name, length: plan.length, filters: filters)
    let envelope = Partial(
      ratio: 1, amplitude: 1, attack: attack / 2, decay: breath.chiffSeconds, sustain: 1 / max(breath.chiff, 1))
    let level = breath.level * loudest * max(breath.chiff, 1)
    tone.add(repeating: noise) { level * envelope.level(at: $0, settle: self.settle) }
  }
}

/// Resonances of a body or a mouth.
struct Formants {
  /// Centre and width in hertz, linear gain.
  var peaks: [(hertz: Double, width: Double, gain: Double)]
  /// Gain far from every peak.
  var floor = 0.05

  func gain(_ hertz: Double) -> Double {
    peaks.reduce(floor) { sum, peak in
      let x = (hertz - peak.hertz) / (peak.width / 2)
      return sum + peak.gain / (1 + x * x)
    }
  }
}
