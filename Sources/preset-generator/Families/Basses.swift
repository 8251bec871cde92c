// SPDX-License-Identifier: MIT
// General MIDI 33 to 40: basses. Off-line.

/// Long strings, slapped and fretless, and two synthesizers.
enum Basses {
  static func add(to bank: inout Bank) {
    strings(&bank)
    fretlessAndSlapped(&bank)
    synthesizers(&bank)
  }

  private static func strings(_ bank: inout Bank) {
    let acoustic = bank.set("Acoustic bass", keys: StandardKeys.low) {
      string(
        "acoustic bass", $0, $1, position: 0.3, slope: 1.1, brightness: 1300, damping: 0.05, noise: 0.35,
        noiseHertz: 420,
        body: Formants(peaks: [(65, 40, 0.8), (120, 60, 1), (250, 150, 0.6)], floor: 0.5))
    }
    let finger = Articulation.Filter(hertz: 2600, velocityCents: 2800, keyCentsPerOctave: 200)
    bank.program(33, "Acoustic Bass", acoustic, .dying(decay: 6, perOctave: -350, release: 0.16, filter: finger))
    let fingered = bank.set("Finger bass", keys: StandardKeys.low) {
      string(
        "finger bass", $0, $1, position: 0.22, pickup: 0.2, slope: 0.85, brightness: 1900, damping: 0.03, noise: 0.12,
        noiseHertz: 600)
    }
    bank.program(
      34, "Electric Bass (finger)", fingered, .dying(decay: 12, perOctave: -350, release: 0.15, filter: finger))
    let picked = bank.set("Picked bass", keys: StandardKeys.low) {
      string(
        "picked bass", $0, $1, position: 0.13, pickup: 0.18, slope: 0.8, brightness: 2600, damping: 0.025, noise: 0.2,
        noiseHertz: 2600)
    }
    let pick = Articulation.Filter(hertz: 5200, velocityCents: 2600, keyCentsPerOctave: 200)
    bank.program(
      35, "Electric Bass (pick)", picked,
      Articulation.dying(decay: 11, perOctave: -350, release: 0.14, filter: pick)
        .darkening(cents: 1200, seconds: 2.5))
  }

  private static func fretlessAndSlapped(_ bank: inout Bank) {
    let fretless = bank.set("Fretless bass", keys: StandardKeys.low, make: fretless)
    bank.program(
      36, "Fretless Bass", fretless,
      .dying(
        decay: 14, perOctave: -350, release: 0.2,
        filter: Articulation.Filter(
          hertz: 1500, velocityCents: 2000, keyCentsPerOctave: 300, envelopeCents: 1300)
      ).with {
        $0.attack = 0.02
        $0.attack2 = 0.12
        $0.decay2 = 0.9
        $0.vibratoCents = 7
        $0.vibratoDelay = 0.5
      }, loudness: 1)
    let slapped = bank.set("Slap bass", keys: StandardKeys.low) {
      string(
        "slap", $0, $1, position: 0.21, pickup: 0.28, slope: 0.88, brightness: 6000, damping: 0.03, noise: 0.6,
        noiseHertz: 2600)
    }
    let slap = Articulation.Filter(hertz: 7900, velocityCents: 3600, keyCentsPerOctave: 150)
    bank.program(
      37, "Slap Bass 1", slapped,
      Articulation.dying(decay: 16, perOctave: -350, release: 0.18, filter: slap)
        .darkening(cents: 1800, seconds: 1.5))
    bank.program(
      38, "Slap Bass 2", slapped,
      .dying(
        decay: 12, perOctave: -350, release: 0.18,
        filter: Articulation.Filter(
          hertz: 6200, velocityCents: 4600, keyCentsPerOctave: 200, envelopeCents: 2000, resonance: 6)
      ).with { $0.decay2 = 0.18 })
  }

  private static func synthesizers(_ bank: inout Bank) {
    let saw = bank.set("Saw bass", keys: StandardKeys.low) { key, up in
      cycle("saw bass", key, up) { number, hertz in 1 / Double(number) / (1 + Exact.pow(hertz / 7000, 2)) }
    }
    bank.program(
      39, "Synth Bass 1", saw,
      .dying(
        decay: 13, perOctave: 0, release: 0.3,
        filter: Articulation.Filter(
          hertz: 600, velocityCents: 2200, keyCentsPerOctave: 300, envelopeCents: 3000, resonance: 6)
      ).with {
        $0.sustainDecibels = -14
        $0.decay2 = 0.35
      })
    let square = bank.set("Rubber bass", keys: StandardKeys.low) { key, up in
      FrequencyModulation(
        carrier: 1, modulator: 1, index: 2.6, settledIndex: 0.9, indexDecay: 0.15
      ).tone(key: key, plan: LoopPlan(key: key, rate: 16_000, seconds: 0.04), settle: 0.2)
    }
    bank.program(
      40, "Synth Bass 2", square,
      .dying(
        decay: 12, perOctave: 0, release: 0.2,
        filter: Articulation.Filter(
          hertz: 3000, velocityCents: 3000, keyCentsPerOctave: 200, resonance: 2)
      ).with { $0.sustainDecibels = -12 })
  }

  /// A plain periodic wave without an attack of its own.
  static func cycle(
    _ name: String, _ key: Int, _ up: Int, rate: Int = WaveRate.normal, loop: Double = 0.04, ensemble: Double = 0,
    _ spectrum: @escaping (Int, Double) -> Double
  ) -> Tone {
    var style = SustainedTone { number, hertz, _ in spectrum(number, hertz) }
    style.rate = rate
    style.loop = loop
    style.ensembleCents = ensemble
    style.attack = 0.001
    style.attackPerHarmonic = 0
    style.settle = 0.004
    return style.tone(key: key, up: up, name: name)
  }

  private static func string(
    _ name: String, _ key: Int, _ up: Int, position: Double, pickup: Double? = nil, slope: Double, brightness: Double,
    damping: Double, noise: Double, noiseHertz: Double, body: Formants? = nil
  ) -> Tone {
    var string = PluckedString()
    string.position = position
    string.pickup = pickup
    string.slope = slope
    string.brightness = brightness
    string.damping = damping
    string.decay = 6 * Exact.exp2(-Double(key - 30) / 24)
    string.settle = key < 60 ? 0.28 : 0.18
    if let body { string.body = body.gain }
    let rate = key < 50 ? WaveRate.low : WaveRate.normal
    var tone = string.tone(
      key: key, rate: rate, ceiling: Additive.ceiling(rate: rate, semitonesUp: up), name: "\(name) \(key)")
    let thump = NoiseBurst.once(
      "\(name) touch \(key)", rate: tone.rate, seconds: 0.09, decay: 0.012,
      filters: [.bandPass(noiseHertz, rate: Double(tone.rate), q: 0.8)])
    tone.add(burst: thump, gain: noise * tone.peak)
    return tone
  }

  private static func fretless(key: Int, up: Int) -> Tone {
    var style = SustainedTone { number, hertz, _ in
      let n = Double(number)
      return (0.25 + abs(Exact.sine(turns: n * 0.11))) / Exact.pow(n, 1.2) / (1 + Exact.pow(hertz / 1300, 2))
    }
    style.attack = 0.02
    style.attackPerHarmonic = 0.006
    style.settle = 0.2
    style.loop = 0.05
    return style.tone(key: key, up: up, name: "fretless")
  }
}
