// SPDX-License-Identifier: MIT
// What one interpolator makes of each sine at each shift.

import Foundation

/// What an interpolator makes of a sine that is shifted.
struct ToneReading {
  /// Semitones.
  let shift: Int
  /// Of the sine as it was recorded, and as it should come out.
  let hertz: Double
  var shiftedHertz: Double { hertz * Tone.ratio(ofShift: shift) }
  /// Whether the sine, as it was recorded, lies in the lower two octaves of the spectrum.
  var isLow: Bool { hertz <= Tone.lowerHertz }
  /// Signal to noise, in dB; nil where nothing should come out.
  let signalToNoise: Double?
  /// Level beside the lowest sine unshifted, in dB: of the sine, or of all that comes out where nothing should.
  let level: Double

  /// Frames before a measurement, in which a note begins, and frames of it.
  private static let settlingFrames = 2048
  private static let frameCount = 12_288

  /// The place of a sine whose copy from above the spectrum falls into the part of it that one hears, below 18 kHz.
  static let audibleAliasHertz = Double(BenchSettings.rate) - 18_000
  /// Sines that should come out higher are not measured: no synthesizer promises anything for them.
  static let highestHertz = 20_000.0

  /// Every sine at every shift.
  static func all(_ synth: any BenchedSynth) throws -> [ToneReading] {
    // The lowest: libfluidsynth's own low-pass, which is never off, makes the highest softer.
    let reference = SineFit(try sound(of: Tone.all[0].channel, shift: 0, from: synth), hertz: Tone.all[0].hertz)
    return try Tone.all.flatMap { tone in
      try Tone.shifts.compactMap { try ToneReading(tone, shift: $0, synth, unshifted: reference.amplitude) }
    }
  }

  /// Nil for what is not measured.
  private init?(_ tone: Tone, shift: Int, _ synth: any BenchedSynth, unshifted: Double) throws {
    self.shift = shift
    hertz = tone.hertz
    let place = tone.hertz * Tone.ratio(ofShift: shift)
    guard place <= Self.highestHertz || place >= Self.audibleAliasHertz else { return nil }
    let samples = try Self.sound(of: tone.channel, shift: shift, from: synth)
    guard place <= Self.highestHertz else {
      signalToNoise = nil
      level = 10 * log10(Self.power(samples[...]) / (unshifted * unshifted / 2))
      return
    }
    let fit = SineFit(samples, hertz: place)
    signalToNoise = fit.decibels
    level = 20 * log10(fit.amplitude / unshifted)
  }

  /// Mean square; never nothing, whose logarithm there is not.
  static func power(_ samples: ArraySlice<Float>) -> Double {
    max(samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count), 1e-30)
  }

  private static func sound(of channel: Int, shift: Int, from synth: any BenchedSynth) throws -> [Float] {
    let samples = try synth.note(
      Note(channel: channel, key: Tone.unityKey + shift), frameCount: settlingFrames + frameCount)
    return Array(samples[settlingFrames...])
  }
}

extension BenchedSynth {
  /// What a note sounds like on the left, alone; it ends before this returns.
  func note(_ note: Note, frameCount: Int) throws -> [Float] {
    start(note)
    var samples: [Float] = []
    samples.reserveCapacity(frameCount + BenchSettings.longestPeriod)
    while samples.count < frameCount {
      render(frameCount: BenchSettings.longestPeriod)
      samples += left(frameCount: BenchSettings.longestPeriod)
    }
    stop(note)
    for _ in 0..<1000 where soundingVoiceCount > 0 { render(frameCount: BenchSettings.longestPeriod) }
    guard soundingVoiceCount == 0 else { throw BenchError.voices(side: title, sounding: soundingVoiceCount, asked: 0) }
    return Array(samples[..<frameCount])
  }
}
