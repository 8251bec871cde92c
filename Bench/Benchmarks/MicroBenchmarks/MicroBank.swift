// SPDX-License-Identifier: MIT
// A bank for the benchmarks that need one, made by the project's own writer.

import DLS

/// A collection of short waves: sixteen to an instrument, each with a region and envelopes of its own.
enum MicroBank {
  /// As a DLS file.
  static func bytes(instrumentCount: Int) -> [UInt8] {
    var collection = Collection()
    for program in 0..<instrumentCount { collection.instruments.append(instrument(UInt8(program), &collection.waves)) }
    guard let file = try? CollectionFile(collection) else { preconditionFailure("the bank can be written") }
    return file.pieces.flatMap(\.self)
  }

  private static func instrument(_ program: UInt8, _ waves: inout [Wave?]) -> Instrument {
    let address = Instrument.Address(bankMSB: 0, bankLSB: 0, program: program, isDrum: false)
    var instrument = Instrument(address: address)
    for number in 0..<16 as Range<UInt8> {
      var region = Region(
        keys: (8 * number)...(8 * number + 7), velocities: 0...127, link: WaveLink(cue: UInt32(waves.count)))
      var parameters = SampleParameters()
      parameters.loop = SampleParameters.Loop(kind: .forward, start: 0, length: 100)
      region.sample = parameters
      instrument.regions.append(region)
      waves.append(wave)
    }
    return instrument
  }

  /// A saw of 480 Hz.
  private static var wave: Wave {
    let bytes = (0..<100).flatMap { frame in
      let sample = Int16(600 * (frame - 50))
      return [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)]
    }
    return Wave(format: .signed16, sampleRate: 48_000, channelCount: 1, data: bytes[...])
  }
}
