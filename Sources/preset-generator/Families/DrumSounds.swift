// SPDX-License-Identifier: MIT
// How drums and cymbals are made. Off-line.

/// One-shot sounds of the drum kit, as bare signals.
enum DrumSounds {
  static let rate = 32_000
  static let hertz = 32_000.0

  /// A membrane whose pitch falls from `high` to `low` hertz, with its second mode.
  static func membrane(
    high: Double, low: Double, fall: Double, decay: Double, seconds: Double, overtone: Double = 0.25
  ) -> [Double] {
    var phase = 0.0
    var second = 0.0
    return (0..<Int(seconds * hertz)).map { frame in
      let time = Double(frame) / hertz
      let frequency = low + (high - low) * Exact.exp(-time / fall)
      phase += frequency / hertz
      second += 1.59 * frequency / hertz
      let rise = min(1, time / 0.0012)
      return rise
        * (Exact.exp(-time / decay) * Exact.sine(turns: phase)
          + overtone * Exact.exp(-time / (decay * 0.35)) * Exact.sine(turns: second))
    }
  }

  /// A plate: hundreds of modes, the higher ones dying first, over a wash of noise that blooms.
  static func cymbal(
    _ name: String, seconds: Double, low: Double, brightness: Double, wash: Double = 1, ping: [Double] = [],
    pingLevel: Double = 1.4
  ) -> [Double] {
    var random = SeededGenerator(name)
    let modes = (0..<170).map { _ in
      let position = random.unit()
      let frequency = low * Exact.exp2(position * Exact.log2(14_500 / low))
      let level = random.between(0.3, 1) * Exact.exp(-abs(position - 0.55 * brightness) * 1.6)
      return (
        hertz: frequency, level: level * 0.12, seconds: seconds * random.between(0.24, 0.5) * (1.25 - 0.75 * position)
      )
    }
    var samples = Additive.dying(modes, rate: rate, seconds: seconds)
    let noise = NoiseBurst.once(
      name + " wash", rate: rate, seconds: seconds, attack: 0.006, decay: seconds * 0.26,
      filters: [.highPass(2500 + 2500 * brightness, rate: hertz), .highPass(low, rate: hertz)])
    for frame in samples.indices { samples[frame] += wash * 0.9 * noise[frame] }
    if !ping.isEmpty {
      let stick = Additive.dying(ping.map { ($0, pingLevel, seconds * 0.32) }, rate: rate, seconds: seconds)
      for frame in samples.indices { samples[frame] += stick[frame] }
    }
    return faded(thinned(samples, lowest: low))
  }

  /// A burst of filtered noise, as long as it needs to fall by 70 dB.
  static func noise(_ name: String, decay: Double, attack: Double = 0.0006, _ filters: [Biquad]) -> [Double] {
    NoiseBurst.once(name, rate: rate, seconds: decay * 6.5, attack: attack, decay: decay, filters: filters)
  }

  /// Struck wood, bells and shells by their modes in hertz.
  static func modes(_ modes: [(Double, Double, Double)], click: Double = 0, name: String = "") -> [Double] {
    let longest = modes.reduce(0) { max($0, $1.2) }
    let body = Additive.dying(modes.map { (hertz: $0.0, level: $0.1, seconds: $0.2) }, rate: rate, seconds: longest * 6)
    let lowest = modes.reduce(hertz) { min($0, $1.0) }
    guard click > 0 else { return thinned(body, lowest: lowest) }
    let stroke = noise(name, decay: 0.003, [.bandPass(3500, rate: hertz, q: 0.6)])
    return thinned(mix([(body, 1), (stroke, click)]), lowest: lowest)
  }

  /// The same without the thump of modes that all start at once: nothing that rings moves air below its lowest mode.
  private static func thinned(_ signal: [Double], lowest: Double) -> [Double] {
    let cut = Biquad.highPass(lowest * 0.7, rate: hertz)
    return [cut, cut].applied(to: signal)
  }

  /// Sums signals of different lengths.
  static func mix(_ parts: [(signal: [Double], gain: Double)]) -> [Double] {
    var sum = [Double](repeating: 0, count: parts.map(\.signal.count).max() ?? 0)
    for part in parts {
      for frame in part.signal.indices { sum[frame] += part.gain * part.signal[frame] }
    }
    return sum
  }

  /// The same after a wait.
  static func delayed(_ signal: [Double], seconds: Double) -> [Double] {
    [Double](repeating: 0, count: Int(seconds * hertz)) + signal
  }

  /// The same at half the rate, without what that rate cannot carry.
  static func halved(_ signal: [Double]) -> [Double] {
    let filters = [Biquad.lowPass(6600, rate: hertz, q: 0.54), Biquad.lowPass(6600, rate: hertz, q: 1.3)]
    let smooth = filters.applied(to: signal)
    return stride(from: 0, to: smooth.count, by: 2).map { smooth[$0] }
  }

  /// Cuts the tail that nobody hears (56 dB below the peak), and fades the last fifth out.
  static func trimmed(_ signal: [Double]) -> [Double] {
    let peak = signal.reduce(0) { max($0, abs($1)) }
    let end = signal.lastIndex { abs($0) > peak * 0.0016 } ?? 0
    return faded(Array(signal[...end]))
  }

  /// Fades the last fifth out.
  static func faded(_ signal: [Double]) -> [Double] {
    var copy = signal
    let tail = signal.count / 5
    for frame in 0..<tail { copy[signal.count - 1 - frame] *= Double(frame) / Double(tail) }
    return copy
  }
}
