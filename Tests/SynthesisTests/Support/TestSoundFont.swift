// SPDX-License-Identifier: MIT
// A SoundFont in the making: samples, instruments and presets as values. Any thread.

import DLS

@testable import Synthesis

/// A SoundFont that grows line by line; its samples stand one after the other in a source of its own.
struct TestSoundFont {
  typealias Code = SoundFont.Code

  var soundFont = SoundFont()
  private var bytes: [UInt8] = []

  /// Adds a sample and returns its number.
  @discardableResult
  mutating func add(
    sample samples: [Int16], rate: UInt32 = 48_000, key: UInt8 = 60, loop: Range<Int> = 0..<0
  ) -> Int {
    let start = bytes.count / 2
    bytes += samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    soundFont.sampleData = 0..<bytes.count
    soundFont.samples.append(
      SoundFont.Sample(
        name: "sample \(soundFont.samples.count)", range: start..<start + samples.count,
        loopStart: start + loop.lowerBound, loopEnd: start + loop.upperBound, rate: rate, originalKey: key,
        correctionCents: 0, link: 0, type: 1))
    return soundFont.samples.count - 1
  }

  /// Adds the low bytes of all samples, which makes them samples of 24 bits.
  mutating func add(lowBytes: [UInt8]) {
    soundFont.lowSampleData = bytes.count..<bytes.count + lowBytes.count
    bytes += lowBytes
  }

  /// Adds an instrument and a preset that plays it.
  mutating func add(
    _ zones: [SoundFont.Zone], global: SoundFont.Zone? = nil, bank: UInt16 = 0, program: UInt16 = 0,
    presetZone: SoundFont.Zone = SoundFont.Zone(), presetGlobal: SoundFont.Zone? = nil
  ) {
    var instrument = SoundFont.Instrument(name: "instrument")
    instrument.zones = zones
    instrument.global = global
    soundFont.instruments.append(instrument)
    var preset = SoundFont.Preset(name: "preset", bank: bank, program: program)
    var zone = presetZone
    zone.target = soundFont.instruments.count - 1
    preset.zones = [zone]
    preset.global = presetGlobal
    soundFont.presets.append(preset)
  }

  /// One instrument of one zone.
  static func one(
    _ samples: [Int16], rate: UInt32 = 48_000, loop: Range<Int> = 0..<0, _ generators: [SoundFont.Generator] = [],
    _ modulators: [SoundFont.Modulator] = [], preset: SoundFont.Zone = SoundFont.Zone()
  ) -> TestSoundFont {
    var bank = TestSoundFont()
    bank.add(sample: samples, rate: rate, loop: loop)
    var zone = SoundFont.Zone()
    // A filter that velocity moves would be in the way of everything else.
    zone.modulators = [.make(0x0102, Code.filterCutoff, 0)] + modulators
    zone.generators = generators + (loop.isEmpty ? [] : [SoundFont.Generator(Code.sampleModes, 1)])
    bank.add([zone], presetZone: preset)
    return bank
  }

  /// Plays a level of one half for as long as the key is down: what comes out is the gain itself. The attack lasts a
  /// millisecond.
  static func level(
    _ generators: [SoundFont.Generator] = [], _ modulators: [SoundFont.Modulator] = [],
    preset: SoundFont.Zone = SoundFont.Zone()
  ) -> TestSoundFont {
    one([Int16](repeating: 16_384, count: 64), loop: 0..<64, generators, modulators, preset: preset)
  }

  /// Plays a sine of 480 Hz at key 60, half of full scale.
  static func sine(
    _ generators: [SoundFont.Generator] = [], _ modulators: [SoundFont.Modulator] = [],
    preset: SoundFont.Zone = SoundFont.Zone()
  ) -> TestSoundFont {
    one(Signal.sine(period: 100, count: 1000), loop: 0..<1000, generators, modulators, preset: preset)
  }

  /// The bank in the form that plays.
  func compiled(decoder: SampleDecoder? = nil) throws -> CompiledBank {
    var compiler = SoundFontCompiler(soundFont, source: ByteSource(bytes[...]), decoder: decoder)
    return try compiler.compile()
  }

  /// The same, on its way to be compiled.
  var compiler: SoundFontCompiler { SoundFontCompiler(soundFont, source: ByteSource(bytes[...]), decoder: nil) }

  /// A synthesizer that plays it.
  func synthesizer(change: (inout Synthesizer.Configuration) -> Void = { _ in }) throws -> TestSynthesizer {
    try TestSynthesizer(compiled(), change: change)
  }
}

extension SoundFont.Modulator {
  static func make(
    _ source: UInt16, _ destination: UInt16, _ amount: Int16, by amountSource: UInt16 = 0, transform: UInt16 = 0
  ) -> SoundFont.Modulator {
    SoundFont.Modulator(
      source: source, destination: destination, amount: amount, amountSource: amountSource, transform: transform)
  }
}

extension SoundFont.Zone {
  static func make(
    _ generators: [SoundFont.Generator] = [], _ modulators: [SoundFont.Modulator] = [], target: Int = 0
  ) -> SoundFont.Zone {
    var zone = SoundFont.Zone()
    zone.generators = generators
    zone.modulators = modulators
    zone.target = target
    return zone
  }
}
