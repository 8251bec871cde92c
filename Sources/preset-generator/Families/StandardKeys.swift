// SPDX-License-Identifier: MIT
// Keys at which most families take their waves, and articulations that they start from. Off-line.

/// Frames per second of the waves, by what the ear will get of them.
enum WaveRate {
  /// Low keys, whose filter closes long before.
  static let low = 16_000
  /// Programs whose filter ends at 8 kHz at the latest.
  static let normal = 22_050
  /// Metal, quills and drums, which no filter dulls.
  static let bright = 32_000
}

/// Roots of the zones.
enum StandardKeys {
  /// Every octave.
  static let octaves = [28, 40, 52, 64, 76, 90]
  /// Five zones where the timbre changes little.
  static let few = [33, 48, 62, 76, 92]
  /// Six zones for low instruments.
  static let low = [25, 35, 45, 57, 76]
  /// Six zones for high instruments.
  static let high = [42, 56, 68, 79, 92]
}

extension Articulation {
  /// A struck or plucked sound that dies away; `decay` for 96 dB at key 60.
  static func dying(decay: Double, perOctave cents: Double = -500, release: Double, filter: Filter?) -> Articulation {
    var art = Articulation()
    art.decayKeyCents = cents / 12 * 128
    art.decay = decay * Exact.exp2(-cents * 5 / 1200)
    if art.decay > 40 {
      // The specification allows 40 s at most at key 0; the slope gives way so that key 60 keeps its time.
      art.decay = 40
      art.decayKeyCents = 1200 * Exact.log2(decay / 40) * 128 / 60
    }
    art.sustainDecibels = -96
    art.release = release
    art.filter = filter
    return art
  }

  /// A blown, bowed or held sound.
  static func held(attack: Double, release: Double, vibrato: Double = 0, filter: Filter? = nil) -> Articulation {
    var art = Articulation()
    art.attack = attack
    art.release = release
    art.vibratoCents = vibrato
    art.vibratoDelay = 0.45
    art.filter = filter
    return art
  }

  /// The same, and the highs die sooner than the note: the cutoff falls by `cents` within `seconds`.
  ///
  /// The cutoff of the filter stays what it is at the start, so the resting cutoff lies lower.
  func darkening(cents: Double, seconds: Double) -> Articulation {
    with {
      guard let hertz = $0.filter?.hertz else { return }
      $0.filter?.hertz = hertz * Exact.exp2(-cents / 1200)
      $0.filter?.envelopeCents += cents
      $0.decay2 = seconds
    }
  }

  /// The same with changes.
  func with(_ change: (inout Articulation) -> Void) -> Articulation {
    var copy = self
    change(&copy)
    return copy
  }
}
