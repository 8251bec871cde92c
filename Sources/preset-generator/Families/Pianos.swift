// SPDX-License-Identifier: MIT
// General MIDI 1 to 8: pianos. Off-line.

/// Strings with stiff partials under hammers, tines, FM pairs and quills.
enum Pianos {
  static func add(to bank: inout Bank) {
    let grand = bank.set("Grand", keys: [24, 34, 43, 51, 59, 67, 75, 84, 94], make: grand)
    let filter = Articulation.Filter(hertz: 6400, velocityCents: 3400, keyCentsPerOctave: 250)
    let strings = Articulation.dying(decay: 9, perOctave: -420, release: 1, filter: filter)
      .with { $0.wheelCents = 20 }.darkening(cents: 1500, seconds: 4.5)
    bank.program(1, "Acoustic Grand Piano", grand, strings, loudness: -1.8)
    bank.program(
      2, "Bright Acoustic Piano", grand,
      strings.with {
        $0.filter = Articulation.Filter(hertz: 9500, velocityCents: 2700, keyCentsPerOctave: 150, resonance: 6)
      }.darkening(cents: 1200, seconds: 5), loudness: -2.2)
    let electric = bank.set("Electric grand", keys: StandardKeys.octaves, make: electricGrand)
    bank.program(3, "Electric Grand Piano", electric, strings.with { $0.chorus = 0.15 })
    bank.program(
      4, "Honky-tonk Piano", Layer.chorused(grand, cents: 11),
      strings.with { $0.filter = Articulation.Filter(hertz: 8800, velocityCents: 2400, keyCentsPerOctave: 150) }
        .darkening(cents: 1200, seconds: 5), loudness: -2)
    let tine = bank.set("Tine piano", keys: StandardKeys.octaves, make: tine)
    let tines = Articulation.dying(
      decay: 13, perOctave: -350, release: 0.35,
      filter: Articulation.Filter(hertz: 5200, velocityCents: 4600, keyCentsPerOctave: 300))
    bank.program(
      5, "Electric Piano 1", tine,
      tines.with {
        $0.tremoloHertz = 5.5
        $0.wheelTremoloDecibels = 4
        $0.wheelCents = 0
      })
    let modulated = bank.set("FM piano", keys: StandardKeys.octaves, make: modulated)
    bank.program(
      6, "Electric Piano 2", modulated,
      tines.with {
        $0.filter?.hertz = 7800
        $0.chorus = 0.2
      }, loudness: -1.2)
    let harpsichord = bank.set("Harpsichord", keys: StandardKeys.octaves, make: harpsichord)
    bank.program(
      7, "Harpsichord", harpsichord,
      .dying(
        decay: 9, release: 0.38, filter: Articulation.Filter(hertz: 13_000, keyCentsPerOctave: 200)
      ).with { $0.wheelCents = 20 }.darkening(cents: 2000, seconds: 3), loudness: -1)
    let clavi = bank.set("Clavi", keys: StandardKeys.octaves, make: clavi)
    bank.program(
      8, "Clavi", clavi,
      .dying(
        decay: 11, release: 0.25,
        filter: Articulation.Filter(hertz: 7900, velocityCents: 3600, keyCentsPerOctave: 200, resonance: 4)))
  }

  /// Partial numbers of a stiff string, stretched around an exact fundamental.
  static func stiffRatio(_ number: Double, _ stiffness: Double) -> Double {
    number * ((1 + stiffness * number * number) / (1 + stiffness)).squareRoot()
  }

  private static func grand(key: Int, up: Int) -> Tone {
    let rate = key < 38 ? WaveRate.low : WaveRate.normal
    let settle = key < 62 ? 0.82 : 0.82 * Exact.exp2(-Double(key - 62) / 26)
    let plan = LoopPlan(key: key, rate: rate, seconds: key < 70 ? 0.4 : 0.2)
    let stiffness = 1.4e-4 * Exact.exp2(max(0, Double(key - 36)) / 9)
    let ceiling = Additive.ceiling(rate: rate, semitonesUp: up)
    var random = SeededGenerator("grand \(key)")
    var partials: [Partial] = []
    for number in 1...160 {
      let ratio = stiffRatio(Double(number), stiffness)
      let hertz = ratio * plan.hertz
      guard hertz < ceiling else { break }
      let strike = abs(Exact.sine(turns: Double(number) / 16.4)) + 0.12
      let board = 1 / (1 + Exact.pow(75 / hertz, 3))
      let hammer = Exact.exp(-hertz / (1450 + 9 * Double(key))) + 0.02 / (1 + hertz / 5000)
      let fall = 0.5 + Exact.pow(hertz / 1000, 1.1) * 0.75
      partials.append(
        Partial(
          ratio: ratio,
          amplitude: strike * board * hammer * random.between(0.75, 1.25) / Exact.pow(Double(number), 0.35),
          phase: random.unit(), attack: 0.0015 + 0.35 / (plan.hertz + 100), decay: 0.5 * settle + 0.1,
          sustain: Exact.exp(-fall * settle * 0.75)))
      if number > 1 { partials.append(unison(of: partials[partials.count - 1], plan: plan, random: &random)) }
    }
    var tone = Additive.tone(partials, key: key, plan: plan, settle: settle)
    addHammer(to: &tone, name: "hammer \(key)", level: 0.16 + 0.004 * Double(max(0, key - 50)))
    return tone
  }

  /// The other strings of the note, a little off: their slow beat with the first keeps the sound alive in the loop.
  ///
  /// Only overtones have it; the fundamental stays one line, whose pitch is the key's.
  private static func unison(of partial: Partial, plan: LoopPlan, random: inout SeededGenerator) -> Partial {
    var copy = partial
    copy.ratio += (random.unit() < 0.5 ? -1 : 1) / Double(plan.cycles)
    copy.amplitude *= random.between(0.2, 0.45)
    copy.phase = random.unit()
    return copy
  }

  /// The wooden knock of the action and the felt's click.
  private static func addHammer(to tone: inout Tone, name: String, level: Double) {
    let rate = Double(tone.rate)
    let knock = NoiseBurst.once(
      name, rate: tone.rate, seconds: 0.25, attack: 0.002, decay: 0.03,
      filters: [.bandPass(170, rate: rate, q: 1.2), .lowPass(1400, rate: rate)])
    let felt = NoiseBurst.once(
      name + " felt", rate: tone.rate, seconds: 0.08, decay: 0.006, filters: [.bandPass(1700, rate: rate, q: 0.8)])
    let peak = tone.peak
    tone.add(burst: knock, gain: level * peak * 2.2)
    tone.add(burst: felt, gain: level * peak * 0.5)
  }

  private static func electricGrand(key: Int, up: Int) -> Tone {
    let rate = key < 38 ? WaveRate.low : WaveRate.normal
    let settle = key < 70 ? 0.3 : 0.18
    let plan = LoopPlan(key: key, rate: rate, seconds: 0.08)
    let stiffness = 3e-4 * Exact.exp2(max(0, Double(key - 36)) / 10)
    let ceiling = Additive.ceiling(rate: rate, semitonesUp: up)
    var random = SeededGenerator("electric grand \(key)")
    let partials = (1...90).map { number in
      let ratio = stiffRatio(Double(number), stiffness)
      let hertz = ratio * plan.hertz
      let pickup = abs(Exact.sine(turns: Double(number) * 0.11)) + 0.1
      let level = hertz < ceiling ? pickup * Exact.exp(-hertz / 2600) / Exact.pow(Double(number), 0.4) : 0
      return Partial(
        ratio: ratio, amplitude: level, phase: random.unit(), attack: 0.002, decay: 0.2,
        sustain: Exact.exp(-0.5 - hertz / 3000))
    }
    return Additive.tone(partials, key: key, plan: plan, settle: settle)
  }

  private static func tine(key: Int, up: Int) -> Tone {
    let plan = LoopPlan(key: key, rate: WaveRate.normal, seconds: 0.05)
    let settle = key < 70 ? 0.2 : 0.14
    let ceiling = Additive.ceiling(rate: WaveRate.normal, semitonesUp: up)
    // Long tines swing wide before the pickup, which distorts them: the low keys growl.
    let rich = max(0.6, min(2.6, Exact.exp2(Double(60 - key) / 18)))
    // Ratio, level, time constant, part that stays: fork harmonics by the pickup, then the bar's own modes.
    let modes: [(Double, Double, Double, Double)] = [
      (1, 1, 0.4, 0.8), (2, 0.55, 0.25, 0.45), (3, 0.32, 0.18, 0.3), (4, 0.18, 0.12, 0.2), (5, 0.12, 0.1, 0.15),
      (6, 0.07, 0.1, 0.1), (7.11, 0.3, 0.09, 0.02), (20.2, 0.14, 0.04, 0),
    ]
    let partials = modes.filter { $0.0 * plan.hertz < ceiling }.map {
      Partial(
        ratio: $0.0, amplitude: $0.0 > 1 ? $0.1 * rich : $0.1, attack: 0.002, decay: $0.2, sustain: min(1, $0.3 * rich))
    }
    var tone = Additive.tone(partials, key: key, plan: plan, settle: settle)
    let knock = NoiseBurst.once(
      "tine \(key)", rate: plan.rate, seconds: 0.06, decay: 0.008,
      filters: [.bandPass(900, rate: Double(WaveRate.normal), q: 0.8)])
    tone.add(burst: knock, gain: 0.12)
    return tone
  }

  private static func modulated(key: Int, up: Int) -> Tone {
    let plan = LoopPlan(key: key, rate: WaveRate.normal, seconds: 0.04)
    let bright = max(0.15, 1 - Double(key - 48) / 60)
    let bell = key <= 76 ? 14.0 : key <= 88 ? 7.0 : 4.0
    var tone = FrequencyModulation(
      carrier: 1, modulator: 1, index: 2.2 * bright, settledIndex: 0.8 * bright, indexDecay: 0.18
    ).tone(key: key, plan: plan, settle: 0.18)
    let attack = FrequencyModulation(
      carrier: 1, modulator: bell, index: 1.5 * bright, settledIndex: 0.05, indexDecay: 0.13, level: 0.85,
      settledLevel: 0.35, levelDecay: 0.2
    ).tone(key: key, plan: plan, settle: 0.18)
    tone.add(attack.samples)
    return tone
  }

  private static func harpsichord(key: Int, up: Int) -> Tone {
    var string = PluckedString()
    string.position = 0.13
    string.slope = 0.55
    string.brightness = 9000
    string.decay = 5 * Exact.exp2(-Double(key - 48) / 18)
    string.damping = 0.012
    string.settle = key < 70 ? 0.28 : 0.18
    string.body = Formants(peaks: [(300, 300, 0.6), (1200, 900, 0.5), (3300, 2500, 0.9)], floor: 0.5).gain
    var tone = string.tone(
      key: key, rate: WaveRate.normal, ceiling: Additive.ceiling(rate: WaveRate.normal, semitonesUp: up),
      name: "harpsichord \(key)")
    let quill = NoiseBurst.once(
      "quill \(key)", rate: tone.rate, seconds: 0.05, decay: 0.007,
      filters: [.bandPass(3800, rate: Double(tone.rate), q: 0.7)])
    tone.add(burst: quill, gain: 0.25 * tone.peak)
    return tone
  }

  private static func clavi(key: Int, up: Int) -> Tone {
    var string = PluckedString()
    string.position = 0.5 / 2.3
    string.pickup = 0.16
    string.slope = 0.35
    string.brightness = 5200
    string.decay = 6 * Exact.exp2(-Double(key - 48) / 20)
    string.damping = 0.03
    string.settle = key < 70 ? 0.28 : 0.16
    var tone = string.tone(
      key: key, rate: WaveRate.normal, ceiling: Additive.ceiling(rate: WaveRate.normal, semitonesUp: up),
      name: "clavi \(key)")
    let tangent = NoiseBurst.once(
      "tangent \(key)", rate: tone.rate, seconds: 0.03, decay: 0.004,
      filters: [.bandPass(2400, rate: Double(tone.rate), q: 0.6)])
    tone.add(burst: tangent, gain: 0.3 * tone.peak)
    return tone
  }
}
