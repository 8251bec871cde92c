// SPDX-License-Identifier: MIT
// Banks in the form that plays, for what a DLS file cannot say. Any thread.

import DLS
import VoiceState

@testable import Synthesis

/// Regions as the engine reads them, made one by one.
struct EngineBank {
  private var parts: [Part] = []
  private var waves: [(CompiledBank) -> PreparedWave] = []

  /// A region and what it would share with others, which a test may change.
  struct Part {
    var articulation = CompiledArticulation()
    var range = NoteRange()
    var keyGroup: UInt16 = 0
    var phaseGroup: UInt16 = 0
    var isPhaseMaster = false
    var channelPan: Float = 0
    var fixedKey: Int8 = -1
    var fixedVelocity: Int8 = -1
    fileprivate var links = CompiledArticulation.Links()
    fileprivate var wave = 0
  }

  /// Adds a wave at 48 kHz. Returns its number.
  mutating func add<Sample: WaveSample>(wave samples: [Sample], loop: ClosedRange<Int>? = nil) -> Int {
    let layout = WaveLayout(
      cue: 0, frameCount: samples.count,
      loop: loop.map {
        SampleParameters.Loop(kind: .forward, start: UInt32($0.lowerBound), length: UInt32($0.count))
      })
    waves.append { bank in
      let byteCount = MemoryLayout<Sample>.stride * layout.storedFrameCount
      guard let memory = unsafe try? bank.arena.allocate(byteCount: byteCount).memory else { return PreparedWave() }
      let frames = unsafe memory.bindMemory(to: Sample.self, capacity: layout.storedFrameCount)
      return unsafe layout.store(at: frames) { out in
        for index in out.indices { unsafe out[index] = samples[index] }
      }
    }
    return waves.count - 1
  }

  /// Adds a region with the defaults of DLS, connections of its own, and live links beside those.
  mutating func add(
    wave: Int, _ connections: [Connection] = [], links: [ModulationLink] = [],
    change: (inout Part) -> Void = { _ in }
  ) {
    var part = Part()
    part.wave = wave
    part.links = part.articulation.apply(Articulation(own: connections))
    // First, so that they may name each other by their places.
    part.links.live = links + part.links.live
    change(&part)
    parts.append(part)
  }

  /// Program by program, each so many of the regions; all in one when nothing is said.
  func compiled(programs: [Int]? = nil) -> CompiledBank {
    let bank = CompiledBank(regionCapacity: parts.count, in: SampleMemory())
    var next = 0
    for (program, count) in (programs ?? [parts.count]).enumerated() {
      for part in parts[next..<(next + count)] { bank.append(part.region(in: bank), wave: part.wave) }
      next += count
      bank.endProgram(key: ProgramEntry.key(bankMSB: 0, bankLSB: 0, program: UInt8(program), isDrum: false))
    }
    bank.placeWaves(waves.map { $0(bank) })
    return bank
  }

  /// One region that plays a level of one half for as long as the key is down.
  static func level(
    _ connections: [Connection] = [], links: [ModulationLink] = [], change: (inout Part) -> Void = { _ in }
  ) -> CompiledBank {
    var bank = EngineBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64), loop: 0...63)
    bank.add(wave: wave, connections, links: links, change: change)
    return bank.compiled()
  }

  /// One region that plays a sine of 480 Hz at key 60, half of full scale.
  static func sine(
    _ connections: [Connection] = [], links: [ModulationLink] = [], change: (inout Part) -> Void = { _ in }
  ) -> CompiledBank {
    var bank = EngineBank()
    let wave = bank.add(wave: Signal.sine(period: 100, count: 1000), loop: 0...999)
    bank.add(wave: wave, connections, links: links, change: change)
    return bank.compiled()
  }
}

extension EngineBank.Part {
  /// At 48 kHz.
  fileprivate func region(in bank: CompiledBank) -> CompiledRegion {
    var region = unsafe CompiledRegion(bank.store(articulation, bank.store(links)).articulation)
    region.waveRate = 48_000
    region.range = range
    region.keyGroup = keyGroup
    region.phaseGroup = phaseGroup
    region.isPhaseMaster = isPhaseMaster
    region.channelPan = channelPan
    region.fixedKey = fixedKey
    region.fixedVelocity = fixedVelocity
    region.pitchCents = articulation.parameters[Parameter.pitch.index]
    region.gainDecibels = articulation.parameters[Parameter.gain.index]
    region.pan = articulation.parameters[Parameter.pan.index]
    return region
  }
}
