// SPDX-License-Identifier: MIT
// Notes that are cut by others: silent within 15 ms, without a step. The test's thread.

import DLS
import Foundation
import Testing

struct CutTests {
  /// −60 dB full scale.
  private static let step = 0.001
  private static let cutFrame = 9601

  /// What is left of a sine of 480 Hz that is cut, and the sine if nothing cuts it.
  private func render(_ bank: ProbeBank, _ cut: Cue) throws -> (cut: [Double], whole: [Double]) {
    let cues = [Cue.on(0)]
    let whole = try Renderer.wavesink.render(ProbeSong(frames: 14_400, cues), [bank.bytes()])
    let sound = try Renderer.wavesink.render(ProbeSong(frames: 14_400, cues + [cut]), [bank.bytes()])
    return (sound.left, whole.left)
  }

  private static let cases: [(name: String, bank: ProbeBank, cut: Cue)] = [
    ("key group", .cutByGroup(sounding: Waves.sine), .on(cutFrame, 72)),
    ("same key", .cutByKey(sounding: Waves.sine), .on(cutFrame, 60, 10)),
  ]

  @Test(arguments: 0..<2) func `a cut note is 60 dB softer within 15 ms`(index: Int) throws {
    let (cut, whole) = try render(Self.cases[index].bank, Self.cases[index].cut)
    #expect(cut[..<Self.cutFrame] == whole[..<Self.cutFrame])
    let before = whole[(Self.cutFrame - 200)..<Self.cutFrame].map(abs).max() ?? 0
    let after = cut[(Self.cutFrame + 720)...].map(abs).max() ?? 1
    #expect(before > 0.3)
    #expect(after <= before * 0.001)
  }

  @Test(arguments: 0..<2) func `a cut note fades along its slope, without a step`(index: Int) throws {
    let (cut, whole) = try render(Self.cases[index].bank, Self.cases[index].cut)
    // 96 dB in 15 ms, frame by frame: what departs from that is a step.
    let departures = (0..<4000).map { offset in
      let ideal = whole[Self.cutFrame + offset] * pow(10, -96.0 / 20 * Double(offset) / 720)
      return abs(cut[Self.cutFrame + offset] - ideal)
    }
    let steps = zip(departures, departures.dropFirst()).map { abs($1 - $0) }
    #expect((departures.max() ?? 1) < 2 * Self.step)
    #expect((steps.max() ?? 1) < Self.step)
  }
}
