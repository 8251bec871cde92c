// SPDX-License-Identifier: MIT
// General MIDI 17 to 24: organs. Off-line.

/// Tone wheels, pipes and free reeds.
enum Organs {
  static func add(to bank: inout Bank) {
    let keyed = Articulation.held(attack: 0.006, release: 0.22).with {
      $0.tremoloHertz = 6.6
      $0.wheelTremoloDecibels = 2
      $0.wheelCents = 25
      $0.vibratoHertz = 6.6
    }
    let drawbars = bank.set("Drawbars", keys: StandardKeys.few) {
      wheels("drawbars", $0, $1, [1, 0.8, 1, 0.35, 0.15, 0.3, 0.08, 0.08, 0.2], click: 0.12)
    }
    bank.program(17, "Drawbar Organ", drawbars, keyed.with { $0.chorus = 0.25 })
    let percussive = bank.set("Percussive organ", keys: StandardKeys.few) {
      wheels("percussive", $0, $1, [0.8, 0.5, 1, 0.4, 0.12, 0.25, 0.06, 0.06, 0.1], click: 0.4, percussion: 1.4)
    }
    bank.program(18, "Percussive Organ", percussive, keyed.with { $0.chorus = 0.15 })
    let rock = bank.set("Rock organ", keys: StandardKeys.few, make: rock)
    bank.program(
      19, "Rock Organ", rock,
      keyed.with {
        $0.vibratoCents = 7
        $0.vibratoDelay = 0.01
        $0.tremoloDecibels = 1.2
        $0.filter = Articulation.Filter(hertz: 5200, velocityCents: 1200)
      })
    let church = bank.set("Church organ", keys: StandardKeys.few, make: church)
    bank.program(
      20, "Church Organ", church,
      .held(attack: 0.06, release: 0.8).with {
        $0.reverb = 0.3
        $0.wheelCents = 20
      })
    reeds(&bank)
  }

  private static func reeds(_ bank: inout Bank) {
    let breeze = Articulation.held(attack: 0.04, release: 0.3)
    let harmonium = bank.set("Harmonium", keys: StandardKeys.few) {
      freeReed(
        "harmonium", $0, $1, slope: 0.8, formants: Formants(peaks: [(500, 500, 1), (1600, 900, 0.5)], floor: 0.3),
        ensemble: 3)
    }
    bank.program(21, "Reed Organ", harmonium, breeze.with { $0.attack = 0.08 })
    let accordion = bank.set("Accordion", keys: StandardKeys.few) {
      freeReed(
        "accordion", $0, $1, slope: 0.75, formants: Formants(peaks: [(700, 700, 0.8), (2500, 1800, 0.7)], floor: 0.4))
    }
    let bellows = Articulation.Filter(hertz: 7900, velocityCents: 1200)
    bank.program(
      22, "Accordion", Layer.chorused(accordion, cents: 9),
      breeze.with { $0.filter = bellows })
    let harmonica = bank.set("Harmonica", keys: StandardKeys.few) {
      freeReed(
        "harmonica", $0, $1, slope: 0.85, formants: Formants(peaks: [(1100, 900, 1), (2700, 1200, 0.8)], floor: 0.25),
        breath: 0.02)
    }
    bank.program(
      23, "Harmonica", harmonica,
      breeze.with {
        $0.filter = Articulation.Filter(hertz: 5500, velocityCents: 2200, resonance: 3)
        $0.vibratoCents = 12
        $0.vibratoDelay = 0.4
        $0.tremoloDecibels = 0.8
      })
    bank.program(
      24, "Tango Accordion",
      [Layer(set: accordion), Layer(set: accordion, gainDecibels: -5, transpose: 12)],
      breeze.with { $0.filter = Articulation.Filter(hertz: 5200, velocityCents: 2000) })
  }

  /// Nine drawbars at their footages, with the tone wheels' leakage and the key's click.
  private static func wheels(
    _ name: String, _ key: Int, _ up: Int, _ drawbars: [Double], click: Double, percussion: Double = 0
  ) -> Tone {
    let plan = LoopPlan(key: key, rate: WaveRate.normal, seconds: 0.04, multiple: 2)
    let ceiling = Additive.ceiling(rate: WaveRate.normal, semitonesUp: up)
    let ratios = [0.5, 1.5, 1, 2, 3, 4, 5, 6, 8]
    var random = SeededGenerator("\(name) \(key)")
    var partials: [Partial] = []
    for (ratio, level) in zip(ratios, drawbars) where ratio * plan.hertz < ceiling {
      partials.append(Partial(ratio: ratio, amplitude: level + 0.01, phase: random.unit(), attack: 0.003))
    }
    if percussion > 0, plan.hertz * 3 < ceiling {
      partials.append(Partial(ratio: 3, amplitude: percussion, attack: 0.001, decay: 0.06, sustain: 0))
    }
    var tone = Additive.tone(partials, key: key, plan: plan, settle: percussion > 0 ? 0.2 : 0.04)
    let contact = NoiseBurst.once(
      "\(name) click \(key)", rate: plan.rate, seconds: 0.03, decay: 0.004,
      filters: [.bandPass(2200, rate: Double(WaveRate.normal), q: 0.5)])
    tone.add(burst: contact, gain: click * tone.peak)
    return tone
  }

  private static func rock(key: Int, up: Int) -> Tone {
    let tone = wheels("rock", key, up, [1, 1, 1, 0.5, 0.2, 0.25, 0, 0, 0.35], click: 0.15)
    let drive = 1.6 / tone.peak
    return tone.shaped { x in drive * x / (1 + abs(drive * x)) }
      .filtered([
        .lowPass(min(6500, Additive.ceiling(rate: WaveRate.normal, semitonesUp: up)), rate: Double(WaveRate.normal))
      ])
  }

  private static func church(key: Int, up: Int) -> Tone {
    // Principal 8', octave 4', twelfth, fifteenth, mixture, and a quiet 16'.
    let stops: [(Double, Double)] = [(0.5, 0.35), (1, 1), (2, 0.8), (3, 0.35), (4, 0.6), (6, 0.3), (8, 0.35)]
    var style = SustainedTone { number, hertz, fundamental in
      let ratio = Double(number) / 2
      let sum = stops.reduce(0) { sum, stop in
        let harmonic = ratio / stop.0
        return harmonic == harmonic.rounded() ? sum + stop.1 / Exact.pow(harmonic, 1.7) : sum
      }
      return sum / (1 + Exact.pow(hertz / 5500, 2))
    }
    style.ratios = (1...80).map { Double($0) / 2 }
    style.multiple = 2
    style.loop = 0.32
    style.ensembleCents = 2.2
    style.attack = 0.05
    style.attackPerHarmonic = 0.0004
    style.settle = 0.12
    style.breath = SustainedTone.Breath(level: 0.02, ratio: 4, q: 0.6, chiff: 7, chiffSeconds: 0.03)
    return style.tone(key: key, up: up, name: "church")
  }

  static func freeReed(
    _ name: String, _ key: Int, _ up: Int, slope: Double, formants: Formants, ensemble: Double = 0,
    breath: Double = 0.006
  ) -> Tone {
    var style = SustainedTone { number, hertz, _ in
      formants.gain(hertz) / Exact.pow(Double(number), slope) / (1 + Exact.pow(hertz / 7000, 2))
    }
    style.loop = ensemble > 0 ? 0.26 : 0.1
    style.ensembleCents = ensemble
    style.attack = 0.03
    style.attackPerHarmonic = 0.001
    style.settle = 0.09
    style.breath = SustainedTone.Breath(level: breath, hertz: 3000, q: 0.4, chiff: 3, chiffSeconds: 0.04)
    return style.tone(key: key, up: up, name: name)
  }
}
