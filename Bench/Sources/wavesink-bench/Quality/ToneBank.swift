// SPDX-License-Identifier: MIT
// Makes the bank of sines that the interpolators are measured with.

import DLS

/// A collection of an instrument for each sine and one for the sweep, waves without a loop.
enum ToneBank {
  /// The collection as a DLS file.
  static func bytes() throws -> [UInt8] {
    var collection = Collection()
    for tone in Tone.all { collection.add(tone.samples, program: tone.channel) }
    collection.add(Tone.sweepSamples, program: Tone.sweepChannel)
    return try CollectionFile(collection).pieces.flatMap(\.self)
  }
}

extension Collection {
  /// An instrument that plays `samples` over the keys that are measured. Not over all: our engine makes copies at lower
  /// rates of what may be read fast, for the sinc, and does so only up to a size of all copies of a bank.
  fileprivate mutating func add(_ samples: [Int16], program: Int) {
    let bytes = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    let keys = UInt8(Tone.unityKey + Tone.shifts.lowerBound)...UInt8(Tone.unityKey + Tone.shifts.upperBound)
    var region = Region(keys: keys, velocities: 0...127, link: WaveLink(cue: UInt32(waves.count)))
    var parameters = SampleParameters()
    parameters.unityNote = UInt8(Tone.unityKey)
    region.sample = parameters
    waves.append(
      Wave(format: .signed16, sampleRate: UInt32(BenchSettings.rate), channelCount: 1, data: bytes[...]))
    let address = Instrument.Address(bankMSB: 0, bankLSB: 0, program: UInt8(program), isDrum: false)
    var instrument = Instrument(address: address)
    instrument.regions = [region]
    instruments.append(instrument)
  }
}
