// SPDX-License-Identifier: MIT
// Plays single notes of the bank, to measure them. Off-line.

/// A small DLS voice: wave, loop, low-pass and both envelopes; no LFOs, pan or sends.
struct Audition {
  /// Frames per second of the measurement.
  static let rate = 44_100.0

  var bank: Bank
  var instrument: Instrument
  var key: Int
  var velocity: Int
  /// Seconds that are played.
  var seconds = 0.9

  /// Gain of a velocity in decibels (DLS: 40 log(v/127)).
  static func velocityDecibels(_ velocity: Int) -> Double {
    2 * Exact.decibels(amplitude: Double(velocity) / 127)
  }

  /// Loudness of one zone at this key and velocity.
  func loudness(of zone: Zone) -> Double { Loudness.decibels(render(zone), rate: Self.rate) }

  /// Loudness of all zones that this note starts.
  func loudness() -> Double {
    let zones = instrument.zones.filter { $0.keys.contains(key) && $0.velocities.contains(velocity) }
    var sum = [Double](repeating: 0, count: Int(seconds * Self.rate))
    for zone in zones {
      for (index, x) in render(zone).enumerated() { sum[index] += x }
    }
    return Loudness.decibels(sum, rate: Self.rate)
  }

  /// One zone's sound.
  func render(_ zone: Zone) -> [Double] {
    let art = zone.articulation ?? instrument.articulation
    let wave = bank.waves[zone.wave]
    let cents = Double(key - zone.unityNote) * 100 + Double(zone.fineTuneCents)
    let step = Double(wave.rate) / Self.rate * Exact.exp2(cents / 1200)
    // A DLS filter with resonance lets half of it go missing at low frequencies (DLS 2.2, low-pass filter).
    let loss = -(art.filter?.resonance ?? 0) / 2
    let gain = Exact.amplitude(decibels: Self.velocityDecibels(velocity) + zone.gainDecibels + loss) / 32768
    var filter: Biquad?
    var position = 0.0
    var level = 0.0
    var output: [Double] = []
    output.reserveCapacity(Int(seconds * Self.rate))
    for frame in 0..<Int(seconds * Self.rate) {
      let time = Double(frame) / Self.rate
      if frame % 64 == 0 {
        level = art.level1(at: time, key: key, velocity: velocity)
        if let shape = art.filter {
          let hertz = shape.hertz(key: key, velocity: velocity, envelope: art.level2(at: time))
          let next = Biquad.lowPass(min(hertz, 8000), rate: Self.rate)
          filter = filter?.taking(next) ?? next
        }
      }
      guard let x = wave.value(at: position) else { break }
      position = wave.wrapped(position + step)
      output.append((filter?.process(x) ?? x) * gain * level)
    }
    output += [Double](repeating: 0, count: Int(seconds * Self.rate) - output.count)
    return output
  }
}

extension Wave {
  /// Linear interpolation; nil after the end.
  func value(at position: Double) -> Double? {
    let index = Int(position)
    guard index + 1 < samples.count else { return nil }
    let (a, b) = (Double(samples[index]), Double(samples[index + 1]))
    return a + (b - a) * (position - Double(index))
  }

  /// A position that has passed the loop's end, moved back into the loop.
  func wrapped(_ position: Double) -> Double {
    guard let loop, position >= Double(loop.upperBound) else { return position }
    let over = position - Double(loop.lowerBound)
    return Double(loop.lowerBound) + over - (over / Double(loop.count)).rounded(.down) * Double(loop.count)
  }
}

extension Articulation {
  /// Linear gain of envelope 1 while the key is held.
  func level1(at time: Double, key: Int, velocity: Int) -> Double {
    let rise = attack * Exact.exp2(attackVelocityCents * Double(velocity) / 128 / 1200)
    if time < rise { return time / rise }
    let fall = decay * Exact.exp2(decayKeyCents * Double(key) / 128 / 1200)
    let drop = max(sustainDecibels, -96 * max(0, time - rise - hold) / fall)
    return sustainDecibels < 0 ? Exact.amplitude(decibels: drop) : 1
  }

  /// Level of envelope 2 while the key is held, 0 to 1.
  func level2(at time: Double) -> Double {
    if time < attack2 { return time / attack2 }
    return max(sustain2, 1 - max(0, time - attack2 - hold2) / decay2)
  }
}

extension Biquad {
  /// The coefficients of another section with the state of this one.
  func taking(_ other: Biquad) -> Biquad {
    var copy = other
    copy.adoptState(of: self)
    return copy
  }
}
