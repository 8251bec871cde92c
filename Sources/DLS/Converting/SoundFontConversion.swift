// SPDX-License-Identifier: MIT
// A SoundFont as a DLS collection: the entry of the conversion. Any thread that may wait.
//
//   preset × its zones × the instrument's zones   FlatZone, with its ModulatorList
//    ├ generators and modulators                  ArticulationBuilder → articulation of the region
//    ├ tuning, attenuation, loop                  FlatZone+SampleParameters → `wsmp` of the region
//    └ sample                                     ConvertedWaves → wave of the collection

/// What became of a SoundFont.
public struct SoundFontConversion: Sendable, Equatable {
  /// One instrument for each preset.
  public var collection: Collection
  /// What the collection cannot say.
  public var losses: [ConversionLoss]
}

extension SoundFont {
  /// The most regions of a collection that is made; the largest banks that people play have a tenth of them.
  public static var regionLimit: Int { 1 << 18 }

  /// The bank as a collection with the presets that are `wanted`; samples are read from `source`.
  ///
  /// `decode` gets the indices of all compressed samples that are needed, at once, and gives each one's sound, or
  /// nothing for one that cannot be decoded. Thread: setup, control or worker.
  public func converted(
    from source: ByteSource, where isWanted: (Preset) -> Bool = { _ in true }, decode: ([Int]) -> [Int: [Int16]]
  ) throws(SoundFontConversionError) -> SoundFontConversion {
    var chosen: [Preset] = []
    for preset in presets where isWanted(preset) { chosen.append(preset) }
    try expectFewRegions(chosen)
    let compressed = samplesUsed(by: chosen).filter { samples[$0].isCompressed && !samples[$0].isROM }
    let waves = ConvertedWaves(self, source, decoded: compressed.isEmpty ? [:] : decode(compressed))
    var converter = SoundFontConverter(self, waves)
    return try converter.convert(chosen)
  }

  /// Indices of samples, in order.
  private func samplesUsed(by presets: [Preset]) -> [Int] {
    let used = Set(presets.flatMap { $0.zones.map(\.target) })
    return Set(used.flatMap { instruments[$0].zones.map(\.target) }).sorted()
  }

  /// A small file can name the same zones millions of times: they are counted before any is made.
  private func expectFewRegions(_ presets: [Preset]) throws(SoundFontConversionError) {
    let zones = presets.lazy.flatMap(\.zones)
    // Most pairs share no note; still, there is an end to looking at them.
    let pairCount = zones.reduce(0) { $0 + instruments[$1.target].zones.count }
    let limit = Self.regionLimit
    guard pairCount <= 64 * limit else { throw .tooManyRegions(count: pairCount, limit: limit) }
    let count = zones.reduce(0) { sum, outer in
      sum
        + instruments[outer.target].zones.count {
          $0.keys.overlaps(outer.keys) && $0.velocities.overlaps(outer.velocities)
        }
    }
    guard count <= limit else { throw .tooManyRegions(count: count, limit: limit) }
  }
}
