// SPDX-License-Identifier: MIT
// Instruments, zones and layers of the bank. Off-line.

/// A region: the keys that play one wave.
struct Zone {
  var keys: ClosedRange<Int>
  var velocities = 0...127
  /// Index into the bank's waves.
  var wave: Int
  var unityNote: Int
  var fineTuneCents = 0
  /// At most 0.
  var gainDecibels = 0.0
  /// Notes of one group cut each other; 0 is none.
  var keyGroup = 0
  /// Replaces the instrument's articulation where it is present.
  var articulation: Articulation?
  /// Index of the layer that the zone belongs to.
  var layer = 0
}

/// One program of the bank, or the drum kit.
struct Instrument {
  var name: String
  /// 0 to 127.
  var program: Int
  var isDrumKit = false
  var articulation: Articulation
  var zones: [Zone]
  /// Whether the keys play pitches that a tuner would read.
  var isPitched = true
}

/// Waves of one sound at several keys.
struct WaveSet {
  /// In rising order of key.
  var waves: [(index: Int, key: Int)]

  /// The keys of each wave: the borders lie nearer to the wave above, for transposing down never folds.
  func ranges(borders: Double = 0.45) -> [ClosedRange<Int>] {
    var low = 0
    return waves.indices.map { index in
      guard index + 1 < waves.count else { return low...127 }
      let high = waves[index].key + Int((Double(waves[index + 1].key - waves[index].key) * borders).rounded(.down))
      defer { low = high + 1 }
      return low...high
    }
  }
}

/// A wave set as it takes part in an instrument.
struct Layer {
  var set: WaveSet
  /// Detuning; the layers of an instrument are laid out symmetrically around the pitch.
  var cents = 0
  /// Level among the layers.
  var gainDecibels = 0.0
  /// Semitones by which the layer sounds above its key.
  var transpose = 0
  var velocities = 0...127
  var keys = 0...127

  /// One set three times: in tune, and softer some cents to either side, so that the middle keeps the pitch.
  static func chorused(_ set: WaveSet, cents: Int) -> [Layer] {
    [0, -cents, cents].map { Layer(set: set, cents: $0, gainDecibels: $0 == 0 ? 0 : -6) }
  }
}
