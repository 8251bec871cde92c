// SPDX-License-Identifier: MIT
// Collects waves and instruments, and balances their loudness. Off-line.

/// The bank while it is being filled by the families.
struct Bank {
  var waves: [Wave] = []
  var instruments: [Instrument] = []

  /// K-weighted loudness of each note at velocity 100, in dB below full scale, before pan and volume.
  static let loudnessTarget = -18.0

  /// Adds one wave and answers its index.
  mutating func add(_ tone: Tone, name: String) -> Int {
    waves.append(Wave(tone, name: name))
    return waves.count - 1
  }

  /// Adds a wave for each key; `make` gets the key and the semitones by which the wave will be raised at most.
  mutating func set(_ name: String, keys: [Int], make: (Int, Int) -> Tone) -> WaveSet {
    let waves = keys.indices.map { index in
      let key = keys[index]
      let up = index + 1 < keys.count ? Int(Double(keys[index + 1] - key) * 0.45) : max(0, 108 - key)
      return (index: add(make(key, up), name: "\(name) \(key)"), key: key)
    }
    return WaveSet(waves: waves)
  }

  /// Adds a program of one or more layers, balanced; `loudness` in dB moves the whole program from the target.
  mutating func program(
    _ number: Int, _ name: String, _ layers: [Layer], _ articulation: Articulation, loudness: Double = 0,
    isPitched: Bool = true
  ) {
    var zones: [Zone] = []
    for (index, layer) in layers.enumerated() {
      for (wave, keys) in zip(layer.set.waves, layer.set.ranges()) {
        let low = max(layer.keys.lowerBound, keys.lowerBound == 0 ? 0 : keys.lowerBound - layer.transpose)
        let high = min(layer.keys.upperBound, keys.upperBound == 127 ? 127 : keys.upperBound - layer.transpose)
        guard low <= high else { continue }
        let unity = wave.key - layer.transpose
        zones.append(
          Zone(
            keys: low...high, velocities: layer.velocities, wave: wave.index, unityNote: unity,
            fineTuneCents: layer.cents, gainDecibels: layer.gainDecibels, layer: index))
      }
    }
    var instrument = Instrument(
      name: name, program: number - 1, articulation: articulation, zones: zones, isPitched: isPitched)
    balance(&instrument, layers: layers, loudness: loudness)
    instruments.append(instrument)
  }

  /// A program of one layer.
  mutating func program(
    _ number: Int, _ name: String, _ set: WaveSet, _ articulation: Articulation, loudness: Double = 0,
    isPitched: Bool = true
  ) {
    program(number, name, [Layer(set: set)], articulation, loudness: loudness, isPitched: isPitched)
  }

  /// Sets each zone's gain so that the middle of its keys reaches the target together with the other layers.
  private func balance(_ instrument: inout Instrument, layers: [Layer], loudness: Double) {
    for index in instrument.zones.indices {
      let zone = instrument.zones[index]
      let key = zone.keys.contains(60) ? 60 : Self.middle(of: zone.keys)
      let velocity = zone.velocities.contains(100) ? 100 : zone.velocities.upperBound
      let together = layers.filter { $0.velocities.contains(velocity) && $0.keys.contains(key) }
      let power = together.reduce(0) { $0 + Exact.pow(10, $1.gainDecibels / 10) }
      var plain = zone
      plain.gainDecibels = 0
      let measured = Audition(bank: self, instrument: instrument, key: key, velocity: velocity).loudness(of: plain)
      let velocityDecibels = Audition.velocityDecibels(velocity) - Audition.velocityDecibels(100)
      let target = Self.loudnessTarget + loudness + Self.tilt(key: key) + velocityDecibels
      let share = zone.gainDecibels - 10 * Exact.log2(power) / Exact.log2(10)
      instrument.zones[index].gainDecibels = min(0, max(-60, target + share - measured))
    }
  }

  /// The key at which a zone is measured: the middle of what music uses of it.
  private static func middle(of keys: ClosedRange<Int>) -> Int {
    let low = max(keys.lowerBound, min(30, keys.upperBound))
    let high = min(keys.upperBound, max(90, keys.lowerBound))
    return (low + high) / 2
  }

  /// High notes are set a little lower than the measure says: the ear is less patient with them.
  static func tilt(key: Int) -> Double { -0.08 * Double(max(0, key - 72)) }
}
