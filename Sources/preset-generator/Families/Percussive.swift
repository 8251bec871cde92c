// SPDX-License-Identifier: MIT
// General MIDI 113 to 120: percussive instruments. Off-line.

/// Bells, pans, blocks and drums that play tunes.
enum Percussive {
  private static let filter = Articulation.Filter(hertz: 7900, velocityCents: 2600, keyCentsPerOctave: 100)
  static func add(to bank: inout Bank) {
    let tinkle = bank.set("Tinkle bell", keys: StandardKeys.few) {
      ChromaticPercussion.bar(
        "tinkle", $0, $1,
        [
          (1, 1, 0.7, 0.6), (2.3, 0.3, 0.4, 0.2), (2.98, 0.5, 0.3, 0.12), (5.25, 0.4, 0.15, 0.03), (7.9, 0.25, 0.08, 0),
        ], click: 0.1)
    }
    bank.program(113, "Tinkle Bell", tinkle, .dying(decay: 6, release: 1.5, filter: nil))
    let agogo = bank.set("Agogo", keys: StandardKeys.few) {
      ChromaticPercussion.bar(
        "agogo", $0, $1,
        [
          (1, 0.35, 0.12, 0.2), (1.51, 0.1, 0.1, 0.05), (2.66, 0.6, 0.1, 0.06), (4.1, 0.9, 0.1, 0.04),
          (6.4, 1, 0.08, 0.02),
          (9.6, 0.8, 0.05, 0),
        ],
        click: 1, settle: 0.16)
    }
    bank.program(114, "Agogo", agogo, .dying(decay: 2, release: 1, filter: nil), loudness: -3.5)
    let pan = bank.set("Steel drum", keys: StandardKeys.few, make: steelDrum)
    bank.program(115, "Steel Drums", pan, .dying(decay: 3.2, release: 0.7, filter: filter))
    let block = bank.set("Woodblock", keys: StandardKeys.few) {
      ChromaticPercussion.bar(
        "woodblock", $0, $1,
        [(1, 0.2, 0.03, 0.03), (1.48, 0.1, 0.02, 0), (2.6, 1, 0.022, 0), (4.3, 0.8, 0.016, 0), (7.1, 0.8, 0.01, 0)],
        click: 1.2, settle: 0.09)
    }
    bank.program(116, "Woodblock", block, .dying(decay: 1.2, release: 0.8, filter: filter))
    addDrums(&bank)
  }

  private static func addDrums(_ bank: inout Bank) {
    let taiko = bank.set("Taiko", keys: [36, 56, 78]) { key, up in
      drum(
        "taiko", key, up,
        modes: [(1, 1, 0.3, 0.25), (1.59, 0.4, 0.1, 0.02), (2.14, 0.2, 0.07, 0.01), (2.65, 0.1, 0.05, 0)],
        noise: 0.35, noiseHertz: 200, noiseDecay: 0.03, seconds: 0.35)
    }
    bank.program(
      117, "Taiko Drum", taiko,
      .dying(
        decay: 4.5, perOctave: -200, release: 2,
        filter: Articulation.Filter(hertz: 3600, velocityCents: 2600, keyCentsPerOctave: 100)
      ).with {
        $0.envelopePitchCents = 120
        $0.decay2 = 0.1
      })
    let tom = bank.set("Melodic tom", keys: [36, 56, 78]) { key, up in
      drum(
        "tom", key, up, modes: [(1, 1, 0.25, 0.15), (1.59, 0.35, 0.08, 0.01), (2.3, 0.2, 0.05, 0)], noise: 1,
        noiseHertz: 2000,
        noiseDecay: 0.045, seconds: 0.28)
    }
    bank.program(
      118, "Melodic Tom", tom,
      .dying(decay: 2.8, perOctave: -200, release: 2, filter: filter).with {
        $0.envelopePitchCents = 150
        $0.decay2 = 0.09
      })
    let synth = bank.set("Synth drum", keys: [36, 56, 78]) { key, up in
      drum(
        "synth drum", key, up, modes: [(1, 1, 0.3, 0.3), (2, 0.15, 0.1, 0.05)], noise: 0.5, noiseHertz: 6000,
        noiseDecay: 0.03, seconds: 0.35)
    }
    bank.program(
      119, "Synth Drum", synth,
      .dying(decay: 2.4, perOctave: -100, release: 2, filter: filter).with {
        $0.envelopePitchCents = 1000
        $0.decay2 = 0.14
      })
    let reverse = bank.set("Reverse cymbal", keys: [60]) { key, _ in
      var tone = Tone(
        rate: DrumSounds.rate, key: key, samples: DrumSounds.cymbal("reverse", seconds: 1.2, low: 400, brightness: 1),
        loop: nil)
      tone.samples.reverse()
      tone.fadeEnds(inSeconds: 0.05, outSeconds: 0.004)
      return tone
    }
    bank.program(120, "Reverse Cymbal", reverse, .held(attack: 0, release: 0.3), isPitched: false)
  }

  /// Partials tuned to octave and twelfth that swell into each other, as a hammered pan's do.
  private static func steelDrum(key: Int, up: Int) -> Tone {
    let plan = LoopPlan(key: key, rate: WaveRate.normal, seconds: 0.06)
    let ceiling = Additive.ceiling(rate: WaveRate.normal, semitonesUp: up)
    let modes: [(Double, Double, Double, Double, Double)] = [
      (1, 1, 0.004, 0.35, 0.4), (2, 0.8, 0.012, 0.3, 0.3), (3, 0.35, 0.02, 0.2, 0.12), (4, 0.3, 0.016, 0.15, 0.08),
      (5.04, 0.12, 0.01, 0.1, 0.03), (6.1, 0.1, 0.006, 0.08, 0.02), (8.2, 0.08, 0.004, 0.05, 0),
    ]
    var tone = Additive.tone(
      modes.filter { $0.0 * plan.hertz < ceiling }.map {
        Partial(ratio: $0.0, amplitude: $0.1, attack: $0.2, decay: $0.3, sustain: $0.4)
      }, key: key, plan: plan, settle: 0.2)
    let stick = NoiseBurst.once(
      "pan \(key)", rate: plan.rate, seconds: 0.05, decay: 0.008,
      filters: [.bandPass(1500, rate: Double(WaveRate.normal), q: 0.7)])
    tone.add(burst: stick, gain: 0.25 * tone.peak)
    return tone
  }

  /// A membrane by its modes, with the stroke's noise.
  private static func drum(
    _ name: String, _ key: Int, _ up: Int, modes: [ChromaticPercussion.Mode], noise: Double, noiseHertz: Double,
    noiseDecay: Double,
    seconds: Double
  ) -> Tone {
    let plan = LoopPlan(key: key, rate: 22_050, seconds: 0.06)
    var tone = Additive.tone(
      modes.map { Partial(ratio: $0.ratio, amplitude: $0.level, attack: 0.002, decay: $0.seconds, sustain: $0.stays) },
      key: key, plan: plan, settle: seconds)
    let stroke = NoiseBurst.once(
      "\(name) \(key)", rate: plan.rate, seconds: seconds * 0.9, decay: noiseDecay,
      filters: [.bandPass(noiseHertz, rate: 22_050, q: 0.5)])
    tone.add(burst: stroke, gain: noise * tone.peak)
    return tone
  }
}
