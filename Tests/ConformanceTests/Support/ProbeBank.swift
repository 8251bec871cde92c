// SPDX-License-Identifier: MIT
// Collections that grow line by line, laid out by the project's writer. Any thread.

import DLS
import Foundation

/// A collection with one mechanism to be looked at.
struct ProbeBank {
  var collection = Collection()

  /// The file.
  func bytes() throws -> [UInt8] { try collection.written() }

  /// The file as chunks, for what no writer would write.
  func chunks() throws -> ChunkTree { try ChunkTree(form: bytes()) }

  /// Adds a wave and returns its cue.
  @discardableResult mutating func add(
    wave samples: [Int16], rate: UInt32 = 48_000, change: (inout Wave) -> Void = { _ in }
  ) -> UInt32 {
    let bytes = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    var wave = Wave(format: .signed16, sampleRate: rate, channelCount: 1, data: bytes[...])
    change(&wave)
    collection.waves.append(wave)
    return UInt32(collection.waves.count - 1)
  }

  /// Adds an instrument.
  mutating func add(
    _ regions: [Region], bankMSB: UInt8 = 0, bankLSB: UInt8 = 0, program: UInt8 = 0, isDrum: Bool = false,
    articulation: [Connection]? = nil
  ) {
    var instrument = Instrument(
      address: Instrument.Address(bankMSB: bankMSB, bankLSB: bankLSB, program: program, isDrum: isDrum))
    instrument.regions = regions
    instrument.articulation = articulation
    collection.instruments.append(instrument)
  }

  /// One instrument of one region, whose wave is a loop from end to end.
  static func one(
    _ samples: [Int16], _ connections: [Connection] = [], change: (inout Region) -> Void = { _ in }
  ) -> ProbeBank {
    var bank = ProbeBank()
    var region = Region.looped(bank.add(wave: samples), frames: samples.count, connections)
    change(&region)
    bank.add([region])
    return bank
  }

  /// One instrument that plays one half for as long as its key is down: what comes out is the gain itself.
  static func level(_ connections: [Connection] = [], change: (inout Region) -> Void = { _ in }) -> ProbeBank {
    one(Waves.half, connections, change: change)
  }

  /// One instrument that plays a sine of half of full scale, 480 Hz at key 60.
  static func sine(_ connections: [Connection] = [], change: (inout Region) -> Void = { _ in }) -> ProbeBank {
    one(Waves.sine, connections, change: change)
  }

  /// One instrument whose wave counts its frames by tens: what comes out tells where the oscillator reads.
  static func ramp(_ connections: [Connection] = [], change: (inout Region) -> Void = { _ in }) -> ProbeBank {
    one(Waves.ramp, connections, change: change)
  }

  /// Global and local connections of the sine.
  static func scoped(global: [Connection]?, local: [Connection]?) -> ProbeBank {
    var bank = sine()
    bank.collection.instruments[0].articulation = global
    bank.collection.instruments[0].regions[0].articulation = local
    return bank
  }
}

/// What the probes play.
enum Waves {
  static let half = [Int16](repeating: 16_384, count: 64)
  static let silence = [Int16](repeating: 0, count: 64)
  static let sine = sine(period: 100, count: 1000)
  static let ramp = (0..<3200).map { Int16($0 * 10) }
  /// One frame of full scale.
  static let impulse = [Int16.max] + [Int16](repeating: 0, count: 16_500)

  static func sine(period: Double, count: Int) -> [Int16] {
    (0..<count).map { Int16((16_384 * sin(2 * .pi * Double($0) / period)).rounded()) }
  }
}

extension Region {
  /// Over all keys and velocities, unity note 60.
  static func looped(
    _ cue: UInt32, frames: Int = 64, _ connections: [Connection]? = [], keys: ClosedRange<UInt8> = 0...127,
    velocities: ClosedRange<UInt8> = 0...127
  ) -> Region {
    var region = Region.plain(cue, connections, keys: keys, velocities: velocities)
    region.sample?.loop = SampleParameters.Loop(kind: .forward, start: 0, length: UInt32(frames))
    return region
  }

  /// The same without a loop.
  static func plain(
    _ cue: UInt32, _ connections: [Connection]? = [], keys: ClosedRange<UInt8> = 0...127,
    velocities: ClosedRange<UInt8> = 0...127
  ) -> Region {
    var region = Region(keys: keys, velocities: velocities, link: WaveLink(cue: cue))
    region.isLevel2 = true
    region.sample = SampleParameters()
    region.articulation = connections?.isEmpty == true ? nil : connections
    return region
  }
}
