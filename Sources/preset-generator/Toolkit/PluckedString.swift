// SPDX-License-Identifier: MIT
// A digital waveguide string that is frozen into its loop. Off-line.

/// A plucked string: one period travels through a damping filter of exactly one sample's delay.
///
/// The filter is a symmetric three-point average, whose delay is the same at all frequencies, so the period is a
/// whole number of frames and every harmonic is in tune. At the loop's start the damping stops: from there on the
/// string repeats its last period exactly, and the envelope of the articulation does the rest of the decay.
struct PluckedString {
  /// Where the string is plucked, as a part of its length.
  var position = 0.18
  /// Where a pickup listens, as a part of its length; nil hears the whole string.
  var pickup: Double?
  /// The pluck's spectrum falls above this frequency, in hertz.
  var brightness = 4000.0
  /// Fall of the harmonics with their number: 1 is a displaced string, 0 an ideal impulse.
  var slope = 0.9
  /// Time in which the fundamental falls by 60 dB, in seconds.
  var decay = 4.0
  /// How much of each neighbour the damping filter takes, 0 to 0.25: the highs die the faster for it.
  var damping = 0.02
  /// Seconds of free vibration before the loop.
  var settle = 0.6
  /// Gain of the instrument's body by frequency in hertz.
  var body: (Double) -> Double = { _ in 1 }

  /// Renders the string for a key. `rate` is only the wish: the period decides. `ceiling` in hertz.
  func tone(key: Int, rate: Int, ceiling: Double, name: String) -> Tone {
    let hertz = Exact.hertz(key: Double(key))
    let period = Int((Double(rate) / hertz).rounded())
    let plan = LoopPlan(key: key, period: period)
    var line = excitation(period: period, hertz: hertz, ceiling: ceiling, name: name)
    let start = Int(settle * Double(plan.rate)) / period * period
    let gain = Exact.exp2(-9.965784284662087 / (decay * hertz))
    var samples = line
    while samples.count < start + period + Tone.guardFrames {
      if samples.count <= start { line = damped(line, gain: gain) }
      samples += line
    }
    samples.removeLast(samples.count - start - period - Tone.guardFrames)
    return Tone(rate: plan.rate, key: key, samples: samples, loop: start..<start + period)
  }

  private func damped(_ line: [Double], gain: Double) -> [Double] {
    let count = line.count
    return (0..<count).map { index in
      let around = line[index == 0 ? count - 1 : index - 1] + line[index == count - 1 ? 0 : index + 1]
      return gain * ((1 - 2 * damping) * line[index] + damping * around)
    }
  }

  /// The first period: a plucked string's harmonics, heard through pickup and body.
  private func excitation(period: Int, hertz: Double, ceiling: Double, name: String) -> [Double] {
    var line = [Double](repeating: 0, count: period)
    var random = SeededGenerator(name)
    for harmonic in 1...max(1, (period - 1) / 2) {
      let frequency = Double(harmonic) * hertz
      guard frequency < ceiling || harmonic == 1 else { break }
      var amplitude = Exact.sine(turns: Double(harmonic) * position / 2) / Exact.pow(Double(harmonic), slope)
      if let pickup { amplitude *= Exact.sine(turns: Double(harmonic) * pickup / 2) }
      amplitude *= body(frequency) / (1 + Exact.pow(frequency / brightness, 3))
      let phase = 0.25 + 0.3 * random.bipolar()
      for index in 0..<period {
        line[index] += amplitude * Exact.sine(turns: Double((harmonic * index) % period) / Double(period) + phase)
      }
    }
    return line
  }
}
