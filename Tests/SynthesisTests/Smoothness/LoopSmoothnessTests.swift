// SPDX-License-Identifier: MIT
// No loop makes a step above −80 dBFS where it begins anew and where it is left. The test's own thread.

import DLS
import Glibc
import MIDI
import Testing

@testable import Synthesis

struct LoopSmoothnessTests {
  /// Six turns of 60 Hz, the second and the third of them a loop, at full scale and with more bits than 16.
  private static func bank(_ kind: SampleParameters.Loop.Kind) -> TestBank {
    let wave = (0..<4800).map { Float(sin(2 * .pi * Double($0) / 800)) }
    var bank = TestBank()
    let own: [Connection] = [.seconds(Connection.To.eg1Release, 30)]
    bank.add([Region(wave: bank.add(floats: wave), loop: 800...2399, kind: kind, own)])
    return bank
  }

  private func step(
    _ kind: SampleParameters.Loop.Kind, _ key: UInt8, off: Int?, _ interpolation: Interpolation
  ) throws -> Float {
    let synthesizer = try TestSynthesizer(Self.bank(kind)) { $0.interpolation = interpolation }
    let events = Event.fullVolume() + [.on(0, key)] + (off.map { [.off($0, key)] } ?? [])
    let sound = synthesizer.render(events, frames: 12_000)
    let period = 800 / exp2((Double(key) - 60) / 12)
    // Where a wave begins and ends is a corner of its own, which an interpolator rounds.
    let heard = Array(sound.left[100..<(sound.heardFrames - 100)])
    return Steps.greatest(heard, widths: Steps.widths, period: period)
  }

  @Test(arguments: Interpolation.allCases, [55, 60, 61, 67] as [UInt8])
  func `a loop begins anew without a step`(interpolation: Interpolation, key: UInt8) throws {
    try expectSmooth(step(.forward, key, off: nil, interpolation))
  }

  @Test(arguments: Interpolation.allCases, [55, 60, 61, 67] as [UInt8])
  func `a loop is left without a step`(interpolation: Interpolation, key: UInt8) throws {
    for off in [300, 4000, 4001, 4400, 5263] {
      try expectSmooth(step(.untilRelease, key, off: off, interpolation))
    }
  }
}
