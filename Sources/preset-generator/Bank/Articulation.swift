// SPDX-License-Identifier: MIT
// Envelopes, filter and modulation of one instrument, in musical units. Off-line.

/// What a DLS articulation says, before it becomes connection blocks (`Articulation+Connections.swift`).
struct Articulation: Equatable {
  /// Seconds from silence to full, linear in amplitude.
  var attack = 0.0
  /// Seconds at full level before the decay.
  var hold = 0.0
  /// Seconds for a fall of 96 dB at key 0 with `decayKeyCents`, at every key without.
  var decay = 20.0
  /// Time cents added to the decay per 128 keys: negative, because high strings and bars die sooner.
  var decayKeyCents = 0.0
  /// Level in which the decay ends, in decibels; −96 dies away.
  var sustainDecibels = 0.0
  /// Seconds for a fall of 96 dB after the note's end.
  var release = 0.4
  /// Time cents added to the attack at velocity 128; negative: hard notes speak sooner.
  var attackVelocityCents = 0.0

  /// Low-pass, nil for none.
  var filter: Filter?
  /// Envelope 2 in seconds; sustain from 0 to 1.
  var attack2 = 0.0, hold2 = 0.0, decay2 = 0.5, sustain2 = 0.0, release2 = 0.4
  /// Cents of pitch at envelope 2's full level.
  var envelopePitchCents = 0.0

  /// Vibrato LFO: hertz, seconds before it starts, cents without the wheel, cents at full wheel, at full pressure.
  var vibratoHertz = 5.2, vibratoDelay = 0.3, vibratoCents = 0.0, wheelCents = 50.0, pressureCents = 40.0
  /// Modulation LFO: hertz, start delay in seconds, decibels up and down, cents of cutoff.
  var tremoloHertz = 5.0, tremoloDelay = 0.01, tremoloDecibels = 0.0, tremoloCutoffCents = 0.0
  /// The modulation wheel opens the tremolo by this many decibels (rotary speakers, vibraphones).
  var wheelTremoloDecibels = 0.0

  /// −0.5 left to 0.5 right; sends are parts of the amplitude, on top of what CC91 and CC93 send.
  var pan = 0.0, reverb = 0.0, chorus = 0.0

  /// A resonant low-pass whose cutoff follows velocity, key and envelope 2.
  struct Filter: Equatable {
    /// Cutoff in hertz at velocity 127, key 60, envelope 2 at rest.
    var hertz: Double
    /// Cents by which velocity 127 is brighter than velocity 0.
    var velocityCents = 0.0
    /// Cents per octave of the key; 1200 follows it fully.
    var keyCentsPerOctave = 0.0
    /// Cents at envelope 2's full level.
    var envelopeCents = 0.0
    /// Height of the resonance in decibels.
    var resonance = 0.0

    /// Cutoff in absolute pitch cents at velocity 0, key 0: what DLS calls the initial cutoff.
    ///
    /// The specification allows no initial cutoff under 200 Hz, so key following is reduced where it would ask for one.
    var initialCents: Double {
      Exact.pitchCents(hertz: hertz) - velocityCents * 127 / 128 - keyScale * 60 / 128
    }

    /// Cents of cutoff per 128 keys.
    var keyScale: Double {
      let wanted = keyCentsPerOctave / 12 * 128
      let room = Exact.pitchCents(hertz: hertz) - velocityCents * 127 / 128 - 5535
      return max(0, min(wanted, room * 128 / 60))
    }

    /// Cutoff in hertz of a note.
    func hertz(key: Int, velocity: Int, envelope: Double) -> Double {
      let cents = initialCents + velocityCents * Double(velocity) / 128 + keyScale * Double(key) / 128
      return Exact.hertz(key: (cents + envelopeCents * envelope) / 100)
    }
  }
}
