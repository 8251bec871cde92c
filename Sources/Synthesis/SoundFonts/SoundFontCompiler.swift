// SPDX-License-Identifier: MIT
// From a SoundFont to a compiled bank. Downloader thread.

import DLS
import Realtime

/// Compiles a SoundFont: multiplies presets with instruments, sums generators and modulators up, and brings the samples
/// into memory.
struct SoundFontCompiler {
  private let soundFont: SoundFont
  private let source: ByteSource
  private let decoder: SampleDecoder?
  /// Added to the numbers of melodic banks.
  private let bankOffset: Int
  /// The engine's rate, which decides what waves are played far above theirs and get levels; nil for no levels.
  private let levelRate: SampleRate?
  private let memory: SampleMemory
  /// Modulators that have no effect in this engine, over all regions.
  private(set) var omittedModulatorCount = 0
  /// Samples that regions want and that do not play.
  private var faults: [Int: SampleFault] = [:]

  /// `source`: where the samples are; `decoder`: for those that are compressed.
  init(
    _ soundFont: SoundFont, source: ByteSource, decoder: SampleDecoder?, bankOffset: Int = 0,
    levelRate: SampleRate? = SampleRate(hertz: 48_000), in memory: SampleMemory = SampleMemory()
  ) {
    self.soundFont = soundFont
    self.source = source
    self.decoder = decoder
    self.bankOffset = bankOffset
    self.levelRate = levelRate
    self.memory = memory
  }

  /// A sentence for each sample that does not play though a region wants it; the first of many.
  var lostSamples: [String] {
    let limit = 8
    let sentences = faults.sorted { $0.key < $1.key }.prefix(limit)
      .map { "sample \"\(soundFont.samples[$0].name)\" \($1.text)" }
    return faults.count > limit ? sentences + ["and \(faults.count - limit) more samples do not play"] : sentences
  }

  /// A sentence for what the regions ask for and this engine does not do.
  var omission: String? {
    omittedModulatorCount > 0 ? "\(omittedModulatorCount) modulators have no effect in this engine" : nil
  }

  /// What grows while a bank is compiled.
  private struct Draft {
    let bank: CompiledBank
    let instruments: [[CataloguedZone]]
    var library: SampleLibrary
    var modulators: ModulatorCatalogue
    var articulations: ArticulationCache
    var plan = WavePlan()
  }

  /// The bank in the form that plays; `key`: the program with this number alone.
  mutating func compile(
    only key: UInt32? = nil, work: LoadingWork = .unwatched
  ) throws(BankFault) -> CompiledBank {
    let presets = soundFont.presets.filter { $0.isSelectable && (key == nil || self.key(of: $0) == key) }
    let bank = CompiledBank(regionCapacity: try regionCount(of: presets), in: memory)
    var catalogue = ModulatorCatalogue()
    let played = Set(presets.lazy.flatMap(\.zones).map(\.target))
    let instruments = soundFont.instruments.enumerated().map { number, instrument in
      guard played.contains(number) else { return [CataloguedZone]() }
      let start = ZoneSettings(instrument)
      return instrument.zones.map { catalogue.catalogued(start.with($0)) }
    }
    var draft = Draft(
      bank: bank, instruments: instruments,
      library: SampleLibrary(
        soundFont, used: samples(of: presets), source: source, decoder: decoder, work: work),
      modulators: catalogue, articulations: ArticulationCache(bank: bank))
    for preset in presets {
      let start = ZoneSettings(preset)
      for zone in preset.zones { add(zone, draft.modulators.catalogued(start.with(zone)), to: &draft) }
      bank.endProgram(key: self.key(of: preset))
    }
    try draft.plan.check(soundFrameCount: draft.library.soundFrameCount)
    let waves = try draft.library.store(draft.plan.layouts, in: bank.arena)
    bank.placeWaves(try bank.withLevels(waves, draft.plan.layouts, rate: levelRate))
    return bank
  }

  /// A region for each zone of the preset zone's instrument that shares notes with it.
  private mutating func add(_ zone: SoundFont.Zone, _ settings: CataloguedZone, to draft: inout Draft) {
    for (inner, innerSettings) in zip(soundFont.instruments[zone.target].zones, draft.instruments[zone.target]) {
      guard zone.meets(inner) else { continue }
      let sums = innerSettings.generators.adding(settings.generators)
      guard let use = draft.library.use(of: inner.target, sums) else {
        faults[inner.target] = draft.library.fault(of: inner.target)
        continue
      }
      let number = draft.modulators.sum(innerSettings.modulators, settings.modulators)
      let articulation = draft.articulations.articulation(sums, number, draft.modulators.lists[number])
      omittedModulatorCount += articulation.omittedCount
      var region = CompiledRegion(articulation, sums, soundFont.samples[inner.target], use)
      region.range = NoteRange(zone.keys.clamped(to: inner.keys), zone.velocities.clamped(to: inner.velocities))
      draft.bank.append(region, wave: draft.plan.number(of: use.layout))
    }
  }

  /// The samples that a note can reach.
  private func samples(of presets: [SoundFont.Preset]) -> Set<Int> {
    var used: Set<Int> = []
    for zone in presets.lazy.flatMap(\.zones) {
      for inner in soundFont.instruments[zone.target].zones where zone.meets(inner) { used.insert(inner.target) }
    }
    return used
  }

  /// Regions of all presets: pairs of zones that share notes. A file of a few bytes may multiply without end; real ones
  /// stay far below the limit.
  private func regionCount(of presets: [SoundFont.Preset]) throws(BankFault) -> Int {
    let limit = 16_384 + source.count / 64
    let zones = presets.lazy.flatMap(\.zones)
    let pairCount = zones.reduce(0) { $0 + soundFont.instruments[$1.target].zones.count }
    guard pairCount <= 64 * limit else { throw .tooManyRegions(count: pairCount, limit: limit) }
    let count = zones.reduce(0) { sum, zone in sum + soundFont.instruments[zone.target].zones.count { zone.meets($0) } }
    guard count <= limit else { throw .tooManyRegions(count: count, limit: limit) }
    return count
  }

  /// The names of those presets that have anything to play, as far as that can be told before samples are decoded; throws
  /// where all of them together are too many regions.
  func namesOfPlayable() throws(BankFault) -> [UInt32: String] {
    let selectable = soundFont.presets.filter(\.isSelectable)
    _ = try regionCount(of: selectable)
    let playable = selectable.filter { preset in
      samples(of: [preset]).contains { !soundFont.samples[$0].isROM && !soundFont.samples[$0].range.isEmpty }
    }
    return Dictionary(playable.map { (key(of: $0), $0.name) }) { first, _ in first }
  }

  /// What the presets are called, by `ProgramEntry.key`; of two with the same address the first, as it plays.
  var names: [UInt32: String] {
    Dictionary(soundFont.presets.filter(\.isSelectable).map { (key(of: $0), $0.name) }) { first, _ in first }
  }

  /// Bank 128 is for drums (SoundFont 2.04, 7.2); a bank is what CC0 selects.
  private func key(of preset: SoundFont.Preset) -> UInt32 {
    let isDrum = preset.bank & 0x80 != 0
    let bank = Int(preset.bank & 0x7F) + (isDrum ? 0 : bankOffset)
    return ProgramEntry.key(
      bankMSB: UInt8(bank & 0x7F), bankLSB: 0, program: UInt8(preset.program), isDrum: isDrum)
  }
}

extension SoundFont.Preset {
  /// Whether bank and program can be sent at all.
  fileprivate var isSelectable: Bool { program <= 127 && bank <= 128 }
}

extension SoundFont.Zone {
  /// Whether some note is in both.
  fileprivate func meets(_ other: SoundFont.Zone) -> Bool {
    keys.overlaps(other.keys) && velocities.overlaps(other.velocities)
  }
}
