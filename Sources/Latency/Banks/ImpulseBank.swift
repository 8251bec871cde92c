// SPDX-License-Identifier: MIT
// The tool's own bank, whose onset has no error. Any thread but audio.

public import DLS
public import Realtime

/// A bank whose program 0 begins with its loudest sample, and whose program 1 is a load too soft to be heard.
///
/// Program 0 is full scale for a while, and then silent: a single sample would be lost in synths that fade in whatever they begin.
public enum ImpulseBank {
  /// Frames at full scale.
  public static let plateauFrames = 64
  /// Frames of either wave.
  static let waveFrames = 256
  /// Frames of the load that repeat.
  static let loop = 32..<224

  /// The sound of program 0, 16 bits.
  static var impulse: [Int16] { (0..<waveFrames).map { $0 < plateauFrames ? .max : 0 } }
  /// The sound of program 1: the softest that 16 bits can be.
  static var load: [Int16] { (0..<waveFrames).map { $0 & 16 == 0 ? 1 : -1 } }

  /// As a DLS file, for a synth that runs at `rate`. Thread: any but audio.
  public static func dls(rate: SampleRate) throws(CollectionFileError) -> [UInt8] {
    var collection = Collection()
    collection.info.entries = [Info.Entry(tag: "INAM", text: "wavesink latency")]
    collection.waves = [impulse, load].map { wave($0, rate: rate) }
    collection.instruments = [0, 1].map(instrument)
    return try collection.written()
  }

  private static func wave(_ samples: [Int16], rate: SampleRate) -> Wave {
    let bytes = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    return Wave(format: .signed16, sampleRate: rate.hertz, channelCount: 1, data: bytes[...])
  }

  private static func instrument(_ program: UInt8) -> Instrument {
    var region = Region(keys: 0...127, velocities: 0...127, link: WaveLink(cue: UInt32(program)))
    var sample = SampleParameters()
    if program == 1 {
      // −60 dB.
      sample.gain = -60 * 655_360
      sample.loop = .init(kind: .forward, start: UInt32(loop.lowerBound), length: UInt32(loop.count))
    }
    region.sample = sample
    region.isSelfNonExclusive = true
    var instrument = Instrument(address: .init(bankMSB: 0, bankLSB: 0, program: program, isDrum: false))
    instrument.regions = [region]
    return instrument
  }
}
