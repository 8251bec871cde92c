// SPDX-License-Identifier: MIT
// What a zone of a SoundFont sets, its level's global zone included. Downloader thread.

import DLS

/// Generators and modulators of one zone.
struct ZoneSettings {
  var generators: GeneratorSums
  var modulators: ModulatorList

  /// One for each zone; a zone's own numbers stand in place of the global zone's, and those in place of the defaults.
  static func ofInstrument(_ instrument: SoundFont.Instrument) -> [ZoneSettings] {
    all(
      instrument.zones, global: instrument.global,
      from: ZoneSettings(generators: .instrumentDefaults, modulators: .defaults), isPreset: false)
  }

  /// One for each zone; these add to the instrument's.
  static func ofPreset(_ preset: SoundFont.Preset) -> [ZoneSettings] {
    all(
      preset.zones, global: preset.global, from: ZoneSettings(generators: GeneratorSums(), modulators: ModulatorList()),
      isPreset: true)
  }

  private static func all(
    _ zones: [SoundFont.Zone], global: SoundFont.Zone?, from start: ZoneSettings, isPreset: Bool
  ) -> [ZoneSettings] {
    var base = start
    base.take(global, isPreset: isPreset)
    return zones.map { zone in
      var settings = base
      settings.take(zone, isPreset: isPreset)
      return settings
    }
  }

  private mutating func take(_ zone: SoundFont.Zone?, isPreset: Bool) {
    generators.set(zone, isPreset: isPreset)
    modulators.set(zone)
  }
}
