// SPDX-License-Identifier: MIT
// Loops and pitch of the built-in bank, from its bytes. Test thread.

import DLS
import Glibc
import Testing

@Suite struct BankTuningTests {
  /// Two steps of 16 bits: the value before and after the seam may each be rounded the other way.
  private static let bound = 2.01 / 32768

  @Test func `no loop has a seam in value or slope`() throws {
    let collection = try PresetFiles.bank().collection
    var count = 0
    for wave in collection.waves {
      let wave = try #require(wave)
      guard let sample = wave.sample, let loop = LoopMeasure(wave: wave, sample: sample) else { continue }
      count += 1
      #expect(loop.samples.count >= loop.start + loop.length + 8, "\(wave.info.name)")
      #expect(loop.valueJump <= Self.bound, "\(wave.info.name)")
      #expect(loop.slopeJump <= 2 * Self.bound, "\(wave.info.name)")
    }
    #expect(count > 300)
  }

  @Test func `a planted seam is found`() throws {
    let violin = try PresetFiles.program(41)
    let region = try #require(violin.regions.first { $0.keys.contains(69) })
    let wave = try PresetFiles.wave(of: region)
    var sample = try #require(region.sample)
    sample.loop?.length -= 1
    let loop = try #require(LoopMeasure(wave: wave, sample: sample))
    #expect(loop.slopeJump > 4 * Self.bound)
  }

  /// Programs 1 to 119 have a pitch; a reversed cymbal and the sound effects have none.
  @Test(arguments: 1...119) func `every key from 24 to 96 is in tune within two cents`(number: Int) throws {
    let program = try PresetFiles.program(number)
    let art = program.articulation ?? []
    #expect(
      art.scale(Connection.Source.keyNumber, to: Connection.Destination.pitch) == nil, "keys are equally tempered")
    #expect(art.constant(Connection.Destination.pitch) ?? 0 == 0)
    for key in 24...96 {
      let regions = program.regions.filter { $0.keys.contains(UInt8(key)) }
      let detuning = regions.map { Double($0.sample?.fineTune ?? 0) }
      #expect(detuning.reduce(0, +) == 0, "layers lie around the pitch")
    }
    for region in program.regions where region.keys.overlaps(24...96) { try expectInTune(region) }
  }

  private func expectInTune(_ region: Region) throws {
    let sample = try #require(region.sample)
    let wave = try PresetFiles.wave(of: region)
    let loop = try #require(LoopMeasure(wave: wave, sample: sample))
    // The layer may sound a fifth or an octave away; its own wave is at the key of its name.
    let name = wave.info.name
    let waveKey = try #require(name.split(separator: " ").last.flatMap { Int($0) })
    let interval = waveKey - Int(sample.unityNote)
    #expect([-12, 0, 7, 12].contains(interval))
    let hertz = 440 * exp2(Double(waveKey - 69) / 12)
    let bin = loop.bin(hertz: hertz)
    #expect(abs(1200 * log2(loop.hertz(bin: bin) / hertz)) < 2, "\(name)")
    let here = loop.power(bin: bin)
    #expect(here > 0.00002 * loop.totalPower, "\(name): the fundamental is there")
    for neighbour in [bin - 1, bin + 1] where abs(1200 * log2(max(0.1, Double(neighbour)) / Double(bin))) < 150 {
      #expect(loop.power(bin: neighbour) < here, "\(name): and it is the strongest line around")
    }
  }
}
