// SPDX-License-Identifier: MIT
// General MIDI 121 to 128: sound effects. Off-line.

/// Noise that is shaped, chopped, thrown like rain, and shot.
enum SoundEffects {
  private static let rate = WaveRate.normal
  private static let hertz = Double(WaveRate.normal)

  static func add(to bank: inout Bank) {
    let plain = Articulation.held(attack: 0, release: 0.4).with {
      $0.wheelCents = 0
      $0.pressureCents = 0
    }
    effect(&bank, 121, "Guitar Fret Noise", fret(), plain)
    effect(&bank, 122, "Breath Noise", breath(), plain)
    effect(
      &bank, 123, "Seashore", waves(),
      plain.with {
        $0.attack = 0.6
        $0.release = 4
        $0.tremoloHertz = 0.16
        $0.tremoloDecibels = 5
        $0.tremoloCutoffCents = 1300
        $0.filter = Articulation.Filter(hertz: 2200, velocityCents: 1000)
      }, loudness: -3.5)
    effect(&bank, 124, "Bird Tweet", bird(), plain, loudness: 1.5)
    effect(&bank, 125, "Telephone Ring", telephone(), plain)
    effect(
      &bank, 126, "Helicopter", helicopter(),
      plain.with {
        $0.attack = 1.7
        $0.release = 2
      }, loudness: -2)
    effect(
      &bank, 127, "Applause", applause(),
      plain.with {
        $0.attack = 0.5
        $0.release = 4
      }, loudness: 1.5)
    effect(&bank, 128, "Gunshot", gunshot(), plain.with { $0.release = 10 })
  }

  private static func effect(
    _ bank: inout Bank, _ number: Int, _ name: String, _ tone: Tone, _ articulation: Articulation, loudness: Double = 0
  ) {
    let set = bank.set(name, keys: [60]) { _, _ in tone }
    bank.program(number, name, set, articulation, loudness: loudness, isPitched: false)
  }

  /// A loop of `seconds` filled by `fill`, which may write past the end: that wraps round to the start.
  private static func ring(seconds: Double, _ fill: (_ put: (Int, Double) -> Void, _ count: Int) -> Void) -> Tone {
    let count = Int(seconds * hertz)
    var period = [Double](repeating: 0, count: count)
    fill({ frame, value in period[frame % count] += value }, count)
    return Tone(rate: rate, key: 60, samples: period + period[..<Tone.guardFrames], loop: 0..<count)
  }

  /// A finger sliding on a wound string: narrow noise that rises.
  private static func fret() -> Tone {
    var random = SeededGenerator("fret")
    var phase = 0.0
    var filter = [Biquad.highPass(900, rate: hertz), Biquad.lowPass(6000, rate: hertz)]
    let count = Int(0.32 * hertz)
    let samples = (0..<count).map { frame in
      let time = Double(frame) / Double(count)
      phase += (900 + 1500 * time) / hertz
      let windings = Exact.sine(turns: phase) + 0.5 * Exact.sine(turns: 2 * phase)
      // The finger is there at once and leaves slowly.
      let swell = time > 0 ? Exact.sine(turns: Exact.pow(time, 0.35) / 2) : 0
      return filter.process((windings * 0.5 + random.bipolar()) * swell * swell)
    }
    return Tone(rate: rate, key: 60, samples: samples, loop: nil)
  }

  private static func breath() -> Tone {
    var samples = NoiseBurst.once(
      "breath", rate: rate, seconds: 0.7, attack: 0.12, decay: 0.18,
      filters: [
        .bandPass(1400, rate: hertz, q: 0.9), .peak(3300, rate: hertz, q: 2, decibels: 5), .lowPass(4500, rate: hertz),
      ])
    for frame in samples.indices.suffix(2200) { samples[frame] *= Double(samples.count - frame) / 2200 }
    return Tone(rate: rate, key: 60, samples: samples, loop: nil)
  }

  private static func waves() -> Tone {
    let noise = NoiseBurst.periodic(
      "sea", length: 24_000,
      filters: [.lowPass(5000, rate: hertz), .highPass(60, rate: hertz), .peak(400, rate: hertz, q: 0.5, decibels: 6)])
    return Tone(rate: rate, key: 60, samples: noise + noise[..<Tone.guardFrames], loop: 0..<noise.count)
  }

  private static func bird() -> Tone {
    ring(seconds: 0.9) { put, _ in
      for (start, length, from, to) in [
        (0.0, 0.09, 2500.0, 3700.0), (0.12, 0.08, 2800, 4100), (0.23, 0.08, 2800, 4100), (0.36, 0.2, 4000, 2300),
      ] {
        let frames = Int(length * hertz)
        var phase = 0.0
        for frame in 0..<frames {
          let time = Double(frame) / Double(frames)
          phase += (from + (to - from) * time + 180 * Exact.sine(turns: 5 * time)) / hertz
          let swell = Exact.sine(turns: time / 2)
          put(Int(start * hertz) + frame, swell * swell * Exact.sine(turns: phase))
        }
      }
    }
  }

  /// Two small bells, struck in turn twenty times a second.
  private static func telephone() -> Tone {
    ring(seconds: 0.4) { put, count in
      for strike in 0..<8 {
        let base = strike % 2 == 0 ? 1330.0 : 1570.0
        let bell = Additive.dying(
          [(base, 1, 0.12), (base * 2.42, 1, 0.1), (base * 4.3, 1.2, 0.08), (base * 6.1, 1.2, 0.06)], rate: rate,
          seconds: 0.4)
        for frame in bell.indices { put(strike * count / 8 + frame, bell[frame]) }
      }
    }
  }

  private static func helicopter() -> Tone {
    let low = NoiseBurst.periodic(
      "rotor", length: 11_025, filters: [.lowPass(420, rate: hertz), .peak(110, rate: hertz, q: 1, decibels: 8)])
    let turbine = NoiseBurst.periodic("turbine", length: 11_025, filters: [.bandPass(2600, rate: hertz, q: 2)])
    return ring(seconds: 0.5) { put, count in
      for frame in 0..<count {
        let turn = Double(frame * 6 % count) / Double(count)
        let chop = Exact.exp(-turn * 5) * min(1, turn * 25)
        put(frame, low[frame] * (0.08 + chop) + turbine[frame] * 0.25 * (0.5 + chop))
      }
    }
  }

  private static func applause() -> Tone {
    var random = SeededGenerator("applause")
    return ring(seconds: 1.2) { put, count in
      for clap in 0..<340 {
        let start = Int(random.unit() * Double(count))
        let level = Exact.pow(random.between(0.25, 1), 2)
        let burst = NoiseBurst.once(
          "clap \(clap)", rate: rate, seconds: 0.03, decay: random.between(0.003, 0.008),
          filters: [.bandPass(random.between(800, 2600), rate: hertz, q: 1.3)])
        for frame in burst.indices { put(start + frame, level * burst[frame]) }
      }
    }
  }

  private static func gunshot() -> Tone {
    let seconds = 1.3
    var tone = Tone(
      rate: rate, key: 60,
      samples: NoiseBurst.once(
        "shot", rate: rate, seconds: seconds, attack: 0.0002, decay: 0.025, filters: [.lowPass(4500, rate: hertz)]),
      loop: nil)
    tone.add(
      NoiseBurst.once(
        "boom", rate: rate, seconds: seconds, attack: 0.001, decay: 0.09,
        filters: [.lowPass(260, rate: hertz, q: 1.2)]),
      gain: 5)
    tone.add(
      NoiseBurst.once(
        "hills", rate: rate, seconds: seconds, attack: 0.03, decay: 0.25, filters: [.bandPass(700, rate: hertz, q: 0.5)]
      ), gain: 0.35)
    let slap = NoiseBurst.once(
      "wall", rate: rate, seconds: 0.4, attack: 0.004, decay: 0.05, filters: [.bandPass(1500, rate: hertz, q: 0.5)])
    tone.add(slap, gain: 0.4, at: Int(0.11 * hertz))
    tone.add(slap, gain: 0.2, at: Int(0.27 * hertz))
    // A blast is louder than any microphone: it saturates.
    let peak = tone.peak
    tone = tone.shaped { x in
      let y = 3 * x / peak
      return y / (1 + abs(y))
    }
    tone.fadeEnds(inSeconds: 0, outSeconds: 0.2)
    return tone
  }
}
