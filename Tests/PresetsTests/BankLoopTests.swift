// SPDX-License-Identifier: MIT
// Loops of the built-in bank, from its bytes. Test thread.

import DLS
import Testing

@Suite struct BankLoopTests {
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
}
