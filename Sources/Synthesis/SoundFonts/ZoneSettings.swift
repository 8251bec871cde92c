// SPDX-License-Identifier: MIT
// What a zone of a SoundFont sets, its level's global zone included. Downloader thread.

import DLS

/// Generators and modulators of one zone.
struct ZoneSettings {
  var generators: GeneratorSums
  /// The number of its list of modulators in a catalogue.
  let modulators: Int

  /// One for each zone; a zone's own numbers stand in place of the global zone's, and those in place of the defaults.
  static func ofInstrument(
    _ instrument: SoundFont.Instrument, _ catalogue: inout ModulatorCatalogue
  ) -> [ZoneSettings] {
    all(instrument.zones, global: instrument.global, .instrumentDefaults, .defaults, isPreset: false, &catalogue)
  }

  /// One for each zone; these add to the instrument's.
  static func ofPreset(_ preset: SoundFont.Preset, _ catalogue: inout ModulatorCatalogue) -> [ZoneSettings] {
    all(preset.zones, global: preset.global, GeneratorSums(), ModulatorList(), isPreset: true, &catalogue)
  }

  private static func all(
    _ zones: [SoundFont.Zone], global: SoundFont.Zone?, _ generators: GeneratorSums, _ modulators: ModulatorList,
    isPreset: Bool, _ catalogue: inout ModulatorCatalogue
  ) -> [ZoneSettings] {
    var (sums, list) = (generators, modulators)
    sums.set(global, isPreset: isPreset)
    list.set(global)
    let shared = catalogue.number(of: list)
    return zones.map { zone in
      var (own, ownList) = (sums, list)
      own.set(zone, isPreset: isPreset)
      guard !zone.modulators.isEmpty else { return ZoneSettings(generators: own, modulators: shared) }
      ownList.set(zone)
      return ZoneSettings(generators: own, modulators: catalogue.number(of: ownList))
    }
  }
}
