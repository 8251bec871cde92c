// SPDX-License-Identifier: MIT
// What a SoundFont is, roughly: two of a kind compile to much the same. libFuzzer's thread.

public import DLS

extension SoundFont {
  /// Zones, and generators and modulators of each, that are looked at.
  private static var limit: Int { 48 }

  /// A number for its zones, in which codes count as they are and quantities by their magnitude. Thread: any.
  public var kind: Int {
    var hasher = Hasher()
    for preset in presets.prefix(SoundFont.limit) {
      hasher.combine(preset.bank >= 128)
      hash(preset.global.map { [$0] } ?? [], into: &hasher)
      hash(preset.zones, into: &hasher)
    }
    for instrument in instruments.prefix(SoundFont.limit) {
      hash(instrument.global.map { [$0] } ?? [], into: &hasher)
      hash(instrument.zones, into: &hasher)
    }
    for sample in samples.prefix(SoundFont.limit) { hash(sample, into: &hasher) }
    hasher.combine(lowSampleData != nil)
    return hasher.finalize()
  }

  private func hash(_ zones: [Zone], into hasher: inout Hasher) {
    hasher.combine(magnitudeOf: zones.count)
    for zone in zones.prefix(SoundFont.limit) {
      hasher.combine(magnitudeOf: zone.keys.lowerBound)
      hasher.combine(magnitudeOf: zone.target)
      for generator in zone.generators.prefix(SoundFont.limit) {
        hasher.combine(generator.code)
        hasher.combine(magnitudeOf: generator.amount)
      }
      for modulator in zone.modulators.prefix(SoundFont.limit) {
        hasher.combine(modulator.source)
        hasher.combine(modulator.destination)
        hasher.combine(magnitudeOf: modulator.amount)
        hasher.combine(modulator.amountSource)
        hasher.combine(modulator.transform)
      }
    }
  }

  private func hash(_ sample: Sample, into hasher: inout Hasher) {
    hasher.combine(sample.type)
    hasher.combine(magnitudeOf: sample.range.count)
    hasher.combine(magnitudeOf: sample.loopStart)
    hasher.combine(magnitudeOf: sample.loopEnd - sample.loopStart)
    hasher.combine(magnitudeOf: sample.rate)
    hasher.combine(magnitudeOf: sample.originalKey)
  }
}
