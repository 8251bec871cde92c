// SPDX-License-Identifier: MIT
// From a collection to a compiled bank. Downloader thread.

import DLS

/// Compiles a collection: resolves articulations, lays waves out in memory, counts what could not be used.
struct BankCompiler {
  private let collection: Collection
  /// Connections that have no effect in this engine, over all regions.
  private(set) var omittedConnectionCount = 0

  init(_ collection: Collection) { self.collection = collection }

  /// The bank in the form that plays.
  mutating func compile() throws(BankFault) -> CompiledBank {
    let bank = CompiledBank(regionCapacity: collection.instruments.reduce(0) { $0 + $1.regions.count })
    var plan = WavePlan()
    for instrument in collection.instruments {
      let global = Articulation(own: instrument.articulation ?? [], isInstruments: true)
      add(instrument, global, to: bank, &plan)
      bank.endProgram(key: Self.key(instrument.address), keyLinks: global.keyLinks)
    }
    try plan.check(soundFrameCount: collection.waves.reduce(0) { $0 + ($1?.frameCount ?? 0) })
    bank.placeWaves(try store(plan.layouts, in: bank.arena))
    return bank
  }

  private static func key(_ address: Instrument.Address) -> UInt32 {
    ProgramEntry.key(
      bankMSB: address.bankMSB, bankLSB: address.bankLSB, program: address.program, isDrum: address.isDrum)
  }

  /// Decodes each wave once, however many loops it is used with.
  private func store(_ layouts: [WaveLayout], in arena: SampleArena) throws(BankFault) -> [PreparedWave] {
    var waves = [PreparedWave](repeating: PreparedWave(), count: layouts.count)
    for (cue, uses) in Dictionary(grouping: layouts.indices, by: { layouts[$0].cue }) {
      guard let samples = collection.waves[cue]?.decoded() else { continue }
      for use in uses {
        let byteCount = 2 * layouts[use].storedFrameCount
        guard let memory = unsafe arena.allocate(byteCount: byteCount) else { throw .noMemory(byteCount: byteCount) }
        let frames = unsafe memory.bindMemory(to: Int16.self, capacity: layouts[use].storedFrameCount)
        waves[use] = unsafe layouts[use].store(samples, at: frames)
      }
    }
    return waves
  }

  private mutating func add(
    _ instrument: Instrument, _ global: Articulation, to bank: CompiledBank, _ plan: inout WavePlan
  ) {
    for region in instrument.regions {
      let cue = Int(region.link.cue)
      guard cue < collection.waves.count, let wave = collection.waves[cue], wave.frameCount > 0 else { continue }
      let own = region.articulation.map { Articulation(own: $0) }
      var compiled = CompiledRegion()
      let links = compiled.apply(own ?? global)
      omittedConnectionCount += links.omittedCount
      let sample = region.sample ?? wave.sample ?? SampleParameters()
      compiled.take(region, wave, sample)
      let layout = WaveLayout(cue: cue, frameCount: wave.frameCount, loop: sample.loop)
      bank.append(compiled, links: bank.store(links), wave: plan.number(of: layout))
    }
  }
}

extension CompiledRegion {
  /// Ranges, tuning and place of a region. `sample`: the region's own parameters replace the wave's as a whole (DLS 2.2,
  /// 1.14.6).
  fileprivate mutating func take(_ region: Region, _ wave: Wave, _ sample: SampleParameters) {
    keyLow = region.keys.lowerBound
    keyHigh = region.keys.upperBound
    velocityLow = region.velocities.lowerBound
    velocityHigh = region.velocities.upperBound
    isSelfNonExclusive = region.isSelfNonExclusive
    keyGroup = region.keyGroup
    phaseGroup = region.link.phaseGroup
    isPhaseMaster = region.link.isPhaseMaster
    waveRate = Double(wave.sampleRate)
    unityNote = Double(sample.unityNote)
    fineTuneCents = Double(sample.fineTune)
    sampleDecibels = sample.gainDecibels
    fixPan(of: region.link)
    needsFilter = parameters[Parameter.cutoff.index] < .infinity
  }

  /// A multichannel link has its place fixed by the file: left, right, or both.
  private mutating func fixPan(of link: WaveLink) {
    guard link.isMultichannel else { return }
    hasFixedPan = true
    // Bits of speakers on the left and on the right; the others (centre, subwoofer, top) are on both sides.
    let left = link.channelMask & 0b00_1001_0010_0101_0001 != 0
    let right = link.channelMask & 0b10_0100_0100_1010_0010 != 0
    parameters[Parameter.pan.index] = left == right ? 0 : left ? -0.5 : 0.5
  }
}
