// SPDX-License-Identifier: MIT
// The General MIDI percussion map, keys 35 to 81. Off-line.

/// One wave for each key, panned as the kit stands before its player's audience.
struct DrumKit {
  /// A drum of the map.
  struct Drum {
    var key: Int
    var name: String
    /// −0.5 left to 0.5 right.
    var pan: Double
    /// Decibels from the bank's loudness target.
    var loudness: Double
    /// Notes of one group cut each other.
    var group = 0
    /// Low-pass at full force in hertz, when soft strokes are darker; nil for metal, which is bright always.
    var hertz: Double? = 7900
    /// Skins have nothing to say above 7 kHz: their waves take half the rate.
    var isDull = false
    /// Semitones by which another drum's wave is moved, instead of a wave of its own.
    var borrowed: (from: Int, semitones: Int)?
    var sound: () -> [Double] = { [] }
  }

  static func add(to bank: inout Bank) {
    var zones: [Zone] = []
    var waves: [Int: Int] = [:]
    for drum in skins + metals + handDrums + smallPercussion {
      var art = Articulation()
      art.release = 38
      art.pan = drum.pan
      art.wheelCents = 0
      art.pressureCents = 0
      art.filter = drum.hertz.map { Articulation.Filter(hertz: $0, velocityCents: 2400) }
      let source = drum.borrowed?.from ?? drum.key
      if drum.borrowed == nil {
        let sound = DrumSounds.trimmed(drum.isDull ? DrumSounds.halved(drum.sound()) : drum.sound())
        let rate = drum.isDull ? DrumSounds.rate / 2 : DrumSounds.rate
        let tone = Tone(rate: rate, key: drum.key, samples: sound, loop: nil)
        waves[drum.key] = bank.add(tone, name: drum.name)
      }
      guard let wave = waves[source] else { preconditionFailure("\(drum.name) borrows a drum that comes later") }
      var zone = Zone(
        keys: drum.key...drum.key, wave: wave, unityNote: drum.key - (drum.borrowed?.semitones ?? 0),
        keyGroup: drum.group,
        articulation: art)
      let kit = Instrument(name: "", program: 0, articulation: art, zones: [zone])
      let measured = Audition(bank: bank, instrument: kit, key: drum.key, velocity: 100).loudness()
      zone.gainDecibels = min(0, Bank.loudnessTarget + drum.loudness - measured)
      zones.append(zone)
    }
    zones.sort { $0.keys.lowerBound < $1.keys.lowerBound }
    var common = Articulation()
    common.release = 38
    bank.instruments.append(
      Instrument(
        name: "Standard Kit", program: 0, isDrumKit: true, articulation: common, zones: zones, isPitched: false))
  }

  private static let rate = DrumSounds.hertz

  private static func kick(_ high: Double, _ low: Double, _ decay: Double, click: Double) -> [Double] {
    DrumSounds.mix([
      (DrumSounds.membrane(high: high, low: low, fall: 0.025, decay: decay, seconds: decay * 6, overtone: 0.1), 1),
      (DrumSounds.noise("beater \(low)", decay: 0.006, [.bandPass(2400, rate: rate, q: 0.6)]), click),
    ])
  }

  private static func snare(_ name: String, tune: Double, wires: Double, decay: Double) -> [Double] {
    DrumSounds.mix([
      (DrumSounds.membrane(high: tune * 1.5, low: tune, fall: 0.012, decay: 0.07, seconds: 0.5, overtone: 0.7), 0.75),
      (
        DrumSounds.noise(
          name, decay: decay, [.highPass(700, rate: rate), .peak(4500, rate: rate, q: 0.7, decibels: 2)]), wires
      ),
      (DrumSounds.membrane(high: 130, low: 105, fall: 0.02, decay: 0.05, seconds: 0.35), 0.3),
      (DrumSounds.noise(name + " stick", decay: 0.004, [.bandPass(2500, rate: rate, q: 0.5)]), 0.8),
    ])
  }

  private static func tom(_ tune: Double) -> [Double] {
    DrumSounds.mix([
      (DrumSounds.membrane(high: tune * 1.35, low: tune, fall: 0.05, decay: 0.2, seconds: 1.1, overtone: 0.35), 1),
      (DrumSounds.noise("tom \(tune)", decay: 0.02, [.bandPass(2200, rate: rate, q: 0.35)]), 1.6),
    ])
  }

  private static var skins: [Drum] {
    [
      Drum(key: 35, name: "Acoustic Bass Drum", pan: 0, loudness: -0.5, isDull: true) {
        kick(110, 50, 0.09, click: 1.2)
      },
      Drum(key: 36, name: "Bass Drum 1", pan: 0, loudness: -0.5, isDull: true) { kick(170, 56, 0.08, click: 1.5) },
      Drum(key: 37, name: "Side Stick", pan: 0.04, loudness: -5) {
        DrumSounds.modes(
          [
            (480, 0.15, 0.02), (1080, 0.7, 0.03), (1750, 0.8, 0.03), (2900, 0.8, 0.022), (4600, 0.9, 0.018),
            (7200, 0.7, 0.012),
          ], click: 1.2, name: "side stick")
      },
      Drum(key: 38, name: "Acoustic Snare", pan: 0.04, loudness: 1) {
        snare("snare", tune: 180, wires: 0.4, decay: 0.06)
      },
      Drum(key: 39, name: "Hand Clap", pan: -0.06, loudness: -1) {
        let hand = DrumSounds.noise("clap", decay: 0.005, [.bandPass(1300, rate: rate, q: 1.1)])
        let tail = DrumSounds.noise("clap tail", decay: 0.055, [.bandPass(1250, rate: rate, q: 0.9)])
        return DrumSounds.mix([
          (hand, 0.8), (DrumSounds.delayed(hand, seconds: 0.011), 0.9), (DrumSounds.delayed(hand, seconds: 0.022), 1),
          (DrumSounds.delayed(tail, seconds: 0.031), 1),
        ])
      },
      Drum(key: 40, name: "Electric Snare", pan: 0.04, loudness: -2) {
        snare("electric snare", tune: 205, wires: 0.5, decay: 0.08)
      },
      Drum(key: 41, name: "Low Floor Tom", pan: 0.28, loudness: -1, isDull: true) { tom(78) },
      Drum(key: 43, name: "High Floor Tom", pan: 0.2, loudness: -1, borrowed: (41, 3)),
      Drum(key: 45, name: "Low Tom", pan: 0.1, loudness: -3.5, isDull: true) { tom(118) },
      Drum(key: 47, name: "Low-Mid Tom", pan: 0, loudness: -3.5, borrowed: (45, 3)),
      Drum(key: 48, name: "Hi-Mid Tom", pan: -0.1, loudness: -4, isDull: true) { tom(168) },
      Drum(key: 50, name: "High Tom", pan: -0.2, loudness: -4.5, borrowed: (48, 3)),
    ]
  }

  private static func hat(
    _ name: String, seconds: Double, decay: Double, wash: Double, low: Double = 3000
  ) -> [Double] {
    let metal = DrumSounds.cymbal(name, seconds: seconds, low: low, brightness: 1.2, wash: 0)
    let hiss = DrumSounds.noise(
      name + " hiss", decay: decay, [.highPass(7000, rate: rate), .highPass(3000, rate: rate)])
    return DrumSounds.mix([(metal, 0.5), (hiss, wash)])
  }

  private static var metals: [Drum] {
    [
      Drum(key: 42, name: "Closed Hi Hat", pan: -0.16, loudness: -2.5, group: 1, hertz: nil) {
        hat("closed hat", seconds: 0.16, decay: 0.022, wash: 0.8, low: 500)
      },
      Drum(key: 44, name: "Pedal Hi-Hat", pan: -0.16, loudness: -1, group: 1, hertz: nil) {
        DrumSounds.mix([
          (hat("pedal hat", seconds: 0.2, decay: 0.03, wash: 0.4, low: 900), 1),
          (DrumSounds.noise("pedal", decay: 0.012, [.bandPass(300, rate: rate, q: 0.8)]), 0.7),
        ])
      },
      Drum(key: 46, name: "Open Hi-Hat", pan: -0.16, loudness: -5, group: 1, hertz: nil) {
        hat("open hat", seconds: 1.2, decay: 0.24, wash: 0.4, low: 450)
      },
      Drum(key: 49, name: "Crash Cymbal 1", pan: -0.2, loudness: -1, hertz: nil) {
        DrumSounds.cymbal("crash", seconds: 1.7, low: 350, brightness: 0.95)
      },
      Drum(key: 51, name: "Ride Cymbal 1", pan: 0.22, loudness: -10, hertz: nil) {
        DrumSounds.cymbal(
          "ride", seconds: 1.5, low: 420, brightness: 1.3, wash: 0.5, ping: [3140, 6210], pingLevel: 0.35)
      },
      Drum(key: 52, name: "Chinese Cymbal", pan: 0.3, loudness: -3.5, hertz: nil) {
        DrumSounds.cymbal("china", seconds: 1.1, low: 800, brightness: 0.95, wash: 1.2)
      },
      Drum(key: 53, name: "Ride Bell", pan: 0.22, loudness: -9, hertz: nil) {
        DrumSounds.cymbal(
          "bell", seconds: 1.4, low: 500, brightness: 1.1, wash: 0.15, ping: [1290, 2110, 3350, 4720, 6480])
      },
      Drum(key: 54, name: "Tambourine", pan: -0.1, loudness: -5, hertz: nil) {
        let jingle = DrumSounds.modes([
          (5200, 0.6, 0.05), (6700, 1, 0.06), (8300, 0.8, 0.045), (10_400, 0.7, 0.03), (12_300, 0.5, 0.03),
        ])
        let slap = DrumSounds.noise("tambourine", decay: 0.03, [.highPass(4500, rate: rate)])
        return DrumSounds.mix([(jingle, 0.5), (DrumSounds.delayed(jingle, seconds: 0.018), 0.4), (slap, 0.8)])
      },
      Drum(key: 55, name: "Splash Cymbal", pan: -0.12, loudness: -3, hertz: nil) {
        DrumSounds.cymbal("splash", seconds: 0.9, low: 650, brightness: 1.1)
      },
      Drum(key: 56, name: "Cowbell", pan: 0.12, loudness: -7.5, hertz: nil) {
        DrumSounds.modes(
          [
            (562, 1, 0.06), (845, 0.35, 0.05), (1520, 0.5, 0.035), (2380, 0.6, 0.03), (3900, 0.7, 0.03),
            (6100, 0.6, 0.02),
            (8300, 0.5, 0.015),
          ], click: 0.6,
          name: "cowbell")
      },
      Drum(key: 57, name: "Crash Cymbal 2", pan: 0.26, loudness: -1, hertz: nil, borrowed: (49, 2)),
      Drum(key: 59, name: "Ride Cymbal 2", pan: 0.28, loudness: -10, hertz: nil, borrowed: (51, 2)),
    ]
  }

  private static func hand(_ name: String, _ tune: Double, decay: Double, slap: Double) -> [Double] {
    DrumSounds.mix([
      (
        DrumSounds.membrane(high: tune * 1.12, low: tune, fall: 0.02, decay: decay, seconds: decay * 7, overtone: 0.5),
        1
      ),
      (DrumSounds.noise(name, decay: 0.01, [.bandPass(1900, rate: rate, q: 0.6)]), slap),
    ])
  }

  private static var handDrums: [Drum] {
    [
      Drum(key: 58, name: "Vibraslap", pan: -0.24, loudness: -2, hertz: nil) {
        let rattle = DrumSounds.noise(
          "rattle", decay: 0.006, [.bandPass(3400, rate: rate, q: 1.2), .highPass(1200, rate: rate)])
        let hits = (0..<34).map { hit in
          (signal: DrumSounds.delayed(rattle, seconds: 0.025 * Double(hit)), gain: Exact.exp(-Double(hit) / 13))
        }
        return DrumSounds.mix(hits)
      },
      Drum(key: 60, name: "Hi Bongo", pan: 0.2, loudness: -7, isDull: true) {
        hand("hi bongo", 660, decay: 0.04, slap: 1)
      },
      Drum(key: 61, name: "Low Bongo", pan: 0.2, loudness: -6, isDull: true) {
        hand("low bongo", 410, decay: 0.05, slap: 0.8)
      },
      Drum(key: 62, name: "Mute Hi Conga", pan: -0.22, loudness: -8.5) {
        hand("mute conga", 440, decay: 0.028, slap: 1.2)
      },
      Drum(key: 63, name: "Open Hi Conga", pan: -0.22, loudness: -4, isDull: true) {
        hand("open conga", 240, decay: 0.09, slap: 0.8)
      },
      Drum(key: 64, name: "Low Conga", pan: -0.14, loudness: -2.5, isDull: true) {
        hand("low conga", 190, decay: 0.1, slap: 0.6)
      },
      Drum(key: 65, name: "High Timbale", pan: 0.16, loudness: -1) {
        DrumSounds.mix([
          (hand("hi timbale", 345, decay: 0.12, slap: 0.7), 1),
          (
            DrumSounds.modes([
              (1210, 0.4, 0.1), (1890, 0.45, 0.08), (3100, 0.5, 0.06), (5200, 0.5, 0.04), (7400, 0.35, 0.03),
            ]), 1
          ),
        ])
      },
      Drum(key: 66, name: "Low Timbale", pan: 0.16, loudness: -1, borrowed: (65, -5)),
      Drum(key: 78, name: "Mute Cuica", pan: -0.08, loudness: -1, group: 4) {
        cuica(high: 560, low: 620, seconds: 0.16)
      },
      Drum(key: 79, name: "Open Cuica", pan: -0.08, loudness: 0.5, group: 4) {
        cuica(high: 250, low: 345, seconds: 0.5, swell: 0.35)
      },
    ]
  }

  /// A stick rubbed inside a drum: a buzzing tone that glides.
  private static func cuica(high: Double, low: Double, seconds: Double, swell shape: Double = 0.8) -> [Double] {
    var phase = 0.0
    let count = Int(seconds * rate)
    return (0..<count).map { frame in
      let time = Double(frame) / Double(count)
      phase += (high + (low - high) * time) / rate
      let tone = Exact.sine(turns: phase) + 0.5 * Exact.sine(turns: 2 * phase) + 0.3 * Exact.sine(turns: 3 * phase)
      let swell = time > 0 ? Exact.sine(turns: Exact.pow(time, shape) / 2) : 0
      return tone * swell * (0.8 + 0.2 * Exact.sine(turns: phase / 8))
    }
  }

  private static func shaken(_ name: String, _ hertz: Double, attack: Double, decay: Double) -> [Double] {
    DrumSounds.noise(
      name, decay: decay, attack: attack, [.bandPass(hertz, rate: rate, q: 0.8), .highPass(2500, rate: rate)])
  }

  private static func scraped(_ name: String, strokes: Int, gap: Double) -> [Double] {
    let tooth = DrumSounds.noise(name, decay: 0.004, [.bandPass(2900, rate: rate, q: 1.6)])
    return DrumSounds.mix(
      (0..<strokes).map { stroke in
        let along = Double(stroke) / Double(strokes)
        return (signal: DrumSounds.delayed(tooth, seconds: gap * Double(stroke)), gain: 0.7 + 0.3 * along)
      })
  }

  private static func whistle(_ seconds: Double) -> [Double] {
    let air = DrumSounds.noise("whistle \(seconds)", decay: 4, [.bandPass(2900, rate: rate, q: 1)])
    var phase = 0.0
    let count = Int(seconds * rate)
    return (0..<count).map { frame in
      let pea = Exact.sine(turns: 32 * Double(frame) / rate)
      phase += (2450 + 90 * pea) / rate
      let edge = min(1, Double(frame) / 300, Double(count - frame) / 1800)
      return edge
        * ((0.75 + 0.25 * pea) * Exact.sine(turns: phase) + 0.3 * Exact.sine(turns: 2.02 * phase) + 0.25 * air[frame])
    }
  }

  private static func agogo(_ tune: Double) -> [Double] {
    DrumSounds.modes(
      [
        (tune, 0.6, 0.1), (tune * 1.5, 0.15, 0.08), (tune * 2.67, 0.8, 0.09), (tune * 4.2, 0.9, 0.07),
        (tune * 6.7, 0.9, 0.06),
        (tune * 9.4, 0.8, 0.05),
      ], click: 0.5,
      name: "agogo")
  }

  private static func triangle(_ decay: Double) -> [Double] {
    DrumSounds.modes(
      [
        (1640, 0.15, decay), (4210, 0.7, decay), (5480, 0.6, decay * 0.8), (7130, 1, decay * 0.7),
        (9020, 1, decay * 0.6), (11_700, 0.8, decay * 0.4),
      ],
      click: 0.3, name: "triangle")
  }

  private static var smallPercussion: [Drum] {
    [
      Drum(key: 67, name: "High Agogo", pan: -0.2, loudness: -7, hertz: nil) { agogo(905) },
      Drum(key: 68, name: "Low Agogo", pan: -0.2, loudness: -7, hertz: nil, borrowed: (67, -4)),
      Drum(key: 69, name: "Cabasa", pan: -0.18, loudness: -6, hertz: nil) {
        shaken("cabasa", 7500, attack: 0.012, decay: 0.03)
      },
      Drum(key: 70, name: "Maracas", pan: 0.18, loudness: -7, hertz: nil) {
        shaken("maracas", 6200, attack: 0.006, decay: 0.018)
      },
      Drum(key: 71, name: "Short Whistle", pan: 0.1, loudness: -1, group: 2, hertz: nil) { whistle(0.16) },
      Drum(key: 72, name: "Long Whistle", pan: 0.1, loudness: 0, group: 2, hertz: nil) { whistle(0.6) },
      Drum(key: 73, name: "Short Guiro", pan: 0.14, loudness: -5, group: 3, hertz: nil) {
        scraped("guiro", strokes: 12, gap: 0.007)
      },
      Drum(key: 74, name: "Long Guiro", pan: 0.14, loudness: -5, group: 3, hertz: nil) {
        scraped("guiro", strokes: 36, gap: 0.013)
      },
      Drum(key: 75, name: "Claves", pan: 0.12, loudness: -4, hertz: nil) {
        DrumSounds.modes([(2490, 1, 0.022), (3720, 0.15, 0.012)], click: 0.3, name: "claves")
      },
      Drum(key: 76, name: "Hi Wood Block", pan: -0.12, loudness: -4, hertz: nil) {
        DrumSounds.modes(
          [(1180, 1, 0.022), (1790, 0.5, 0.014), (3200, 0.7, 0.012), (5300, 0.5, 0.008)], click: 0.6, name: "block")
      },
      Drum(key: 77, name: "Low Wood Block", pan: -0.12, loudness: -4, hertz: nil, borrowed: (76, -9)),
      Drum(key: 80, name: "Mute Triangle", pan: 0.24, loudness: -7, group: 5, hertz: nil) { triangle(0.04) },
      Drum(key: 81, name: "Open Triangle", pan: 0.24, loudness: -6, group: 5, hertz: nil) { triangle(0.24) },
    ]
  }
}
