// SPDX-License-Identifier: MIT
// General MIDI 105 to 112: instruments of the world. Off-line.

/// Buzzing bridges, skins under strings, lamellas and drones.
enum Ethnic {
  private static let bright = Articulation.Filter(hertz: 7900, velocityCents: 2400, keyCentsPerOctave: 150)
  static func add(to bank: inout Bank) {
    let sitar = bank.set("Sitar", keys: StandardKeys.octaves, make: sitar)
    bank.program(
      105, "Sitar", sitar,
      .dying(decay: 11, perOctave: -300, release: 4, filter: bright).with {
        $0.envelopePitchCents = 12
        $0.decay2 = 0.15
      })
    let banjo = bank.set("Banjo", keys: StandardKeys.octaves) {
      Guitars.pluck("banjo", $0, $1, skin, pick: 0.4, pickHertz: 2400)
    }
    bank.program(106, "Banjo", banjo, .dying(decay: 5, perOctave: -400, release: 1.2, filter: bright))
    let shamisen = bank.set("Shamisen", keys: StandardKeys.octaves) { key, up in
      Guitars.pluck(
        "shamisen", key, up,
        { key in
          var string = skin(key)
          string.position = 0.1
          string.damping = 0.03
          string.decay *= 1.5
          string.body = Formants(peaks: [(620, 260, 0.7), (1200, 700, 1.2), (3200, 1900, 1.3)], floor: 0.08).gain
          return string
        }, pick: 0.5, pickHertz: 2600)
    }
    bank.program(
      107, "Shamisen", shamisen, .dying(decay: 7, perOctave: -400, release: 1.2, filter: bright), loudness: -4)
    let koto = bank.set("Koto", keys: StandardKeys.octaves) {
      Guitars.pluck("koto", $0, $1, longString, pick: 0.35, pickHertz: 2000)
    }
    bank.program(
      108, "Koto", koto,
      .dying(decay: 6.2, perOctave: -400, release: 1.7, filter: bright).with {
        $0.envelopePitchCents = 10
        $0.decay2 = 0.1
      })
    addWinds(&bank)
  }

  private static func addWinds(_ bank: inout Bank) {
    let kalimba = bank.set("Kalimba", keys: StandardKeys.few) {
      ChromaticPercussion.bar(
        "kalimba", $0, $1,
        [(1, 1, 0.35, 0.35), (2, 0.08, 0.2, 0.1), (5.95, 0.7, 0.06, 0), (6.6, 0.5, 0.05, 0), (13.1, 0.35, 0.03, 0)],
        click: 1, settle: 0.2)
    }
    bank.program(109, "Kalimba", kalimba, .dying(decay: 3, release: 0.9, filter: bright), loudness: -2.5)
    let bagpipe = bank.set("Bag pipe", keys: StandardKeys.few) {
      Organs.freeReed(
        "bagpipe", $0, $1, slope: 0.3,
        formants: Formants(peaks: [(900, 500, 0.9), (2100, 800, 1), (3800, 1500, 0.5)], floor: 0.3), ensemble: 3)
    }
    bank.program(110, "Bag pipe", bagpipe, .held(attack: 0.05, release: 0.44).with { $0.wheelCents = 30 }, loudness: 1)
    let fiddleBody = Formants(
      peaks: [(280, 80, 1.3), (520, 160, 1.3), (1000, 300, 0.8), (1900, 600, 0.7), (3300, 1500, 0.8)], floor: 0.25)
    let fiddle = bank.set("Fiddle", keys: [43, 55, 66, 78, 92]) {
      Strings.bowed("fiddle", $0, $1, formants: fiddleBody)
    }
    bank.program(
      111, "Fiddle", fiddle,
      .held(attack: 0.07, release: 0.35, vibrato: 8, filter: bright).with {
        $0.vibratoHertz = 6.1
        $0.vibratoDelay = 0.25
        $0.attackVelocityCents = -700
      })
    let shanai = bank.set("Shanai", keys: StandardKeys.high) {
      Reeds.blown(
        "shanai", $0, $1, slope: 0.05, fall: 4200,
        formants: Formants(peaks: [(1400, 500, 1), (3100, 900, 0.9)], floor: 0.22), breath: 0.012)
    }
    bank.program(
      112, "Shanai", shanai,
      .held(attack: 0.035, release: 0.24, vibrato: 16, filter: bright).with {
        $0.envelopePitchCents = -35
        $0.decay2 = 0.1
      })
  }

  /// A string over a stretched skin: loud, short, with the skin's hollow resonance.
  private static func skin(_ key: Int) -> PluckedString {
    var string = PluckedString()
    string.position = 0.08
    string.slope = 0.55
    string.brightness = 5200
    string.decay = 2.8 * Exact.exp2(-Double(key - 50) / 22)
    string.damping = 0.025
    string.settle = 0.2
    string.body = Formants(peaks: [(330, 160, 0.8), (760, 300, 1), (2800, 1800, 0.9)], floor: 0.25).gain
    return string
  }

  private static func longString(_ key: Int) -> PluckedString {
    var string = PluckedString()
    string.position = 0.06
    string.slope = 0.7
    string.brightness = 6000
    string.decay = 4 * Exact.exp2(-Double(key - 50) / 20)
    string.damping = 0.028
    string.settle = 0.24
    string.body = Formants(peaks: [(180, 100, 0.8), (420, 200, 0.8), (1400, 900, 0.7)], floor: 0.35).gain
    return string
  }

  /// The flat bridge grazes the string: highs bloom after the pluck and slide down.
  private static func sitar(key: Int, up: Int) -> Tone {
    let plan = LoopPlan(key: key, rate: WaveRate.normal, seconds: 0.08)
    let ceiling = Additive.ceiling(rate: WaveRate.normal, semitonesUp: up)
    let settle = 0.27
    var random = SeededGenerator("sitar \(key)")
    var partials: [Partial] = []
    for number in 1...70 where Double(number) * plan.hertz < ceiling {
      let n = Double(number)
      let hertz = n * plan.hertz
      let level = (0.3 + abs(Exact.sine(turns: n * 0.07))) / Exact.pow(n, 0.35) / (1 + Exact.pow(hertz / 9000, 2))
      partials.append(
        Partial(
          ratio: n, amplitude: level * random.between(0.8, 1.2), phase: random.unit(),
          attack: 0.002 + min(0.12, 0.004 * n),
          decay: 0.25, sustain: Exact.exp(-0.4 - hertz / 5200)))
    }
    var tone = Additive.tone(partials, key: key, plan: plan, settle: settle)
    let pick = NoiseBurst.once(
      "sitar \(key)", rate: plan.rate, seconds: 0.05, decay: 0.006,
      filters: [.bandPass(3000, rate: Double(WaveRate.normal), q: 0.8)])
    tone.add(burst: pick, gain: 0.5 * tone.peak)
    return tone
  }
}
