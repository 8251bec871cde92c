// SPDX-License-Identifier: MIT
// The instrument of songs that bring none. libFuzzer's thread.

internal import DLS

/// A looped wave of 64 frames, on bank 0 as program 0 and as a drum kit, as a DLS file.
enum SmallBank {
  static let bytes: [UInt8] = {
    let samples = (0..<64).map { Int16($0 < 32 ? 8000 : -8000) }
    let sound = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    var collection = Collection()
    collection.waves = [Wave(format: .signed16, sampleRate: 48_000, channelCount: 1, data: sound[...])]
    var region = Region(keys: 0...127, velocities: 0...127, link: WaveLink(cue: 0))
    region.sample = SampleParameters()
    region.sample?.loop = SampleParameters.Loop(kind: .forward, start: 0, length: 64)
    for isDrum in [false, true] {
      var instrument = Instrument(address: Instrument.Address(bankMSB: 0, bankLSB: 0, program: 0, isDrum: isDrum))
      instrument.regions = [region]
      collection.instruments.append(instrument)
    }
    guard let file = try? CollectionFile(collection) else { fatalError("the small bank cannot be written") }
    return file.bytes()
  }()
}
