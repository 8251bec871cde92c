// SPDX-License-Identifier: MIT
// From a collection to a compiled bank. Downloader thread.

import DLS

/// Compiles a collection: resolves articulations, lays waves out in memory, counts what could not be used.
struct BankCompiler {
  private let collection: Collection
  /// Connections that have no effect in this engine, over all regions.
  private(set) var omittedConnectionCount = 0

  init(_ collection: Collection) { self.collection = collection }

  /// A region between the two passes: its wave has a layout, but no place in memory yet.
  private struct Draft {
    var region: CompiledRegion
    var links: CompiledRegion.Links
    var layout: WaveLayout
  }

  /// Why a collection cannot be compiled.
  enum Fault: Error, CustomStringConvertible {
    /// There is not so much memory.
    case noMemory(byteCount: Int)
    /// The regions ask for far more sample memory than the file has sound: each loop of a wave is stored apart.
    case tooManyLoops(byteCount: Int)

    var description: String {
      switch self {
      case .noMemory(let count): "there is no memory for its \(count >> 20) MB of samples"
      case .tooManyLoops(let count):
        "its regions use the same waves with so many loops that they would take \(count >> 20) MB"
      }
    }
  }

  /// The bank in the form that plays.
  mutating func compile() throws(Fault) -> CompiledBank {
    // A program without a region that plays must not hide one of the same address in another bank.
    let programs = collection.instruments.map { (key: Self.key($0.address), drafts: drafts(of: $0)) }
      .filter { !$0.drafts.isEmpty }
    var layouts: [WaveLayout: Int] = [:]
    var frameCount = 0
    for layout in programs.lazy.flatMap({ $0.drafts }).map(\.layout) where layouts[layout] == nil {
      layouts[layout] = frameCount
      frameCount += layout.storedFrameCount
    }
    let soundFrames = collection.waves.reduce(0) { $0 + ($1?.frameCount ?? 0) }
    guard frameCount <= 8 * soundFrames + 1 << 22 else { throw .tooManyLoops(byteCount: 2 * frameCount) }
    guard let arena = SampleArena(frameCount: frameCount) else { throw .noMemory(byteCount: 2 * frameCount) }
    let waves = store(layouts, in: arena)
    let bank = CompiledBank(
      regionCapacity: programs.reduce(0) { $0 + $1.drafts.count },
      linkCapacity: programs.reduce(0) { $0 + $1.drafts.reduce(0) { $0 + $1.links.note.count + $1.links.live.count } },
      arena: arena)
    for (key, drafts) in programs {
      bank.add(
        drafts.map { draft in
          var region = draft.region
          if let wave = waves[draft.layout] { region.wave = wave }
          return (region, draft.links)
        }, key: key)
    }
    return bank
  }

  private static func key(_ address: Instrument.Address) -> UInt32 {
    ProgramEntry.key(
      bankMSB: address.bankMSB, bankLSB: address.bankLSB, program: address.program, isDrum: address.isDrum)
  }

  /// Decodes each wave once, however many loops it is used with.
  private func store(_ layouts: [WaveLayout: Int], in arena: SampleArena) -> [WaveLayout: PreparedWave] {
    var waves: [WaveLayout: PreparedWave] = [:]
    let byCue = Dictionary(grouping: layouts, by: { $0.key.cue })
    for (cue, uses) in byCue {
      guard let samples = collection.waves[cue]?.mixed() else { continue }
      for (layout, offset) in uses {
        waves[layout] = unsafe layout.store(samples, at: arena.frames + offset)
      }
    }
    return waves
  }

  private mutating func drafts(of instrument: Instrument) -> [Draft] {
    var drafts: [Draft] = []
    let global = Articulation(own: instrument.articulation ?? [])
    for region in instrument.regions {
      let cue = Int(region.link.cue)
      guard cue < collection.waves.count, let wave = collection.waves[cue], wave.frameCount > 0 else {
        continue
      }
      let own = region.articulation.map { Articulation(own: $0) }
      let draft = BankCompiler.draft(of: region, wave: wave, articulation: own ?? global)
      omittedConnectionCount += draft.links.omittedCount
      drafts.append(draft)
    }
    return drafts
  }

  /// `articulation`: the region's own if it has one, else the instrument's.
  private static func draft(of region: Region, wave: Wave, articulation: Articulation) -> Draft {
    // The region's parameters replace the wave's as a whole (DLS 2.2, 1.14.6).
    let sample = region.sample ?? wave.sample ?? SampleParameters()
    var compiled = CompiledRegion()
    compiled.keyLow = region.keys.lowerBound
    compiled.keyHigh = region.keys.upperBound
    compiled.velocityLow = region.velocities.lowerBound
    compiled.velocityHigh = region.velocities.upperBound
    compiled.isSelfNonExclusive = region.isSelfNonExclusive
    compiled.keyGroup = region.keyGroup
    compiled.waveRate = Double(wave.sampleRate)
    compiled.unityNote = Double(sample.unityNote)
    compiled.fineTuneCents = Double(sample.fineTune)
    compiled.sampleDecibels = sample.gainDecibels
    let links = compiled.apply(articulation)
    compiled.fixPan(of: region.link)
    compiled.needsFilter = compiled.parameters[Parameter.cutoff.index] < .infinity
    return Draft(
      region: compiled, links: links,
      layout: WaveLayout(cue: Int(region.link.cue), frameCount: wave.frameCount, loop: sample.loop))
  }
}

extension CompiledRegion {
  /// A multichannel link has its place fixed by the file: left, right, or both.
  fileprivate mutating func fixPan(of link: WaveLink) {
    guard link.isMultichannel else { return }
    hasFixedPan = true
    // Bits of speakers on the left and on the right; the others (centre, subwoofer, top) are on both sides.
    let left = link.channelMask & 0b00_1001_0010_0101_0001 != 0
    let right = link.channelMask & 0b10_0100_0100_1010_0010 != 0
    parameters[Parameter.pan.index] = left == right ? 0 : left ? -0.5 : 0.5
  }
}

extension Wave {
  /// The wave as 16-bit samples of one channel; two channels become their mean.
  fileprivate func mixed() -> [Int16] {
    let channels = (0..<channelCount).map { decoded(channel: $0).sixteenBits }
    guard channels.count == 2 else { return channels[0] }
    return zip(channels[0], channels[1]).map { Int16((Int($0) + Int($1)) / 2) }
  }
}

extension WaveSamples {
  fileprivate var sixteenBits: [Int16] {
    switch self {
    case .sixteen(let samples): samples
    case .float(let samples): samples.map { Int16(min(max($0.rounded(), -32_768), 32_767)) }
    }
  }
}
