// SPDX-License-Identifier: MIT
// Level within 0.05 dB. The test's thread.

import DLS
import Foundation
import Testing

struct LevelTests {
  private typealias To = Connection.Destination
  private static let frames = 1440

  /// The left and right level of the note in each slot.
  private func levels(_ bank: ProbeBank, _ slots: [[Cue]]) throws -> [(left: Double, right: Double)] {
    let song = ProbeSong(slots: slots.map { $0 + [.off(960)] }, of: Self.frames)
    let sound = try Renderer.wavesink.render(song, [bank.bytes()])
    return slots.indices.map { slot in
      (sound.level(slot * Self.frames + 720), sound.level(slot * Self.frames + 720, of: \.right))
    }
  }

  private func expect(_ found: [Double], _ expected: [Double]) {
    for (index, pair) in zip(found, expected).enumerated() {
      let isRight = pair.0 == pair.1 || abs(pair.0 - pair.1) < 0.05
      #expect(isRight, "slot \(index): \(pair.0) dB, expected \(pair.1)")
    }
  }

  /// 40·log10 of a controller; −96 dB where it is 0.
  private static func curve(_ value: Int) -> Double { value == 0 ? -96 : 40 * log10(Double(value) / 127) }

  @Test func `every velocity has its level`() throws {
    let found = try levels(.level(), (1...127).map { [.on(0, 60, UInt8($0))] })
    expect(found.map(\.left), (1...127).map(Self.curve))
    expect(found.map(\.right), (1...127).map(Self.curve))
  }

  @Test(arguments: [7, 11] as [UInt8]) func `every volume and expression has its level`(controller: UInt8) throws {
    let found = try levels(.level(), (0...127).map { [.control(0, controller, UInt8($0)), .on(0)] }).map(\.left)
    expect(Array(found.dropFirst()), (1...127).map(Self.curve))
    #expect(found[0] <= -95.95)
  }

  @Test func `velocity, volume and expression add up`() throws {
    let triples: [(Int, Int, Int)] = [(127, 100, 90), (100, 100, 127), (64, 64, 64), (30, 90, 110), (101, 3, 127)]
    let found = try levels(
      .level(),
      triples.map { [.control(0, 7, UInt8($0.1)), .control(0, 11, UInt8($0.2)), .on(0, 60, UInt8($0.0))] })
    expect(found.map(\.left), triples.map { Self.curve($0.0) + Self.curve($0.1) + Self.curve($0.2) })
  }

  @Test func `gains of waves and of connections are exact`() throws {
    let gains = [-900, -600, -333.3, -120, -60, -6.25, -0.5, 0]
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.half)
    for (index, gain) in gains.enumerated() {
      var region = Region.looped(wave)
      region.sample?.gain = Int32((gain * 65_536).rounded())
      bank.add([region], program: UInt8(index))
      bank.add([.looped(wave, [.constant(To.gain, gain)])], bankMSB: 1, program: UInt8(index))
    }
    for bankNumber: UInt8 in [0, 1] {
      let slots = gains.indices.map { [Cue.bank(0, bankNumber), .program(0, UInt8($0)), .on(0)] }
      expect(try levels(bank, slots).map(\.left), gains.map { $0 / 10 })
    }
  }

  @Test func `every position in the panorama has its levels`() throws {
    let found = try levels(.level(), (0...127).map { [.control(0, 10, UInt8($0)), .on(0)] })
    let angles = (0...127).map { Double.pi / 2 * (max(-0.5, min(0.5, 0.508 * (Double($0) / 64 - 1))) + 0.5) }
    expect(
      found.map(\.left), angles.map { cos($0) < 1e-9 ? -.infinity : 20 * log10(cos($0) * 2.0.squareRoot()) })
    expect(
      found.map(\.right), angles.map { sin($0) < 1e-9 ? -.infinity : 20 * log10(sin($0) * 2.0.squareRoot()) })
  }

  @Test func `pan of a region adds to that of the channel`() throws {
    let pans = [-500, -250, -100, 0, 100, 250, 500.0]
    var bank = ProbeBank()
    let wave = bank.add(wave: Waves.half)
    for (index, pan) in pans.enumerated() { bank.add([.looped(wave, [.constant(To.pan, pan)])], program: UInt8(index)) }
    let found = try levels(bank, pans.indices.map { [.program(0, UInt8($0)), .control(0, 10, 80), .on(0)] })
    let angles = pans.map { Double.pi / 2 * (max(-0.5, min(0.5, 0.508 * 0.25 + $0 / 1000)) + 0.5) }
    expect(found.map(\.left), angles.map { cos($0) < 1e-9 ? -.infinity : 20 * log10(cos($0) * 2.0.squareRoot()) })
  }
}
