// SPDX-License-Identifier: MIT
// General MIDI 49 to 56: ensembles and voices. Off-line.

/// Many players as clusters of lines around each harmonic, choirs through formants, and a hit.
enum Ensembles {
  /// Keys of the long ensemble waves.
  static let keys = [31, 44, 56, 68, 82]

  /// Waves that other families use too.
  struct Shared {
    var strings: WaveSet
    var synthStrings: WaveSet
    var choir: WaveSet
    var voice: WaveSet
  }

  static func add(to bank: inout Bank) -> Shared {
    let section = Formants(
      peaks: [(240, 140, 0.6), (480, 300, 0.8), (1100, 700, 0.55), (2700, 1600, 0.25)], floor: 0.16)
    let strings = bank.set("String section", keys: keys) { key, up in
      ensemble("strings", key, up, cents: 7, attack: 0.09) { formantsOrPlain(section, $0, $1, 0.6) }
    }
    let synth = bank.set("Synth strings", keys: keys) { key, up in
      ensemble("synth strings", key, up, cents: 9, attack: 0.02) { number, hertz in
        1 / Double(number) / (1 + Exact.pow(hertz / 7500, 3))
      }
    }
    let aah = Formants(peaks: [(590, 260, 1), (1080, 200, 0.4), (2750, 300, 0.1), (3500, 400, 0.08)], floor: 0.02)
    let choir = bank.set("Choir aah", keys: keys) { key, up in
      ensemble("aah", key, up, cents: 8, attack: 0.1, breath: 0.015) { formantsOrPlain(aah, $0, $1, 0.85) }
    }
    let ooh = Formants(peaks: [(330, 300, 1), (760, 180, 0.16), (2600, 300, 0.03)], floor: 0.012)
    let voice = bank.set("Voice ooh", keys: keys) { key, up in
      ensemble("ooh", key, up, cents: 5, attack: 0.07, breath: 0.02) { formantsOrPlain(ooh, $0, $1, 1.6) }
    }
    sections(&bank, strings: strings, synth: synth)
    voices(&bank, choir: choir, voice: voice)
    return Shared(strings: strings, synthStrings: synth, choir: choir, voice: voice)
  }

  private static func formantsOrPlain(_ formants: Formants, _ number: Int, _ hertz: Double, _ slope: Double) -> Double {
    formants.gain(hertz) / Exact.pow(Double(number), slope) / (1 + Exact.pow(hertz / 8000, 4))
  }

  private static func sections(_ bank: inout Bank, strings: WaveSet, synth: WaveSet) {
    let bow = Articulation.Filter(hertz: 4600, velocityCents: 2200, keyCentsPerOctave: 150)
    bank.program(
      49, "String Ensemble 1", strings,
      .held(attack: 0.16, release: 1.2, vibrato: 4, filter: bow).with {
        $0.attackVelocityCents = -800
      })
    bank.program(
      50, "String Ensemble 2", strings,
      .held(
        attack: 0.35, release: 2.2, vibrato: 4,
        filter: Articulation.Filter(hertz: 3200, velocityCents: 2000, keyCentsPerOctave: 200)))
    bank.program(
      51, "Synth Strings 1", synth,
      .held(
        attack: 0.1, release: 2.6,
        filter: Articulation.Filter(hertz: 6000, velocityCents: 1800, keyCentsPerOctave: 200)
      ).with {
        $0.chorus = 0.2
      }, loudness: -3)
    bank.program(
      52, "Synth Strings 2", synth,
      .held(
        attack: 0.3, release: 2.7,
        filter: Articulation.Filter(
          hertz: 1700, velocityCents: 1500, keyCentsPerOctave: 300, envelopeCents: 1300, resonance: 3)
      ).with {
        $0.attack2 = 0.8
        $0.decay2 = 2
        $0.sustain2 = 0.4
        $0.chorus = 0.3
      })
  }

  private static func voices(_ bank: inout Bank, choir: WaveSet, voice: WaveSet) {
    let breath = Articulation.Filter(hertz: 6500, velocityCents: 1600, keyCentsPerOctave: 150)
    bank.program(
      53, "Choir Aahs", choir, .held(attack: 0.14, release: 1.5, vibrato: 6, filter: breath).with { $0.reverb = 0.15 })
    bank.program(
      54, "Voice Oohs", voice,
      .held(attack: 0.06, release: 1, vibrato: 10, filter: breath).with {
        $0.vibratoHertz = 5.4
      })
    bank.program(
      55, "Synth Voice", [Layer(set: voice), Layer(set: choir, gainDecibels: -11)],
      .held(
        attack: 0.05, release: 1.6, vibrato: 5,
        filter: Articulation.Filter(
          hertz: 1900, velocityCents: 1600, keyCentsPerOctave: 250, envelopeCents: 900, resonance: 4)
      ).with {
        $0.attack2 = 0.05
        $0.decay2 = 0.5
      })
    let hit = bank.set("Orchestra hit", keys: [40, 60, 80], make: hit)
    bank.program(
      56, "Orchestra Hit", hit,
      .dying(
        decay: 3.2, perOctave: -150, release: 1.6, filter: Articulation.Filter(hertz: 7900, velocityCents: 2400)))
  }

  /// A wide, slowly moving tone: every harmonic is a symmetric cluster of lines over a loop of about a second.
  static func ensemble(
    _ name: String, _ key: Int, _ up: Int, cents: Double, attack: Double, breath: Double = 0.008,
    _ spectrum: @escaping (Int, Double) -> Double
  ) -> Tone {
    var style = SustainedTone { number, hertz, _ in spectrum(number, hertz) }
    style.rate = key < 50 ? WaveRate.low : WaveRate.normal
    style.loop = key < 50 ? 0.65 : key < 75 ? 0.5 : 0.4
    style.ensembleCents = cents
    style.attack = attack
    style.attackPerHarmonic = 0.001
    style.settle = attack + 0.03
    style.breath = SustainedTone.Breath(level: breath, hertz: 3200, q: 0.4, chiff: 2, chiffSeconds: 0.05)
    return style.tone(key: key, up: up, name: name)
  }

  /// The whole orchestra on one key in five octaves, with drum and cymbal.
  private static func hit(key: Int, up: Int) -> Tone {
    let plan = LoopPlan(key: key, rate: 22_050, seconds: 0.25, multiple: 4)
    let ceiling = Additive.ceiling(rate: 22_050, semitonesUp: up)
    var random = SeededGenerator("hit \(key)")
    var partials: [Partial] = []
    for (voice, level) in [(0.5, 0.7), (1, 1), (2, 0.9), (4, 0.5)] {
      for number in 1...40 where Double(number) * voice * plan.hertz < ceiling {
        let hertz = Double(number) * voice * plan.hertz
        partials.append(
          Partial(
            ratio: Double(number) * voice, amplitude: level / Double(number) / (1 + hertz / 5000), phase: random.unit(),
            attack: 0.012, decay: 0.15, sustain: Exact.exp(-0.6 - hertz / 2500)))
      }
    }
    var tone = Additive.tone(partials, key: key, plan: plan, settle: 0.4)
    let drum = NoiseBurst.once(
      "hit drum \(key)", rate: 22_050, seconds: 0.4, decay: 0.07, filters: [.lowPass(180, rate: 22_050, q: 2)])
    let cymbal = NoiseBurst.once(
      "hit cymbal \(key)", rate: 22_050, seconds: 0.44, attack: 0.004, decay: 0.1,
      filters: [.highPass(3000, rate: 22_050)])
    let peak = tone.peak
    tone.add(burst: drum, gain: 2.5 * peak)
    tone.add(burst: cymbal, gain: 0.22 * peak)
    return tone
  }
}
