// SPDX-License-Identifier: MIT
// What a zone of a SoundFont sets, its level's global zone included. Any thread but audio.

/// Generators and modulators of one zone, or of two levels together: SoundFonts have two, DLS and the engine one.
public struct ZoneSettings: Sendable {
  /// Numbers of the level, or sums of both.
  public private(set) var generators: GeneratorSums
  /// In force there.
  public private(set) var modulators: ModulatorList
  private let isPreset: Bool

  /// What the zones of an instrument begin with: its global zone's numbers in place of the defaults.
  /// Thread: any but audio.
  public init(_ instrument: SoundFont.Instrument) {
    (generators, modulators, isPreset) = (.instrumentDefaults, .defaults, false)
    take(instrument.global)
  }

  /// What the zones of a preset begin with: they add to the instrument's. Thread: any but audio.
  public init(_ preset: SoundFont.Preset) {
    (generators, modulators, isPreset) = (GeneratorSums(), ModulatorList(), true)
    take(preset.global)
  }

  /// These with a zone's own in place of what it says otherwise. Thread: any but audio.
  public func with(_ zone: SoundFont.Zone) -> ZoneSettings {
    var settings = self
    settings.take(zone)
    return settings
  }

  /// An instrument's with a preset's added (SoundFont 2.04, 9.4). Thread: any but audio.
  public func adding(_ preset: ZoneSettings) -> ZoneSettings {
    var settings = self
    settings.generators = generators.adding(preset.generators)
    settings.modulators = modulators.adding(preset.modulators)
    return settings
  }

  private mutating func take(_ zone: SoundFont.Zone?) {
    generators.set(zone, isPreset: isPreset)
    modulators.set(zone)
  }
}
