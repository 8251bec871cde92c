// SPDX-License-Identifier: MIT
// From a collection to a compiled bank. Downloader thread.

import DLS
import Realtime

/// Compiles a collection: resolves articulations, lays waves out in memory, counts what could not be used.
struct BankCompiler {
  private let collection: Collection
  /// The engine's rate, which decides what waves are played far above theirs and get levels; nil for no levels.
  private let levelRate: SampleRate?
  private let memory: SampleMemory
  /// Connections that have no effect in this engine, over all regions.
  private(set) var omittedConnectionCount = 0

  init(
    _ collection: Collection, levelRate: SampleRate? = SampleRate(hertz: 48_000),
    in memory: SampleMemory = SampleMemory()
  ) {
    self.collection = collection
    self.levelRate = levelRate
    self.memory = memory
  }

  /// What grows while a bank is compiled.
  private struct Draft {
    let bank: CompiledBank
    var plan = WavePlan()
    /// Phase groups of stereo waves, from the highest number down: files use low ones.
    var nextPhaseGroup = UInt16.max
  }

  /// The bank in the form that plays; `key`: the program with this number alone.
  mutating func compile(only key: UInt32? = nil) throws(BankFault) -> CompiledBank {
    let instruments = collection.instruments.filter { key == nil || Self.key($0.address) == key }
    // A wave has two channels at most, and each takes a region.
    var draft = Draft(
      bank: CompiledBank(regionCapacity: 2 * instruments.reduce(0) { $0 + $1.regions.count }, in: memory))
    for instrument in instruments {
      let global = Articulation(own: instrument.articulation ?? [], isInstruments: true)
      let shared = Self.store(global, in: draft.bank)
      for region in instrument.regions { add(region, shared, to: &draft) }
      draft.bank.endProgram(key: Self.key(instrument.address), keyLinks: global.keyLinks)
    }
    try draft.plan.check(
      soundFrameCount: collection.waves.reduce(0) { $0 + ($1.map { $0.frameCount * $0.channelCount } ?? 0) })
    let waves = try store(draft.plan.layouts, in: draft.bank.arena)
    draft.bank.placeWaves(try draft.bank.withLevels(waves, draft.plan.layouts, rate: levelRate))
    return draft.bank
  }

  /// A sentence for what the regions ask for and this engine does not do.
  var omission: String? {
    omittedConnectionCount > 0 ? "\(omittedConnectionCount) connections have no effect in this engine" : nil
  }

  /// The names of those instruments that have anything to play.
  var namesOfPlayable: [UInt32: String] {
    let playable = collection.instruments.filter { $0.regions.contains { wave(of: $0) != nil } }
    return Dictionary(playable.map { (Self.key($0.address), $0.info.name) }) { first, _ in first }
  }

  /// What the instruments are called, by `ProgramEntry.key`; of two with the same address the first, as it plays.
  var names: [UInt32: String] {
    Dictionary(collection.instruments.map { (Self.key($0.address), $0.info.name) }) { first, _ in first }
  }

  /// The number of an address in tables.
  static func key(_ address: Instrument.Address) -> UInt32 {
    ProgramEntry.key(
      bankMSB: address.bankMSB, bankLSB: address.bankLSB, program: address.program, isDrum: address.isDrum)
  }

  private static func store(_ articulation: Articulation, in bank: CompiledBank) -> CompiledBank.StoredArticulation {
    var compiled = CompiledArticulation()
    let links = compiled.apply(articulation)
    return bank.store(compiled, bank.store(links))
  }

  /// `shared`: the instrument's articulation, for a region without one of its own.
  private mutating func add(_ region: Region, _ shared: CompiledBank.StoredArticulation, to draft: inout Draft) {
    guard let wave = wave(of: region) else { return }
    // The region's parameters replace the wave's as a whole (DLS 2.2, 1.14.6).
    let sample = region.sample ?? wave.sample ?? SampleParameters()
    let stored = region.articulation.map { Self.store(Articulation(own: $0), in: draft.bank) } ?? shared
    omittedConnectionCount += stored.omittedCount
    var compiled = unsafe CompiledRegion(stored.articulation)
    compiled.take(region, wave, sample)
    if wave.channelCount > 1, compiled.phaseGroup == 0 {
      compiled.phaseGroup = draft.nextPhaseGroup
      draft.nextPhaseGroup &-= 1
    }
    for channel in 0..<wave.channelCount {
      if wave.channelCount > 1 { compiled.channelPan = channel == 0 ? -0.5 : 0.5 }
      let layout = WaveLayout(
        cue: Int(region.link.cue), channel: channel, frameCount: wave.frameCount, loop: sample.loop)
      draft.bank.append(compiled, wave: draft.plan.number(of: layout))
      compiled.isPhaseMaster = false
    }
  }

  /// What a region plays; nil where it names no wave, or one without a frame.
  private func wave(of region: Region) -> Wave? {
    let cue = Int(region.link.cue)
    guard cue < collection.waves.count, let wave = collection.waves[cue], wave.frameCount > 0 else { return nil }
    return wave
  }

  /// Decodes each channel once, however many loops it is used with.
  private func store(_ layouts: [WaveLayout], in arena: SampleArena) throws(BankFault) -> [PreparedWave] {
    try arena.reserve(layouts.map { $0.storedFrameCount * (collection.waves[$0.cue]?.format.storedStride ?? 0) })
    var waves = [PreparedWave](repeating: PreparedWave(), count: layouts.count)
    for (source, uses) in Dictionary(grouping: layouts.indices, by: { [layouts[$0].cue, layouts[$0].channel] }) {
      guard let samples = collection.waves[source[0]]?.decoded(channel: source[1]) else { continue }
      for use in uses { waves[use] = try arena.store(samples, from: 0, layouts[use]) }
    }
    return waves
  }
}

extension CompiledRegion {
  /// Ranges, tuning and place of a region.
  fileprivate mutating func take(_ region: Region, _ wave: Wave, _ sample: SampleParameters) {
    range = NoteRange(region.keys, region.velocities)
    isSelfNonExclusive = region.isSelfNonExclusive
    keyGroup = region.keyGroup
    phaseGroup = region.link.phaseGroup
    isPhaseMaster = region.link.isPhaseMaster
    waveRate = wave.sampleRate
    unityNote = sample.unityNote
    fineTuneCents = sample.fineTune
    sampleDecibels = sample.gainDecibels
    pitchCents = unsafe articulation.pointee.parameters[Parameter.pitch.index]
    gainDecibels = unsafe articulation.pointee.parameters[Parameter.gain.index]
    pan = unsafe articulation.pointee.parameters[Parameter.pan.index]
    fixPan(of: region.link)
  }

  /// A multichannel link has its place fixed by the file: left, right, or both.
  private mutating func fixPan(of link: WaveLink) {
    guard link.isMultichannel else { return }
    hasFixedPan = true
    // Bits of speakers on the left and on the right; the others (centre, subwoofer, top) are on both sides.
    let left = link.channelMask & 0b00_1001_0010_0101_0001 != 0
    let right = link.channelMask & 0b10_0100_0100_1010_0010 != 0
    pan = left == right ? 0 : left ? -0.5 : 0.5
  }
}
