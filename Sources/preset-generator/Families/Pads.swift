// SPDX-License-Identifier: MIT
// General MIDI 89 to 104: synthesizer pads and effects. Off-line.

/// Slow layers out of the ensembles' long waves, glass, metal and plucked sparks.
enum Pads {
  static func add(to bank: inout Bank, ensembles: Ensembles.Shared, leads: Leads.Shared) {
    let glass = bank.set("Glass", keys: StandardKeys.few, make: glass)
    let spark = bank.set("Spark", keys: StandardKeys.few, make: spark)
    let metal = bank.set("Metal pad", keys: StandardKeys.few, make: metal)
    addPads(&bank, ensembles, glass: glass, spark: spark, metal: metal)
    addEffects(&bank, ensembles, leads, spark: spark, metal: metal)
  }

  private static func slow(_ attack: Double, _ release: Double, _ hertz: Double, sweep: Double = 0) -> Articulation {
    Articulation.held(
      attack: attack, release: release,
      filter: Articulation.Filter(
        hertz: hertz, velocityCents: 1400, keyCentsPerOctave: 250, envelopeCents: sweep, resonance: sweep > 0 ? 4 : 0
      )
    ).with { $0.chorus = 0.25 }
  }

  private static func addPads(
    _ bank: inout Bank, _ ensembles: Ensembles.Shared, glass: WaveSet, spark: WaveSet, metal: WaveSet
  ) {
    bank.program(
      89, "Pad 1 (new age)", [Layer(set: spark), Layer(set: ensembles.voice, gainDecibels: -13)],
      slow(0.03, 3.4, 7000))
    bank.program(90, "Pad 2 (warm)", ensembles.synthStrings, slow(0.55, 2.2, 1000), loudness: -3.5)
    bank.program(
      91, "Pad 3 (polysynth)", ensembles.synthStrings, slow(0.07, 1.4, 2300, sweep: 1300).with { $0.decay2 = 0.7 },
      loudness: -1)
    bank.program(
      92, "Pad 4 (choir)", [Layer(set: ensembles.voice), Layer(set: ensembles.choir, gainDecibels: -9)],
      slow(0.08, 3.5, 4500), loudness: 1.5)
    bank.program(
      93, "Pad 5 (bowed)", glass,
      slow(0.2, 3.4, 4600, sweep: 900).with {
        $0.attack2 = 0.6
        $0.decay2 = 2
        $0.vibratoCents = 5
        $0.vibratoDelay = 0.6
      }, loudness: -1.5)
    bank.program(94, "Pad 6 (metallic)", metal, slow(0.4, 3.4, 7000), loudness: -1)
    bank.program(
      95, "Pad 7 (halo)", [Layer(set: ensembles.choir), Layer(set: glass, gainDecibels: -4)],
      slow(0.25, 2.5, 3000, sweep: 1100).with {
        $0.attack2 = 1.2
        $0.decay2 = 3
        $0.sustain2 = 0.3
      })
    bank.program(
      96, "Pad 8 (sweep)", ensembles.synthStrings,
      slow(0.45, 4, 700, sweep: 3600).with {
        $0.filter?.resonance = 10
        $0.attack2 = 2.2
        $0.decay2 = 3.5
        $0.sustain2 = 0.15
      }, loudness: -3)
  }

  private static func addEffects(
    _ bank: inout Bank, _ ensembles: Ensembles.Shared, _ leads: Leads.Shared, spark: WaveSet, metal: WaveSet
  ) {
    bank.program(
      97, "FX 1 (rain)", [Layer(set: spark), Layer(set: metal, gainDecibels: -8)],
      .dying(
        decay: 16, release: 3.4, filter: Articulation.Filter(hertz: 7900, velocityCents: 2000)
      ).with {
        $0.reverb = 0.3
        $0.tremoloHertz = 9
        $0.tremoloDecibels = 2
      })
    bank.program(
      98, "FX 2 (soundtrack)",
      [Layer(set: ensembles.synthStrings), Layer(set: ensembles.synthStrings, gainDecibels: -4, transpose: 7)],
      slow(0.35, 3.6, 1500, sweep: 1600).with {
        $0.attack2 = 1.5
        $0.decay2 = 3
        $0.sustain2 = 0.4
      })
    let crystal = bank.set("Crystal", keys: StandardKeys.few) {
      ChromaticPercussion.bar(
        "crystal", $0, $1,
        [(1, 1, 0.8, 0.6), (2, 0.3, 0.4, 0.3), (4.02, 0.6, 0.3, 0.15), (6.8, 0.6, 0.15, 0.06), (9.7, 0.5, 0.1, 0.03)],
        click: 0.3)
    }
    bank.program(99, "FX 3 (crystal)", crystal, .dying(decay: 7, release: 4.5, filter: nil).with { $0.reverb = 0.2 })
    bank.program(
      100, "FX 4 (atmosphere)", [Layer(set: spark, gainDecibels: 2), Layer(set: ensembles.strings, gainDecibels: -5)],
      slow(0.01, 2.4, 3600, sweep: 900).with {
        $0.decay2 = 1
        $0.reverb = 0.2
      })
    addDarkEffects(&bank, ensembles, leads, spark: spark, metal: metal)
  }

  private static func addDarkEffects(
    _ bank: inout Bank, _ ensembles: Ensembles.Shared, _ leads: Leads.Shared, spark: WaveSet, metal: WaveSet
  ) {
    bank.program(
      101, "FX 5 (brightness)", [Layer(set: metal), Layer(set: leads.saw, gainDecibels: -4)],
      slow(0.02, 3.6, 7800).with { $0.filter?.resonance = 4 })
    bank.program(
      102, "FX 6 (goblins)", [Layer(set: ensembles.voice), Layer(set: metal, gainDecibels: -9)],
      slow(0.5, 4, 1500, sweep: 1500).with {
        $0.attack2 = 1.8
        $0.decay2 = 3
        $0.tremoloHertz = 0.7
        $0.tremoloCutoffCents = 900
      }, loudness: -2.5)
    bank.program(
      103, "FX 7 (echoes)", [Layer(set: spark), Layer(set: ensembles.voice, gainDecibels: -7)],
      .dying(
        decay: 34, perOctave: -20, release: 3.4,
        filter: Articulation.Filter(hertz: 1500, velocityCents: 2000, keyCentsPerOctave: 200)
      ).with {
        $0.attack = 0.06
        $0.tremoloHertz = 4
        $0.tremoloDelay = 0.12
        $0.tremoloDecibels = 5
        $0.reverb = 0.3
      })
    bank.program(
      104, "FX 8 (sci-fi)", [Layer(set: metal), Layer(set: ensembles.synthStrings, gainDecibels: -5)],
      slow(0.08, 2.9, 2800, sweep: 2400).with {
        $0.filter?.resonance = 9
        $0.decay2 = 2.5
        $0.tremoloHertz = 2.2
        $0.tremoloCutoffCents = 700
      }, loudness: -1)
  }

  /// A wet finger on glass: one strong partial, some inharmonic ones, hiss.
  private static func glass(key: Int, up: Int) -> Tone {
    var style = SustainedTone { number, hertz, _ in [1, 0.35, 0.22, 0.12, 0.07][number - 1] / (1 + hertz / 6000) }
    style.ratios = [1, 2, 2.32, 4.25, 6.63]
    style.loop = 0.36
    style.ensembleCents = 3
    style.attack = 0.05
    style.settle = 0.09
    style.breath = SustainedTone.Breath(level: 0.02, ratio: 3, q: 1.5)
    return style.tone(key: key, up: up, name: "glass")
  }

  /// A plucked digital bell: what the ear takes for a raindrop.
  private static func spark(key: Int, up: Int) -> Tone {
    let plan = LoopPlan(key: key, rate: WaveRate.normal, seconds: 0.05)
    let bright = max(0.25, 1 - Double(max(0, key - 60)) / 50)
    var tone = FrequencyModulation(
      carrier: 1, modulator: 2, index: 2 * bright, settledIndex: 0.65 * bright, indexDecay: 0.18
    ).tone(key: key, plan: plan, settle: 0.25)
    let bell = FrequencyModulation(
      carrier: key > 80 ? 3 : 5, modulator: 7, index: 1.2 * bright * (key > 80 ? 0.3 : 1), settledIndex: 0.05,
      indexDecay: 0.1, level: 0.35,
      settledLevel: 0.1, levelDecay: 0.15
    ).tone(key: key, plan: plan, settle: 0.25)
    tone.add(bell.samples)
    return tone
  }

  /// Harmonics between bell partials, each a narrow cluster.
  private static func metal(key: Int, up: Int) -> Tone {
    let ratios = [1, 2, 2.76, 3, 4, 5.4, 6, 8.1, 8.93, 11.3, 13.34]
    var style = SustainedTone { number, hertz, _ in
      [1, 0.6, 0.3, 0.45, 0.35, 0.25, 0.25, 0.2, 0.18, 0.12, 0.1][number - 1] / (1 + hertz / 9000)
    }
    style.ratios = ratios
    style.loop = 0.32
    style.ensembleCents = 4
    style.attack = 0.01
    style.settle = 0.05
    return style.tone(key: key, up: up, name: "metal")
  }
}
