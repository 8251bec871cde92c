// SPDX-License-Identifier: MIT
// Notes that are cut by others: silent within 15 ms, without a step. The test's thread.

import DLS
import Foundation
import Testing

struct CutTests {
  /// −60 dB full scale.
  private static let step = 0.001
  private static let cutFrame = 9601

  /// What is left of a sine of 120 Hz that is cut, and the sine if nothing cuts it.
  private func render(_ bank: ProbeBank, _ cut: Cue) throws -> (cut: [Double], whole: [Double]) {
    let cues = [Cue.on(0, 36)]
    let whole = try Renderer.wavesink.render(ProbeSong(frames: 14_400, cues), [bank.bytes()])
    let sound = try Renderer.wavesink.render(ProbeSong(frames: 14_400, cues + [cut]), [bank.bytes()])
    return (sound.left, whole.left)
  }

  private static let cases: [(name: String, bank: ProbeBank, cut: Cue)] = [
    ("key group", .cutByGroup(sounding: Waves.sine), .on(cutFrame, 72)),
    ("same key", .cutByKey(sounding: Waves.sine), .on(cutFrame, 36, 10)),
  ]

  @Test(arguments: 0..<2) func `a cut note is 60 dB softer within 15 ms`(index: Int) throws {
    let (cut, whole) = try render(Self.cases[index].bank, Self.cases[index].cut)
    #expect(cut[..<Self.cutFrame] == whole[..<Self.cutFrame])
    let before = whole[(Self.cutFrame - 200)..<Self.cutFrame].map(abs).max() ?? 0
    let after = cut[(Self.cutFrame + 720)...].map(abs).max() ?? 1
    #expect(before > 0.3)
    #expect(after <= before * 0.001)
  }

  @Test(arguments: 0..<2) func `a cut note fades without a step`(index: Int) throws {
    let (cut, _) = try render(Self.cases[index].bank, Self.cases[index].cut)
    let slopes = zip(cut, cut.dropFirst()).map { $1 - $0 }
    let bends = zip(slopes, slopes.dropFirst()).map { $1 - $0 }
    // A corner bends the curve once. A step bends it forth and back, and what it does both times is its height.
    var greatest = 0.0
    for frame in (Self.cutFrame - 100)..<(bends.count - 1) where bends[frame] * bends[frame + 1] < 0 {
      greatest = max(greatest, min(bends[frame].magnitude, bends[frame + 1].magnitude))
    }
    #expect(greatest < Self.step)
  }
}
