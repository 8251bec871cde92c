// SPDX-License-Identifier: MIT
// Banks in the form that plays, for what a DLS file cannot say. Any thread.

import DLS
import VoiceState

@testable import Synthesis

/// Regions as the engine reads them, made one by one.
struct EngineBank {
  private var regions: [(region: CompiledRegion, links: CompiledRegion.Links, wave: Int)] = []
  private var waves: [(CompiledBank) -> PreparedWave] = []

  /// Adds a wave at 48 kHz. Returns its number.
  mutating func add<Sample: WaveSample>(wave samples: [Sample], loop: ClosedRange<Int>? = nil) -> Int {
    let layout = WaveLayout(
      cue: 0, frameCount: samples.count,
      loop: loop.map {
        SampleParameters.Loop(kind: .forward, start: UInt32($0.lowerBound), length: UInt32($0.count))
      })
    waves.append { bank in
      let byteCount = MemoryLayout<Sample>.stride * layout.storedFrameCount
      guard let memory = unsafe bank.arena.allocate(byteCount: byteCount) else { return PreparedWave() }
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
    change: (inout CompiledRegion) -> Void = { _ in }
  ) {
    var region = CompiledRegion()
    var its = region.apply(Articulation(own: connections))
    // First, so that they may name each other by their places.
    its.live = links + its.live
    region.waveRate = 48_000
    region.needsFilter = region.parameters[Parameter.cutoff.index] < .infinity
    change(&region)
    regions.append((region, its, wave))
  }

  /// Program by program, each so many of the regions; all in one when nothing is said.
  func compiled(programs: [Int]? = nil) -> CompiledBank {
    let bank = CompiledBank(regionCapacity: regions.count)
    var next = 0
    for (program, count) in (programs ?? [regions.count]).enumerated() {
      for entry in regions[next..<(next + count)] {
        bank.append(entry.region, links: bank.store(entry.links), wave: entry.wave)
      }
      next += count
      bank.endProgram(key: ProgramEntry.key(bankMSB: 0, bankLSB: 0, program: UInt8(program), isDrum: false))
    }
    bank.placeWaves(waves.map { $0(bank) })
    return bank
  }

  /// One region that plays a level of one half for as long as the key is down.
  static func level(
    _ connections: [Connection] = [], links: [ModulationLink] = [], change: (inout CompiledRegion) -> Void = { _ in }
  ) -> CompiledBank {
    var bank = EngineBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 64), loop: 0...63)
    bank.add(wave: wave, connections, links: links, change: change)
    return bank.compiled()
  }

  /// One region that plays a sine of 480 Hz at key 60, half of full scale.
  static func sine(
    _ connections: [Connection] = [], links: [ModulationLink] = [], change: (inout CompiledRegion) -> Void = { _ in }
  ) -> CompiledBank {
    var bank = EngineBank()
    let wave = bank.add(wave: Signal.sine(period: 100, count: 1000), loop: 0...999)
    bank.add(wave: wave, connections, links: links, change: change)
    return bank.compiled()
  }
}
