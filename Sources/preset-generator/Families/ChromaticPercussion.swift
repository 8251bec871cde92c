// SPDX-License-Identifier: MIT
// General MIDI 9 to 16: chromatic percussion. Off-line.

/// Bars, bells and tubes by their modes.
enum ChromaticPercussion {
  /// One mode: ratio, level, time constant in seconds at key 72, part that stays in the loop.
  typealias Mode = (ratio: Double, level: Double, seconds: Double, stays: Double)

  private static let mallet = Articulation.Filter(hertz: 7900, velocityCents: 3000, keyCentsPerOctave: 200)
  static func add(to bank: inout Bank) {
    let celesta = bank.set("Celesta", keys: StandardKeys.few) {
      bar(
        "celesta", $0, $1,
        [
          (1, 1, 0.5, 0.55), (2, 0.08, 0.2, 0.2), (2.76, 0.4, 0.12, 0.02), (4, 0.4, 0.15, 0.05), (5.4, 0.35, 0.06, 0),
          (8.2, 0.2, 0.04, 0),
        ], click: 0.3)
    }
    bank.program(9, "Celesta", celesta, .dying(decay: 6, release: 3, filter: mallet))
    let glockenspiel = bank.set("Glockenspiel", keys: StandardKeys.few) {
      bar(
        "glockenspiel", $0, $1,
        [(1, 0.7, 0.8, 0.6), (2.756, 0.9, 0.4, 0.18), (5.404, 2, 0.25, 0.08), (8.933, 2.4, 0.15, 0.02)], click: 0.8,
        rate: WaveRate.bright)
    }
    bank.program(10, "Glockenspiel", glockenspiel, .dying(decay: 7, release: 5, filter: nil))
    let musicBox = bank.set("Music box", keys: StandardKeys.few) {
      bar(
        "music box", $0, $1,
        [(1, 1, 0.4, 0.6), (2, 0.2, 0.2, 0.25), (3, 0.12, 0.2, 0.1), (6.27, 0.45, 0.12, 0.03), (17.55, 0.15, 0.04, 0)],
        click: 0.3)
    }
    bank.program(11, "Music Box", musicBox, .dying(decay: 5, release: 4, filter: mallet))
    let vibraphone = bank.set("Vibraphone", keys: StandardKeys.few) {
      bar("vibraphone", $0, $1, [(1, 1, 1, 0.85), (4, 0.6, 0.25, 0.1), (9.9, 0.35, 0.07, 0)], click: 0.25)
    }
    bank.program(
      12, "Vibraphone", vibraphone,
      .dying(decay: 9, release: 1, filter: mallet).with {
        $0.tremoloHertz = 5.5
        $0.tremoloDecibels = 2.5
        $0.wheelTremoloDecibels = 4
        $0.wheelCents = 0
      }, loudness: -1.5)
    addWood(&bank)
  }

  private static func addWood(_ bank: inout Bank) {
    let marimba = bank.set("Marimba", keys: StandardKeys.few) {
      bar(
        "marimba", $0, $1, [(1, 1, 0.16, 0.12), (3.93, 0.45, 0.06, 0.005), (9.6, 0.3, 0.02, 0)], click: 0.45,
        settle: 0.2)
    }
    let wood = Articulation.Filter(hertz: 6500, velocityCents: 3600, keyCentsPerOctave: 300)
    bank.program(13, "Marimba", marimba, .dying(decay: 3.5, perOctave: -600, release: 1, filter: wood))
    let xylophone = bank.set("Xylophone", keys: StandardKeys.few) {
      bar(
        "xylophone", $0, $1, [(1, 0.8, 0.16, 0.1), (3, 0.7, 0.12, 0.02), (6.2, 0.8, 0.05, 0), (10.1, 0.9, 0.025, 0)],
        click: 1, settle: 0.2)
    }
    bank.program(
      14, "Xylophone", xylophone, .dying(decay: 2.8, perOctave: -600, release: 1, filter: mallet), loudness: -5.5)
    addBells(&bank)
  }

  private static func addBells(_ bank: inout Bank) {
    let tubular = bank.set("Tubular bell", keys: StandardKeys.few) {
      bar(
        "tubular", $0, $1,
        [
          (0.5, 0.05, 2, 0.5), (1, 0.38, 2, 0.7), (2, 0.75, 1.5, 0.6), (2.99, 0.6, 0.8, 0.4), (4.17, 0.6, 0.5, 0.25),
          (5.54, 0.5, 0.4, 0.15), (7.08, 0.45, 0.3, 0.1), (8.8, 0.35, 0.2, 0.05), (10.7, 0.2, 0.15, 0.02),
        ], click: 0.15, settle: 0.42, loop: 0.14)
    }
    bank.program(15, "Tubular Bells", tubular, .dying(decay: 9, perOctave: -250, release: 6, filter: mallet))
    let dulcimer = bank.set("Dulcimer", keys: StandardKeys.octaves, make: dulcimer)
    bank.program(
      16, "Dulcimer", Layer.chorused(dulcimer, cents: 5),
      .dying(decay: 6.5, release: 2, filter: mallet), loudness: -5)
  }

  /// A bar, bell or tube: modes of their own ratios, and the mallet's click.
  static func bar(
    _ name: String, _ key: Int, _ up: Int, _ modes: [Mode], click: Double, settle: Double = 0.23, loop: Double = 0.04,
    rate: Int = WaveRate.normal
  ) -> Tone {
    let plan = LoopPlan(key: key, rate: rate, seconds: loop, multiple: 2)
    let shrink = Exact.exp2(Double(72 - key) / 30)
    let ceiling = Additive.ceiling(rate: rate, semitonesUp: up)
    let partials = modes.filter { $0.ratio * plan.hertz < ceiling }.map { mode in
      Partial(
        ratio: mode.ratio, amplitude: mode.level, attack: 0.0008 + 0.1 / plan.hertz, decay: mode.seconds * shrink,
        sustain: mode.stays)
    }
    var tone = Additive.tone(partials, key: key, plan: plan, settle: settle * max(0.6, min(1.25, shrink)))
    let strike = NoiseBurst.once(
      "\(name) \(key)", rate: plan.rate, seconds: 0.04, decay: 0.003,
      filters: [.bandPass(min(9000, 1200 + 2 * plan.hertz), rate: Double(rate), q: 0.7)])
    tone.add(burst: strike, gain: click * tone.peak)
    return tone
  }

  private static func dulcimer(key: Int, up: Int) -> Tone {
    var string = PluckedString()
    string.position = 0.12
    string.slope = 0.5
    string.brightness = 8500
    string.decay = 3.5 * Exact.exp2(-Double(key - 60) / 20)
    string.damping = 0.02
    string.settle = key < 70 ? 0.24 : 0.16
    string.body = Formants(peaks: [(250, 200, 1), (900, 600, 0.6), (2800, 1800, 0.5)], floor: 0.35).gain
    var tone = string.tone(
      key: key, rate: WaveRate.normal, ceiling: Additive.ceiling(rate: WaveRate.normal, semitonesUp: up),
      name: "dulcimer \(key)")
    let stick = NoiseBurst.once(
      "stick \(key)", rate: tone.rate, seconds: 0.05, decay: 0.006,
      filters: [.bandPass(2600, rate: Double(tone.rate), q: 0.8)])
    tone.add(burst: stick, gain: 0.4 * tone.peak)
    return tone
  }
}
