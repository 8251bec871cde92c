// SPDX-License-Identifier: MIT
// General MIDI 73 to 80: pipes. Off-line.

/// Air against an edge: few harmonics, much breath.
enum Pipes {
  static func add(to bank: inout Bank) {
    let piccolo = pipe(&bank, "Piccolo", [1, 0.35, 0.12, 0.04], breath: 0.03, chiff: 3)
    bank.program(73, "Piccolo", piccolo, air(attack: 0.07, vibrato: 7, hertz: 7900), loudness: 2.2)
    let flute = pipe(&bank, "Flute", [1, 0.55, 0.28, 0.12, 0.06, 0.03, 0.015], breath: 0.045, chiff: 3)
    bank.program(
      74, "Flute", flute,
      air(attack: 0.08, vibrato: 8, hertz: 6500).with {
        $0.tremoloDecibels = 0.9
        $0.tremoloHertz = 5
        $0.tremoloDelay = 0.5
      }, loudness: 2)
    let recorder = pipe(&bank, "Recorder", [1, 0.12, 0.26, 0.04, 0.07], breath: 0.02, chiff: 5)
    bank.program(75, "Recorder", recorder, air(attack: 0.08, vibrato: 3, hertz: 6000), loudness: 1.6)
    let pan = pipe(&bank, "Pan flute", [1, 0.06, 0.2, 0.04, 0.08, 0.04], breath: 0.07, chiff: 6, ratio: 2)
    bank.program(76, "Pan Flute", pan, air(attack: 0.07, vibrato: 7, hertz: 6000), loudness: 1)
    let bottle = pipe(&bank, "Bottle", [1, 0.12, 0.12, 0.06, 0.06, 0.04], breath: 0.15, chiff: 2.5, ratio: 2.5)
    bank.program(77, "Blown Bottle", bottle, air(attack: 0.14, vibrato: 3, hertz: 5000), loudness: 1.5)
    let shakuhachi = pipe(&bank, "Shakuhachi", [1, 0.45, 0.22, 0.12, 0.05, 0.03], breath: 0.08, chiff: 9, ratio: 2.5)
    bank.program(
      78, "Shakuhachi", shakuhachi,
      air(attack: 0.09, vibrato: 14, hertz: 5500).with {
        $0.vibratoHertz = 4.6
        $0.vibratoDelay = 0.6
        $0.envelopePitchCents = -45
        $0.decay2 = 0.12
      }, loudness: 2)
    let whistle = pipe(&bank, "Whistle", [1, 0.01, 0.005], breath: 0.012, chiff: 2, ratio: 1)
    bank.program(79, "Whistle", whistle, air(attack: 0.17, vibrato: 12, hertz: 7900), loudness: 4)
    let ocarina = pipe(&bank, "Ocarina", [1, 0.07, 0.05, 0.015], breath: 0.03, chiff: 3, ratio: 1.5)
    bank.program(80, "Ocarina", ocarina, air(attack: 0.03, vibrato: 5, hertz: 5000), loudness: 3.5)
  }

  private static func air(attack: Double, vibrato: Double, hertz: Double) -> Articulation {
    Articulation.held(
      attack: attack, release: 0.42, vibrato: vibrato,
      filter: Articulation.Filter(hertz: hertz, velocityCents: 1600, keyCentsPerOctave: 250)
    ).with { $0.attackVelocityCents = -500 }
  }

  /// Waves of a pipe by the levels of its harmonics; `ratio` places the breath over the fundamental.
  static func pipe(
    _ bank: inout Bank, _ name: String, _ levels: [Double], breath: Double, chiff: Double, ratio: Double = 4
  ) -> WaveSet {
    bank.set(name, keys: [42, 57, 69, 80, 94]) { key, up in
      var style = SustainedTone { number, _, _ in number <= levels.count ? levels[number - 1] : 0 }
      style.loop = 0.14
      style.settle = 0.09
      style.attack = 0.03
      style.attackPerHarmonic = 0.012
      style.breath = SustainedTone.Breath(
        level: breath, ratio: min(ratio, 11_000 / Exact.hertz(key: Double(key))), q: 0.8, chiff: chiff,
        chiffSeconds: 0.035)
      return style.tone(key: key, up: up, name: name)
    }
  }
}
