// SPDX-License-Identifier: MIT
// General MIDI 41 to 48: strings and timpani. Off-line.

/// Bowed strings one by one, tremolo, pizzicato, harp, and a kettle.
enum Strings {
  static func add(to bank: inout Bank, ensemble: WaveSet) {
    solo(&bank)
    let bow = Articulation.Filter(hertz: 5000, velocityCents: 2400, keyCentsPerOctave: 150)
    bank.program(
      45, "Tremolo Strings", ensemble,
      .held(attack: 0.1, release: 0.9, filter: bow).with {
        $0.tremoloHertz = 11
        $0.tremoloDecibels = 7
        $0.tremoloDelay = 0.03
      })
    let pizzicato = bank.set("Pizzicato", keys: StandardKeys.octaves) { key, up in
      Guitars.pluck("pizzicato", key, up, pizzicatoString, pick: 0.25, pickHertz: 700)
    }
    bank.program(
      46, "Pizzicato Strings", pizzicato,
      .dying(
        decay: 2.2, perOctave: -450, release: 0.5,
        filter: Articulation.Filter(hertz: 5200, velocityCents: 3000, keyCentsPerOctave: 200)))
    let harp = bank.set("Harp", keys: StandardKeys.octaves) { key, up in
      Guitars.pluck("harp", key, up, harpString, pick: 0.08, pickHertz: 1200)
    }
    bank.program(
      47, "Orchestral Harp", harp,
      .dying(
        decay: 9, perOctave: -400, release: 4,
        filter: Articulation.Filter(hertz: 7000, velocityCents: 3200, keyCentsPerOctave: 250)))
    let timpani = bank.set("Timpani", keys: [36, 50, 72], make: timpani)
    bank.program(
      48, "Timpani", timpani,
      .dying(
        decay: 6, perOctave: -300, release: 4,
        filter: Articulation.Filter(hertz: 6800, velocityCents: 3000, keyCentsPerOctave: 100)))
  }

  private static func solo(_ bank: inout Bank) {
    let violin = Formants(
      peaks: [(290, 90, 1.2), (460, 160, 1.2), (1150, 500, 0.55), (2600, 1300, 0.6), (4200, 1800, 0.2)], floor: 0.2)
    let viola = Formants(peaks: [(220, 80, 0.8), (380, 140, 0.9), (900, 420, 0.7), (1900, 1000, 0.6)], floor: 0.2)
    let cello = Formants(
      peaks: [(110, 50, 0.8), (200, 90, 0.9), (420, 220, 0.7), (1000, 600, 0.4), (2200, 1200, 0.25)], floor: 0.12)
    let contrabass = Formants(
      peaks: [(62, 30, 0.7), (105, 50, 1), (260, 160, 0.7), (700, 400, 0.35), (1400, 900, 0.2)], floor: 0.07)
    let bow = Articulation.Filter(hertz: 7400, velocityCents: 3000, keyCentsPerOctave: 100)
    let parts: [(Int, String, Formants, [Int], Double, Double, Double)] = [
      (41, "Violin", violin, [43, 55, 64, 72, 81, 93], 0.13, 13, 5.8),
      (42, "Viola", viola, [36, 48, 58, 69, 84], 0.14, 12, 5.5),
      (43, "Cello", cello, [24, 36, 47, 58, 74], 0.15, 11, 5.2),
      (44, "Contrabass", contrabass, [24, 33, 44, 58, 76], 0.15, 6, 4.8),
    ]
    for (number, name, formants, keys, attack, vibrato, hertz) in parts {
      let set = bank.set(name, keys: keys) { bowed(name, $0, $1, formants: formants) }
      bank.program(
        number, name, set,
        .held(attack: attack, release: 0.4, vibrato: vibrato, filter: bow).with {
          $0.vibratoHertz = hertz
          $0.vibratoDelay = 0.35
          $0.attackVelocityCents = -700
        })
    }
  }

  /// Stick-slip motion, which is nearly a saw, through the body, with the bow's hiss.
  static func bowed(_ name: String, _ key: Int, _ up: Int, formants: Formants) -> Tone {
    var random = SeededGenerator(name + " body \(key)")
    let ripple = (0..<512).map { _ in random.between(0.75, 1.3) }
    var style = SustainedTone { number, hertz, _ in
      ripple[number - 1] * formants.gain(hertz) / Exact.pow(Double(number), 0.5) / (1 + Exact.pow(hertz / 8500, 4))
    }
    style.loop = 0.14
    style.settle = 0.12
    style.attack = 0.04
    style.attackPerHarmonic = 0.0025
    style.breath = SustainedTone.Breath(level: 0.014, hertz: 1900, q: 0.4, chiff: 6, chiffSeconds: 0.05)
    return style.tone(key: key, up: up, name: name)
  }

  private static func pizzicatoString(_ key: Int) -> PluckedString {
    var string = PluckedString()
    string.position = 0.28
    string.slope = 1
    string.brightness = 2600
    string.decay = 1.3 * Exact.exp2(-Double(key - 50) / 24)
    string.damping = 0.07
    string.settle = 0.22
    string.body = Formants(peaks: [(280, 150, 1), (480, 200, 0.8), (1200, 700, 0.4)], floor: 0.35).gain
    return string
  }

  private static func harpString(_ key: Int) -> PluckedString {
    var string = PluckedString()
    string.position = 0.42
    string.slope = 1.4
    string.brightness = 5000
    string.decay = 5 * Exact.exp2(-Double(key - 40) / 18)
    string.damping = 0.03
    string.settle = key < 66 ? 0.3 : 0.2
    return string
  }

  /// The preferred modes of a kettle drum stand near 2 : 3 : 4 : 5 and make its pitch.
  private static func timpani(key: Int, up: Int) -> Tone {
    let plan = LoopPlan(key: key, rate: 16_000, seconds: 0.14, multiple: 2)
    let modes: [(Double, Double, Double, Double)] = [
      (1, 1, 0.6, 0.35), (1.5, 0.75, 0.4, 0.25), (1.98, 0.6, 0.3, 0.2), (2.44, 0.45, 0.25, 0.12),
      (2.9, 0.35, 0.2, 0.06),
      (0.86, 0.4, 0.06, 0), (1.72, 0.3, 0.05, 0), (3.6, 0.3, 0.12, 0.02), (4.3, 0.3, 0.1, 0.01), (5.4, 0.25, 0.08, 0),
      (6.6, 0.2, 0.06, 0),
    ]
    var tone = Additive.tone(
      modes.map { Partial(ratio: $0.0, amplitude: $0.1, attack: 0.003, decay: $0.2, sustain: $0.3) }, key: key,
      plan: plan,
      settle: 0.45)
    let stroke = NoiseBurst.once(
      "timpani \(key)", rate: plan.rate, seconds: 0.2, attack: 0.001, decay: 0.02,
      filters: [.bandPass(800, rate: 16_000, q: 0.35), .lowPass(4500, rate: 16_000)])
    tone.add(burst: stroke, gain: 1.8 * tone.peak)
    return tone
  }
}
