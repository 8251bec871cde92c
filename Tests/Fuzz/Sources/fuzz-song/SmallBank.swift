// SPDX-License-Identifier: MIT
// The instrument of songs that bring none. libFuzzer's thread.

import DLS

/// A looped wave of 64 frames, on bank 0 as program 0 and as a drum kit.
enum SmallBank {
  static let collection: Collection = {
    let samples = (0..<64).map { Int16($0 < 32 ? 8000 : -8000) }
    let bytes = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    var collection = Collection()
    collection.waves = [Wave(format: .signed16, sampleRate: 48_000, channelCount: 1, data: bytes[...])]
    for isDrum in [false, true] {
      var region = Region(keys: 0...127, velocities: 0...127, link: WaveLink(cue: 0))
      var sample = SampleParameters()
      sample.loop = SampleParameters.Loop(kind: .forward, start: 0, length: 64)
      region.sample = sample
      var instrument = Instrument(
        address: Instrument.Address(bankMSB: 0, bankLSB: 0, program: 0, isDrum: isDrum))
      instrument.regions = [region]
      collection.instruments.append(instrument)
    }
    return collection
  }()
}
