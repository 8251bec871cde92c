// SPDX-License-Identifier: MIT
// Collections whose regions differ. Any thread.

import DLS

extension ProbeBank {
  /// One half; −10 dB from a key on.
  static func split(at key: UInt8) -> ProbeBank {
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.half)
    bank.add([
      .looped(wave, keys: 0...(key - 1)),
      .looped(wave, [.constant(Connection.Destination.gain, -100)], keys: key...127),
    ])
    return bank
  }

  /// One half; −10 dB from velocity 64 on.
  static func velocitySplit() -> ProbeBank {
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.half)
    bank.add([
      .looped(wave, velocities: 1...63),
      .looped(wave, [.constant(Connection.Destination.gain, -100)], velocities: 64...127),
    ])
    return bank
  }

  /// Two regions for every note.
  static func layers(keyGroup: UInt16 = 0) -> ProbeBank {
    var bank = ProbeBank.level()
    bank.collection.instruments[0].regions[0].keyGroup = keyGroup
    bank.collection.instruments[0].regions.append(bank.collection.instruments[0].regions[0])
    return bank
  }

  /// The sine of 480 Hz at another rate.
  static func rate(_ hertz: UInt32) -> ProbeBank {
    var bank = ProbeBank()
    // 147 frames are 3.2 periods: 735 frames are 16.
    let wave = bank.add(wave: Waves.sine(period: 45.9375, count: 735), rate: hertz)
    bank.add([.looped(wave, frames: 735)])
    return bank
  }

  /// A wave that counts its own frames, one-shot.
  static func counting(_ connections: [Connection] = [], frames: Int = 12_000) -> ProbeBank {
    var bank = ProbeBank()
    let wave = bank.add(wave: (0..<frames).map { Int16($0) })
    bank.add([.plain(wave, connections)])
    return bank
  }

  /// One half, 2400 frames, of which the first 64 are the loop, with a release of one second.
  static func loopAndRelease(_ kind: SampleParameters.Loop.Kind) -> ProbeBank {
    var bank = ProbeBank()
    let wave = bank.add(wave: [Int16](repeating: 16_384, count: 2400))
    var region = Region.looped(wave, frames: 64, [.seconds(Connection.Destination.eg1Release, 1)])
    region.sample?.loop?.kind = kind
    bank.add([region])
    return bank
  }

  /// Two sines, the left the master, the right tuned a fifth higher on its own.
  static func phaseGroup() -> ProbeBank {
    var bank = ProbeBank.sine([.constant(Connection.Destination.pan, -500)])
    bank.collection.instruments[0].regions[0].link.phaseGroup = 1
    bank.collection.instruments[0].regions[0].link.isPhaseMaster = true
    var slave = Region.looped(
      0, frames: 1000,
      [.constant(Connection.Destination.pan, 500), .constant(Connection.Destination.pitch, 700)])
    slave.link.phaseGroup = 1
    slave.link.channelMask = 2
    bank.collection.instruments[0].regions.append(slave)
    return bank
  }
}
