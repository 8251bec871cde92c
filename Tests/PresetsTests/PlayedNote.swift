// SPDX-License-Identifier: MIT
// A plain DLS voice and a loudness meter, written apart from the generator's and the engine's. Test thread.

import DLS
import Glibc

/// One note of an instrument: all its regions, wave, loop, first envelope, low-pass at its resting place.
struct PlayedNote {
  static let rate = 44_100.0

  var instrument: Instrument
  var key: Int
  var velocity: Int

  /// The first 0.9 s while the key is held, mono, before pan.
  func samples() throws -> [Double] {
    var sum = [Double](repeating: 0, count: Int(0.9 * Self.rate))
    for region in instrument.regions
    where region.keys.contains(UInt8(key)) && region.velocities.contains(UInt8(velocity)) {
      try add(region, to: &sum)
    }
    return sum
  }

  private func add(_ region: Region, to sum: inout [Double]) throws {
    let wave = try PresetFiles.wave(of: region)
    let sample = region.sample ?? wave.sample ?? SampleParameters()
    let art = region.articulation ?? instrument.articulation ?? []
    let data = wave.samples
    let cents = 100 * Double(key - Int(sample.unityNote)) + Double(sample.fineTune)
    let step = Double(wave.sampleRate) / Self.rate * exp2(cents / 1200)
    let loss = -(art.constant(Connection.Destination.filterQ) ?? 0) / 20
    let gain = pow(10, (40 * log10(Double(velocity) / 127) + sample.gainDecibels + loss) / 20)
    var filter = LowPass(hertz: cutoff(art))
    var position = 0.0
    for frame in sum.indices {
      let index = Int(position)
      guard index + 1 < data.count else { break }
      let x = data[index] + (data[index + 1] - data[index]) * (position - Double(index))
      sum[frame] += filter.process(x) * gain * envelope(art, at: Double(frame) / Self.rate)
      position += step
      if let loop = sample.loop, position >= Double(loop.start + loop.length) { position -= Double(loop.length) }
    }
  }

  private func envelope(_ art: [Connection], at time: Double) -> Double {
    typealias To = Connection.Destination
    let attack = art.constant(To.eg1Attack).map { exp2($0 / 1200) } ?? 0
    if time < attack { return time / attack }
    let sustain = art.constant(To.eg1Sustain) ?? 1000
    guard sustain < 1000, let decay = art.constant(To.eg1Decay) else { return 1 }
    let scaled = decay + (art.scale(Connection.Source.keyNumber, to: To.eg1Decay) ?? 0) * Double(key) / 128
    let floor = -96 * (1 - sustain / 1000)
    return pow(10, max(floor, -96 * (time - attack) / exp2(scaled / 1200)) / 20)
  }

  private func cutoff(_ art: [Connection]) -> Double? {
    let to = Connection.Destination.filterCutoff
    guard let base = art.constant(to) else { return nil }
    let velocityCents = (art.scale(Connection.Source.keyOnVelocity, to: to) ?? 0) * Double(velocity) / 128
    let keyCents = (art.scale(Connection.Source.keyNumber, to: to) ?? 0) * Double(key) / 128
    return 440 * exp2((base + velocityCents + keyCents - 6900) / 1200)
  }

  /// Two-pole Butterworth; passes everything without a cutoff.
  private struct LowPass {
    private var b = 1.0, a1 = 0.0, a2 = 0.0, s1 = 0.0, s2 = 0.0
    private let isOpen: Bool

    init(hertz: Double?) {
      isOpen = hertz == nil
      let k = tan(Double.pi * min(hertz ?? 8000, 8000) / PlayedNote.rate)
      let norm = 1 / (1 + k * 2.0.squareRoot() + k * k)
      b = k * k * norm
      a1 = 2 * (k * k - 1) * norm
      a2 = (1 - k * 2.0.squareRoot() + k * k) * norm
    }

    mutating func process(_ x: Double) -> Double {
      if isOpen { return x }
      let y = b * x + s1
      s1 = 2 * b * x - a1 * y + s2
      s2 = b * x - a2 * y
      return y
    }
  }
}

/// Loudness after ITU-R BS.1770's weighting, of the loudest 300 ms.
enum Loudness {
  /// Decibels below full scale.
  ///
  /// The coefficients are the recommendation's, made for 48 kHz: at 44.1 kHz they err by less than 0.4 dB.
  static func decibels(_ signal: [Double]) -> Double {
    var weighted = filtered(
      signal, b: (1.53512485958697, -2.69169618940638, 1.19839281085285), a: (-1.69065929318241, 0.73248077421585))
    weighted = filtered(weighted, b: (1, -2, 1), a: (-1.99004745483398, 0.99007225036621))
    let window = Int(0.3 * PlayedNote.rate)
    var (sum, loudest) = (0.0, 0.0)
    for index in weighted.indices {
      sum += weighted[index] * weighted[index]
      if index >= window { sum -= weighted[index - window] * weighted[index - window] }
      loudest = max(loudest, sum)
    }
    return 10 * log10(max(loudest / Double(window), 1e-20))
  }

  private static func filtered(_ signal: [Double], b: (Double, Double, Double), a: (Double, Double)) -> [Double] {
    var (s1, s2) = (0.0, 0.0)
    return signal.map { x in
      let y = b.0 * x + s1
      s1 = b.1 * x - a.0 * y + s2
      s2 = b.2 * x - a.1 * y
      return y
    }
  }
}
