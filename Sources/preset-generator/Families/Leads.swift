// SPDX-License-Identifier: MIT
// General MIDI 81 to 88: synthesizer leads. Off-line.

/// Waves of the analogue synthesizers, and their mixtures.
enum Leads {
  /// Waves that other families use too.
  struct Shared {
    var saw: WaveSet
    var square: WaveSet
  }

  static func add(to bank: inout Bank, voice: WaveSet) -> Shared {
    let square = bank.set("Square", keys: StandardKeys.octaves) { key, up in
      Basses.cycle("square", key, up) { $0 % 2 == 1 ? 1 / Double($0) / (1 + Exact.pow($1 / 9000, 4)) : 0 }
    }
    let saw = bank.set("Saw", keys: StandardKeys.octaves) { key, up in
      Basses.cycle("saw", key, up) { 1 / Double($0) / (1 + Exact.pow($1 / 11_000, 4)) }
    }
    let singing = Articulation.held(attack: 0.008, release: 0.3, vibrato: 6).with { $0.vibratoHertz = 5.8 }
    let open = Articulation.Filter(hertz: 6500, velocityCents: 1800, keyCentsPerOctave: 200, resonance: 2)
    bank.program(81, "Lead 1 (square)", square, singing.with { $0.filter = open }, loudness: 1.5)
    bank.program(
      82, "Lead 2 (sawtooth)", Layer.chorused(saw, cents: 8), singing.with { $0.filter = open })
    let calliope = Pipes.pipe(&bank, "Calliope", [1, 0.3, 0.12, 0.16, 0.03], breath: 0.09, chiff: 3, ratio: 3)
    bank.program(
      83, "Lead 3 (calliope)", calliope,
      singing.with {
        $0.attack = 0.02
        $0.release = 0.9
      }, loudness: -1.5)
    bank.program(
      84, "Lead 4 (chiff)", [Layer(set: calliope), Layer(set: square, gainDecibels: -9)],
      singing.with {
        $0.filter = Articulation.Filter(
          hertz: 3000, velocityCents: 1800, keyCentsPerOctave: 300, envelopeCents: 1800, resonance: 5)
        $0.decay2 = 0.1
      })
    let charang = bank.set("Charang", keys: StandardKeys.octaves) {
      Guitars.amplified("charang", $0, $1, drive: 14, cabinet: 6500)
    }
    bank.program(
      85, "Lead 5 (charang)", [Layer(set: charang), Layer(set: saw, gainDecibels: -7)],
      singing.with { $0.filter = Articulation.Filter(hertz: 7500, velocityCents: 1500, keyCentsPerOctave: 100) })
    bank.program(
      86, "Lead 6 (voice)", [Layer(set: voice), Layer(set: square, gainDecibels: -14)],
      singing.with {
        $0.attack = 0.04
        $0.release = 0.8
        $0.filter = Articulation.Filter(hertz: 4000, velocityCents: 1500, keyCentsPerOctave: 200)
      }, loudness: 3.5)
    bank.program(
      87, "Lead 7 (fifths)", [Layer(set: saw), Layer(set: saw, gainDecibels: -3, transpose: 7)],
      singing.with {
        $0.release = 0.6
        $0.filter = Articulation.Filter(hertz: 4500, velocityCents: 1800, keyCentsPerOctave: 200, resonance: 2)
      })
    bank.program(
      88, "Lead 8 (bass + lead)", [Layer(set: saw), Layer(set: square, gainDecibels: -2, transpose: -12)],
      singing.with {
        $0.filter = Articulation.Filter(
          hertz: 3000, velocityCents: 1800, keyCentsPerOctave: 250, envelopeCents: 1900, resonance: 4)
        $0.decay2 = 0.3
      })
    return Shared(saw: saw, square: square)
  }
}
