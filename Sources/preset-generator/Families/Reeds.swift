// SPDX-License-Identifier: MIT
// General MIDI 65 to 72: reeds. Off-line.

/// Saxophones, double reeds, and the clarinet with its odd harmonics.
enum Reeds {
  static func add(to bank: inout Bank) {
    saxophones(&bank)
    let oboe = bank.set("Oboe", keys: StandardKeys.high) {
      blown(
        "oboe", $0, $1, slope: 0.25, fall: 1800,
        formants: Formants(peaks: [(1150, 500, 1), (2900, 900, 0.4)], floor: 0.14), breath: 0.008)
    }
    bank.program(69, "Oboe", oboe, wind(attack: 0.09, vibrato: 8, hertz: 6400, velocity: 2700), loudness: 1)
    let horn = bank.set("English horn", keys: StandardKeys.high) {
      blown(
        "english horn", $0, $1, slope: 0.4, fall: 2200,
        formants: Formants(peaks: [(850, 420, 1), (2200, 800, 0.4)], floor: 0.16), breath: 0.01)
    }
    bank.program(70, "English Horn", horn, wind(attack: 0.08, vibrato: 8, hertz: 6000, velocity: 1800))
    let bassoon = bank.set("Bassoon", keys: StandardKeys.low) {
      blown(
        "bassoon", $0, $1, slope: 0.55, fall: 1250,
        formants: Formants(peaks: [(480, 220, 1), (1150, 500, 0.35)], floor: 0.16), breath: 0.012)
    }
    bank.program(71, "Bassoon", bassoon, wind(attack: 0.04, vibrato: 5, hertz: 4800, velocity: 2000))
    let clarinet = bank.set("Clarinet", keys: StandardKeys.high, make: clarinet)
    bank.program(72, "Clarinet", clarinet, wind(attack: 0.06, vibrato: 1.5, hertz: 6500, velocity: 2600))
  }

  private static func saxophones(_ bank: inout Bank) {
    let parts: [(Int, String, [Int], Double, Formants)] = [
      (
        65, "Soprano Sax", [48, 60, 70, 80, 96], 2500,
        Formants(peaks: [(950, 500, 1), (2200, 900, 0.7), (4000, 1500, 0.3)], floor: 0.25)
      ),
      (
        66, "Alto Sax", [43, 55, 65, 76, 92], 2500,
        Formants(peaks: [(650, 380, 1), (1500, 700, 0.7), (3200, 1200, 0.35)], floor: 0.25)
      ),
      (
        67, "Tenor Sax", [36, 48, 58, 69, 86], 2100,
        Formants(peaks: [(480, 300, 1), (1150, 550, 0.75), (2600, 1000, 0.35)], floor: 0.25)
      ),
      (
        68, "Baritone Sax", [28, 40, 50, 62, 80], 2200,
        Formants(peaks: [(320, 220, 1), (850, 420, 0.75), (2000, 900, 0.35)], floor: 0.25)
      ),
    ]
    for (number, name, keys, fall, formants) in parts {
      let set = bank.set(name, keys: keys) {
        blown(name, $0, $1, slope: 0.25, fall: fall * 1.35, formants: formants, breath: 0.03)
      }
      bank.program(
        number, name, set, wind(attack: 0.045, vibrato: 9, hertz: 7600, velocity: 3000),
        loudness: number < 67 ? 1.3 : 0)
    }
  }

  private static func wind(attack: Double, vibrato: Double, hertz: Double, velocity: Double) -> Articulation {
    Articulation.held(
      attack: attack, release: 0.3, vibrato: vibrato,
      filter: Articulation.Filter(hertz: hertz, velocityCents: velocity, keyCentsPerOctave: 120)
    ).with {
      $0.vibratoDelay = 0.5
      $0.attackVelocityCents = -500
    }
  }

  static func blown(
    _ name: String, _ key: Int, _ up: Int, slope: Double, fall: Double, formants: Formants, breath: Double
  ) -> Tone {
    var style = SustainedTone { number, hertz, _ in
      formants.gain(hertz) * Exact.exp(-hertz / fall) / Exact.pow(Double(number), slope)
    }
    style.loop = 0.1
    style.settle = 0.08
    style.attack = 0.02
    style.attackPerHarmonic = 0.0022
    style.breath = SustainedTone.Breath(level: breath, hertz: 2600, q: 0.45, chiff: 3, chiffSeconds: 0.03)
    return style.tone(key: key, up: up, name: name)
  }

  /// A cylinder closed at one end: odd harmonics, the even ones creeping in from the sixth on.
  private static func clarinet(key: Int, up: Int) -> Tone {
    var style = SustainedTone { number, hertz, _ in
      let even = number % 2 == 0 ? min(0.5, 0.02 + 0.06 * Double(max(0, number - 4))) : 1
      return even * Exact.exp(-hertz / 2300) / Exact.pow(Double(number), 0.55)
    }
    style.loop = 0.1
    style.settle = 0.08
    style.attack = 0.025
    style.attackPerHarmonic = 0.002
    style.breath = SustainedTone.Breath(level: 0.008, hertz: 2200, q: 0.45, chiff: 3, chiffSeconds: 0.03)
    return style.tone(key: key, up: up, name: "clarinet")
  }
}
