// SPDX-License-Identifier: MIT
// A bank in the making: waves and instruments as values. Any thread.

import DLS

/// A collection that grows line by line.
struct TestBank {
  var collection = Collection()

  /// Adds a wave and returns its cue.
  mutating func add(wave samples: [Int16], rate: UInt32 = 48_000) -> UInt32 {
    let bytes = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    collection.waves.append(Wave(format: .signed16, sampleRate: rate, channelCount: 1, data: bytes[...]))
    return UInt32(collection.waves.count - 1)
  }

  /// The same of numbers that are 1 at full scale.
  mutating func add(floats samples: [Float], rate: UInt32 = 48_000) -> UInt32 {
    let bytes = samples.flatMap { sample in (0..<4).map { UInt8(truncatingIfNeeded: sample.bitPattern >> (8 * $0)) } }
    collection.waves.append(Wave(format: .float32, sampleRate: rate, channelCount: 1, data: bytes[...]))
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

  /// One instrument of one region.
  static func one(
    _ samples: [Int16], rate: UInt32 = 48_000, loop: ClosedRange<Int>? = nil, _ connections: [Connection] = [],
    change: (inout Region) -> Void = { _ in }
  ) -> TestBank {
    var bank = TestBank()
    var region = Region(wave: bank.add(wave: samples, rate: rate), loop: loop, connections)
    change(&region)
    bank.add([region])
    return bank
  }

  /// One instrument that plays a level of one half for as long as the key is down: what comes out is the gain itself.
  static func level(_ connections: [Connection] = [], change: (inout Region) -> Void = { _ in }) -> TestBank {
    one([Int16](repeating: 16_384, count: 64), loop: 0...63, connections, change: change)
  }

  /// One instrument that plays a sine of 480 Hz at key 60, half of full scale.
  static func sine(_ connections: [Connection] = [], change: (inout Region) -> Void = { _ in }) -> TestBank {
    one(Signal.sine(period: 100, count: 1000), loop: 0...999, connections, change: change)
  }

  /// One instrument whose wave counts its own frames: what comes out tells where the oscillator reads.
  static func ramp(_ connections: [Connection] = [], change: (inout Region) -> Void = { _ in }) -> TestBank {
    one((0..<32_000).map { Int16($0) }, connections, change: change)
  }
}

extension Region {
  /// Over all keys and velocities, unity note 60.
  init(
    wave cue: UInt32, keys: ClosedRange<UInt8> = 0...127, velocities: ClosedRange<UInt8> = 0...127,
    loop: ClosedRange<Int>? = nil, kind: SampleParameters.Loop.Kind = .forward, _ connections: [Connection] = []
  ) {
    self.init(keys: keys, velocities: velocities, link: WaveLink(cue: cue))
    var parameters = SampleParameters()
    parameters.loop = loop.map {
      SampleParameters.Loop(kind: kind, start: UInt32($0.lowerBound), length: UInt32($0.count))
    }
    sample = parameters
    articulation = connections
  }
}
