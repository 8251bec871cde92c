// SPDX-License-Identifier: MIT
// Makes an instrument of each preset. Any thread that may wait.

/// One conversion.
struct SoundFontConverter {
  private let soundFont: SoundFont
  private var waves: ConvertedWaves
  private var losses = LossLog()

  init(_ soundFont: SoundFont, _ waves: ConvertedWaves) {
    self.soundFont = soundFont
    self.waves = waves
  }

  /// The texts of DLS; SoundFonts have these, and two about sound cards.
  private static let tags: Set = [
    "IARL", "IART", "ICMS", "ICMT", "ICOP", "ICRD", "IENG", "IGNR", "IKEY", "IMED", "INAM", "IPRD", "ISBJ", "ISFT",
    "ISRC", "ISRF", "ITCH",
  ]

  /// The presets as a collection.
  mutating func convert(_ presets: [SoundFont.Preset]) throws(SoundFontConversionError) -> SoundFontConversion {
    var collection = Collection()
    for entry in soundFont.info.entries {
      if Self.tags.contains(entry.tag) { collection.info.entries.append(entry) } else { losses.note(.text, entry.tag) }
    }
    for preset in presets {
      guard let address = preset.address else {
        losses.note(.unreachablePreset, preset.name)
        continue
      }
      let instrument = try instrument(preset, address)
      if instrument.regions.isEmpty {
        losses.note(.silentPreset, preset.name)
      } else {
        collection.instruments.append(instrument)
      }
    }
    guard !collection.instruments.isEmpty else { throw .noInstruments }
    collection.waves = waves.waves
    return SoundFontConversion(collection: collection, losses: losses.losses + waves.losses.losses)
  }

  private mutating func instrument(
    _ preset: SoundFont.Preset, _ address: Instrument.Address
  ) throws(SoundFontConversionError) -> Instrument {
    var instrument = Instrument(address: address)
    instrument.info = Info(name: preset.name)
    var pairs = StereoPairs()
    for outer in preset.zones {
      let inside = soundFont.instruments[outer.target]
      var regions: [StereoPairs.Voice] = []
      for inner in inside.zones {
        guard let zone = FlatZone(outer, of: preset, inner, of: inside) else { continue }
        if let region = try region(zone, preset) { regions.append(region) }
      }
      pairs.lock(&regions, soundFont.samples)
      instrument.regions += regions.map(\.region)
    }
    instrument.shareArticulation()
    return instrument
  }

  /// The region of a zone; nil where it has no sound.
  private mutating func region(
    _ zone: FlatZone, _ preset: SoundFont.Preset
  ) throws(SoundFontConversionError) -> StereoPairs.Voice? {
    guard let wave = try waves.wave(of: zone) else { return nil }
    let sample = soundFont.samples[zone.sample]
    var (parameters, tuning) = zone.sampleParameters(sample, wave)
    var region = Region(keys: zone.keys, velocities: zone.velocities, link: WaveLink(cue: wave.cue))
    region.isLevel2 = true
    // SoundFonts let a key sound again while it still rings.
    region.isSelfNonExclusive = true
    region.keyGroup = UInt16(zone[SoundFont.Code.exclusiveClass])
    if parameters.hasClampedGain(zone) { losses.note(.clampedValue, preset.name) }
    let articulation = ArticulationBuilder(zone, tuning: tuning)
    for loss in articulation.losses { losses.note(loss, preset.name) }
    region.articulation = articulation.connections
    parameters.options = 1
    // Even where the wave says the same: some readers take no loop from there.
    region.sample = parameters
    return StereoPairs.Voice(region: region, parameters: parameters, sample: zone.sample)
  }
}

extension SoundFont.Preset {
  /// Where MIDI finds it; nil where it cannot.
  fileprivate var address: Instrument.Address? {
    guard bank <= 128, program <= 127 else { return nil }
    return Instrument.Address(
      bankMSB: bank == 128 ? 0 : UInt8(bank), bankLSB: 0, program: UInt8(program), isDrum: bank == 128)
  }
}

extension Instrument {
  /// DLS has no other way of saying a thing once: articulations that are all the same become the instrument's.
  fileprivate mutating func shareArticulation() {
    guard let first = regions.first?.articulation, regions.allSatisfy({ $0.articulation == first }) else { return }
    articulation = first
    for index in regions.indices { regions[index].articulation = nil }
  }
}

extension Info {
  /// A name, where there is one.
  init(name: String) {
    self.init()
    if !name.isEmpty { entries = [Entry(tag: "INAM", text: name)] }
  }
}
