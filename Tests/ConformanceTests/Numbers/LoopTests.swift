// SPDX-License-Identifier: MIT
// A loop sounds like the same wave written out in memory. The test's thread.

import DLS
import Foundation
import Testing

struct LoopTests {
  private static let kinds = ["linear", "cubic", "sinc"]
  private static let slot = 4800

  /// Programs 0, 2, … have the loop, 1, 3, … the same frames without one, as long as a note needs.
  private func render(_ waves: [[Int16]], keys: [UInt8], _ kind: String, lead: Int) throws -> Sound {
    var bank = ProbeBank()
    for (index, wave) in waves.enumerated() {
      let loop = Array(wave[lead...])
      let looped = bank.add(wave: wave)
      var region = Region.plain(looped)
      region.sample?.loop = SampleParameters.Loop(kind: .forward, start: UInt32(lead), length: UInt32(loop.count))
      bank.add([region], program: UInt8(2 * index))
      let unlooped = bank.add(wave: wave + (0..<20_000).map { loop[$0 % loop.count] })
      bank.add([.plain(unlooped)], program: UInt8(2 * index + 1))
    }
    let slots = waves.indices.flatMap { index in
      keys.flatMap { key in
        [2 * index, 2 * index + 1].map { [Cue.program(0, UInt8($0)), .on(0, key), .off(Self.slot - 480, key)] }
      }
    }
    return try Renderer.wavesink.render(
      ProbeSong(slots: slots, of: Self.slot), [bank.bytes()], ["--interpolation", kind])
  }

  @Test(arguments: kinds) func `loops of every length sound as if they were written out`(kind: String) throws {
    var random = Pseudorandom()
    // Noise hides nothing: a frame too many or too few is another sound.
    let lengths = [1, 2, 3, 5, 8, 15, 63, 64, 65, 500]
    let waves = lengths.map { length in
      (0..<(20 + length)).map { _ in Int16.random(in: -20_000...20_000, using: &random) }
    }
    let keys: [UInt8] = [47, 60, 61, 79]
    let sound = try render(waves, keys: keys, kind, lead: 20)
    for (index, length) in lengths.enumerated() {
      for (number, key) in keys.enumerated() {
        let start = 2 * (index * keys.count + number) * Self.slot
        let greatest = (0..<4300).map { abs(sound.left[start + $0] - sound.left[start + Self.slot + $0]) }.max() ?? 1
        #expect(greatest < 1e-5, "length \(length), key \(key)")
        #expect((0..<4300).contains { abs(sound.left[start + $0]) > 0.01 })
      }
    }
  }

  @Test(arguments: kinds) func `the boundary of a loop is no farther from the sine than any other place`(
    kind: String
  ) throws {
    // 37 periods in 1000 frames: each time round the loop begins at another phase of what comes out.
    let period = 1000.0 / 37
    let sound = try render([Waves.sine(period: period, count: 1000)], keys: [63], kind, lead: 0)
    let step = exp2(3 / 12.0)
    var (atBoundary, elsewhere) = (0.0, 0.0)
    for frame in 50..<4300 {
      let position = Double(frame) * step
      let ideal = Sound.reference * sin(2 * .pi * position / period)
      let error = abs(sound.left[frame] - ideal)
      let distance = abs(remainder(position, 1000))
      if distance < 20 { atBoundary = max(atBoundary, error) } else { elsewhere = max(elsewhere, error) }
    }
    #expect(atBoundary <= elsewhere * 1.1)
    #expect(elsewhere < 0.01)
  }
}

/// The same numbers every time.
private struct Pseudorandom: RandomNumberGenerator {
  private var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 33
  }
}
