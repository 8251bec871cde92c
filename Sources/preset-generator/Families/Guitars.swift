// SPDX-License-Identifier: MIT
// General MIDI 25 to 32: guitars. Off-line.

/// Plucked strings before a wooden body or a pickup, and amplifiers that saturate.
enum Guitars {
  private static let bright = Articulation.Filter(hertz: 7950, velocityCents: 3000, keyCentsPerOctave: 150)
  static func add(to bank: inout Bank) {
    let nylon = bank.set("Nylon", keys: [28, 40, 48, 56, 65, 76, 90]) {
      pluck("nylon", $0, $1, nylonString, pick: 0.35, pickHertz: 3000)
    }
    let warm = Articulation.Filter(hertz: 6200, velocityCents: 3200, keyCentsPerOctave: 200)
    bank.program(
      25, "Acoustic Guitar (nylon)", nylon,
      Articulation.dying(decay: 8, perOctave: -400, release: 0.6, filter: warm)
        .darkening(cents: 1300, seconds: 2.5))
    let steel = bank.set("Steel", keys: [28, 40, 48, 56, 65, 76, 90]) {
      pluck("steel", $0, $1, steelString, pick: 0.22, pickHertz: 3000)
    }
    bank.program(
      26, "Acoustic Guitar (steel)", steel,
      Articulation.dying(decay: 8, perOctave: -400, release: 0.6, filter: bright)
        .darkening(cents: 1500, seconds: 3))
    addElectric(&bank)
  }

  private static func addElectric(_ bank: inout Bank) {
    let jazz = bank.set("Jazz guitar", keys: StandardKeys.octaves) {
      pluck("jazz", $0, $1, jazzString, pick: 0.06, pickHertz: 700)
    }
    bank.program(
      27, "Electric Guitar (jazz)", jazz,
      .dying(
        decay: 12, perOctave: -400, release: 0.22,
        filter: Articulation.Filter(hertz: 5200, velocityCents: 2400, keyCentsPerOctave: 300)), loudness: 1.5)
    let clean = bank.set("Clean guitar", keys: StandardKeys.octaves) {
      pluck("clean", $0, $1, cleanString, pick: 0.18, pickHertz: 2600)
    }
    bank.program(
      28, "Electric Guitar (clean)", clean,
      Articulation.dying(decay: 10, perOctave: -400, release: 0.5, filter: bright).with {
        $0.chorus = 0.25
      }.darkening(cents: 1200, seconds: 4), loudness: 1)
    bank.program(
      29, "Electric Guitar (muted)", clean,
      .dying(
        decay: 1.1, perOctave: -250, release: 0.12,
        filter: Articulation.Filter(hertz: 1100, velocityCents: 2400, keyCentsPerOctave: 300, envelopeCents: 1500)
      ).with { $0.decay2 = 0.08 })
    addAmplified(&bank)
  }

  private static func addAmplified(_ bank: inout Bank) {
    let overdriven = bank.set("Overdriven guitar", keys: StandardKeys.octaves) {
      amplified("overdriven", $0, $1, drive: 6, cabinet: 6500)
    }
    let sustaining = Articulation.dying(decay: 28, perOctave: -150, release: 0.2, filter: nil).with {
      $0.sustainDecibels = -30
      $0.vibratoCents = 6
      $0.vibratoDelay = 0.8
    }
    bank.program(
      30, "Overdriven Guitar", overdriven,
      sustaining.with {
        $0.filter = Articulation.Filter(hertz: 7600, velocityCents: 1800)
      }, loudness: 1)
    let distorted = bank.set("Distortion guitar", keys: StandardKeys.octaves) {
      amplified("distorted", $0, $1, drive: 40, cabinet: 5600, lowCut: 80, thump: 0.9)
    }
    bank.program(
      31, "Distortion Guitar", distorted,
      sustaining.with {
        $0.filter = Articulation.Filter(hertz: 6500, velocityCents: 1200)
      }, loudness: 1.5)
    let harmonics = bank.set("Guitar harmonics", keys: StandardKeys.few, make: harmonics)
    bank.program(
      32, "Guitar Harmonics", harmonics, .dying(decay: 20, perOctave: -300, release: 0.25, filter: bright), loudness: 2)
  }

  /// A string with the noise of what plucks it; wide zones lose nothing, for the noise is short.
  static func pluck(
    _ name: String, _ key: Int, _ up: Int, _ string: (Int) -> PluckedString, pick: Double, pickHertz: Double
  ) -> Tone {
    var tone = string(key).tone(
      key: key, rate: WaveRate.normal, ceiling: Additive.ceiling(rate: WaveRate.normal, semitonesUp: up),
      name: "\(name) \(key)")
    let noise = NoiseBurst.once(
      "\(name) pick \(key)", rate: tone.rate, seconds: 0.06, decay: 0.006,
      filters: [.bandPass(pickHertz, rate: Double(tone.rate), q: 0.7)])
    tone.add(burst: noise, gain: pick * tone.peak)
    return tone
  }

  /// Free decay and settling times that shrink towards the high frets.
  private static func string(_ key: Int, decay: Double, settle: Double) -> PluckedString {
    var string = PluckedString()
    string.decay = decay * Exact.exp2(-Double(key - 40) / 20)
    string.settle = key < 66 ? settle : settle * 0.6
    return string
  }

  private static func nylonString(_ key: Int) -> PluckedString {
    var result = string(key, decay: 4.5, settle: 0.4)
    result.position = 0.24
    result.slope = 1
    result.brightness = 3800
    result.damping = 0.05
    result.body =
      Formants(peaks: [(105, 50, 0.9), (215, 110, 1.6), (420, 160, 0.5), (1500, 900, 0.3)], floor: 0.45).gain
    return result
  }

  private static func steelString(_ key: Int) -> PluckedString {
    var result = string(key, decay: 6, settle: 0.42)
    result.position = 0.15
    result.slope = 0.75
    result.brightness = 6500
    result.damping = 0.022
    result.body =
      Formants(peaks: [(110, 60, 0.8), (220, 90, 0.8), (2600, 2000, 0.5), (5200, 2500, 0.3)], floor: 0.4).gain
    return result
  }

  private static func jazzString(_ key: Int) -> PluckedString {
    var result = string(key, decay: 6, settle: 0.28)
    result.position = 0.25
    result.pickup = 0.24
    result.slope = 0.6
    result.brightness = 3600
    result.damping = 0.04
    return result
  }

  private static func cleanString(_ key: Int) -> PluckedString {
    var result = string(key, decay: 8, settle: 0.3)
    result.position = 0.13
    result.pickup = 0.09
    result.slope = 0.55
    result.brightness = 5000
    result.damping = 0.02
    return result
  }

  /// A pickup's signal through a saturating amplifier and a loudspeaker cabinet.
  static func amplified(
    _ name: String, _ key: Int, _ up: Int, drive: Double, cabinet: Double, lowCut: Double = 160, thump: Double = 0
  )
    -> Tone
  {
    var string = cleanString(key)
    string.decay = 60
    string.damping = 0.015
    string.settle = 0.14
    var tone = pluck(name, key, up, { _ in string }, pick: 0.15, pickHertz: 1800)
    // The amplifier's first stage cuts the bass, or a low string would only rumble; a low-pass tames what it folds.
    tone = tone.filtered([.highPass(lowCut, rate: Double(tone.rate)), .lowPass(2600, rate: Double(tone.rate))])
    let gain = drive / tone.peak
    tone = tone.shaped { x in
      let y = gain * x + 0.12
      return y / (1 + y * y).squareRoot()
    }
    let rate = Double(tone.rate)
    tone = tone.filtered([
      .highPass(50, rate: rate), .peak(2400, rate: rate, q: 1, decibels: 5), .lowPass(cabinet, rate: rate),
      .lowPass(cabinet, rate: rate),
    ])
    // The hand on the strings moves the loudspeaker's cone.
    let hand = NoiseBurst.once(
      "\(name) hand \(key)", rate: tone.rate, seconds: 0.12, attack: 0.002, decay: 0.02,
      filters: [.bandPass(90, rate: rate, q: 0.8)])
    tone.add(burst: hand, gain: thump * 4 * tone.peak)
    return tone
  }

  private static func harmonics(key: Int, up: Int) -> Tone {
    let plan = LoopPlan(key: key, rate: WaveRate.normal, seconds: 0.06)
    let modes: [(Double, Double, Double)] = [
      (1, 0.5, 0.6), (2, 0.5, 0.6), (3, 0.25, 0.4), (4, 0.8, 0.8), (5, 0.15, 0.3), (6, 0.3, 0.5), (8, 0.8, 0.8),
      (12, 0.35, 0.4), (16, 0.2, 0.2),
    ]
    let ceiling = Additive.ceiling(rate: WaveRate.normal, semitonesUp: up)
    var tone = Additive.tone(
      modes.filter { $0.0 * plan.hertz < ceiling }.map {
        Partial(ratio: $0.0, amplitude: $0.1, attack: 0.003, decay: 0.15, sustain: $0.2)
      }, key: key, plan: plan, settle: 0.22)
    let pick = NoiseBurst.once(
      "harmonics \(key)", rate: plan.rate, seconds: 0.05, decay: 0.006,
      filters: [.bandPass(3500, rate: Double(WaveRate.normal), q: 0.7)])
    tone.add(burst: pick, gain: 0.3 * tone.peak)
    return tone
  }
}
