// SPDX-License-Identifier: MIT
// General MIDI 57 to 64: brass. Off-line.

/// Harmonics that rise one after the other, and a filter that opens with force.
enum Brass {
  static func add(to bank: inout Bank) {
    solo(&bank)
    let section = bank.set("Brass section", keys: StandardKeys.few) {
      blown("section", $0, $1, peak: 1100, fall: 2900, attack: 0.03, perHarmonic: 0.0035, ensemble: 4)
    }
    bank.program(
      62, "Brass Section", section,
      .held(attack: 0.025, release: 0.4, vibrato: 3, filter: opening(7600, 3800, 900)).with {
        $0.attack2 = 0.05
        $0.decay2 = 0.25
        $0.sustain2 = 0.3
      })
    let saw = bank.set("Synth brass", keys: StandardKeys.few) { key, up in
      Basses.cycle("synth brass", key, up, loop: 0.25, ensemble: 5) { 1 / Double($0) / (1 + Exact.pow($1 / 8000, 3)) }
    }
    bank.program(
      63, "Synth Brass 1", saw,
      .held(
        attack: 0.02, release: 0.45,
        filter: Articulation.Filter(
          hertz: 2300, velocityCents: 2000, keyCentsPerOctave: 250, envelopeCents: 2000, resonance: 3)
      ).with {
        $0.attack2 = 0.06
        $0.decay2 = 0.4
        $0.sustain2 = 0.35
      })
    bank.program(
      64, "Synth Brass 2", saw,
      .held(
        attack: 0.05, release: 0.5,
        filter: Articulation.Filter(
          hertz: 1300, velocityCents: 1800, keyCentsPerOctave: 300, envelopeCents: 1500, resonance: 2)
      ).with {
        $0.attack2 = 0.15
        $0.decay2 = 1
        $0.sustain2 = 0.5
        $0.chorus = 0.3
      })
  }

  private static func solo(_ bank: inout Bank) {
    let trumpet = bank.set("Trumpet", keys: StandardKeys.high) {
      blown("trumpet", $0, $1, peak: 1200, fall: 2700, attack: 0.022, perHarmonic: 0.003)
    }
    bank.program(
      57, "Trumpet", trumpet,
      .held(attack: 0.012, release: 0.28, vibrato: 6, filter: opening(6600, 3500, 600)).with {
        $0.attack2 = 0.03
        $0.decay2 = 0.2
      })
    let trombone = bank.set("Trombone", keys: StandardKeys.few) {
      blown("trombone", $0, $1, peak: 550, fall: 1500, attack: 0.035, perHarmonic: 0.0035)
    }
    bank.program(
      58, "Trombone", trombone,
      .held(attack: 0.035, release: 0.3, vibrato: 5, filter: opening(6500, 4000, 500)).with {
        $0.attack2 = 0.05
        $0.decay2 = 0.25
      })
    let tuba = bank.set("Tuba", keys: StandardKeys.low) {
      blown("tuba", $0, $1, peak: 240, fall: 320, attack: 0.045, perHarmonic: 0.005)
    }
    bank.program(
      59, "Tuba", tuba,
      .held(attack: 0.02, release: 0.36, vibrato: 2, filter: opening(3800, 3600, 400)).with {
        $0.attack2 = 0.06
        $0.decay2 = 0.25
      }, loudness: 1.5)
    let muted = bank.set("Muted trumpet", keys: StandardKeys.high) { key, up in
      blown(
        "muted", key, up, peak: 1900, fall: 5200, attack: 0.02, perHarmonic: 0.0015,
        mute: Formants(peaks: [(1700, 900, 1), (3600, 1800, 0.8)], floor: 0.25))
    }
    bank.program(
      60, "Muted Trumpet", muted, .held(attack: 0.012, release: 0.24, vibrato: 6, filter: opening(7000, 2600, 300)),
      loudness: 1.2)
    let horn = bank.set("French horn", keys: StandardKeys.few) {
      blown("horn", $0, $1, peak: 380, fall: 950, attack: 0.05, perHarmonic: 0.006, ensemble: 1.2)
    }
    bank.program(
      61, "French Horn", horn,
      .held(attack: 0.07, release: 0.6, vibrato: 2, filter: opening(4200, 3600, 400)).with {
        $0.attack2 = 0.08
        $0.decay2 = 0.4
        $0.reverb = 0.1
      }, loudness: 1.5)
  }

  /// Brightness by force, with a swell at the tongue's stroke.
  private static func opening(_ hertz: Double, _ velocity: Double, _ envelope: Double) -> Articulation.Filter {
    Articulation.Filter(hertz: hertz, velocityCents: velocity, keyCentsPerOctave: 150, envelopeCents: envelope)
  }

  /// The spectrum of a brass instrument: rising to a peak in hertz, falling with a constant in hertz after it.
  static func blown(
    _ name: String, _ key: Int, _ up: Int, peak: Double, fall: Double, attack: Double, perHarmonic: Double,
    ensemble: Double = 0,
    mute: Formants? = nil
  ) -> Tone {
    var style = SustainedTone { number, hertz, _ in
      let rise = 0.35 + 0.65 * min(1, hertz / peak)
      let level = rise * Exact.exp(-max(0, hertz - peak) / fall) / Exact.pow(Double(number), 0.25)
      return level * (mute?.gain(hertz) ?? 1)
    }
    style.loop = ensemble > 0 ? 0.22 : 0.07
    style.ensembleCents = ensemble
    style.settle = 0.11
    style.attack = attack
    style.attackPerHarmonic = perHarmonic
    style.bite = 0.25
    style.biteSeconds = 0.05
    style.breath = SustainedTone.Breath(level: 0.006, hertz: 2500, q: 0.4, chiff: 8, chiffSeconds: 0.02)
    return style.tone(key: key, up: up, name: name)
  }
}
