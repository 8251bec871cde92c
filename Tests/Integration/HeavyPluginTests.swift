// SPDX-License-Identifier: MIT
// A large synthesizer of Debian's packages, with states, a worker and presets, in the real program. The test's thread.

import CJack
import Control
import Foundation
import Testing

private let bundle = "/usr/lib/lv2/ZynAddSubFX.lv2"

@Suite(.serialized, .enabled(if: FileManager.default.fileExists(atPath: bundle), "zynaddsubfx-lv2 is not installed"))
struct HeavyPluginTests {
  private static let synth = "http://zynaddsubfx.sourceforge.net"
  private static let outputs = (left: "wavesink:group_2_left", right: "wavesink:group_2_right")

  @Test(arguments: ["in-process", "sandbox"])
  func `ZynAddSubFX is hosted, and sounds a moment after each of its notes`(mode: String) throws {
    let controlled = try ControlledStage(bank: .tone)
    #expect(try controlled.ctl("groups", "2").status == 0)
    #expect(try controlled.ctl("outputs", "groups").status == 0)
    #expect(try controlled.run(["ctl", "miniport", "2", Self.synth, "--mode", mode]).status == 0)
    #expect(try controlled.ctl("miniport", "2").output == Self.synth + "\n")
    #expect(try controlled.ctl("thru", "1", "none").status == 0)
    // No multiple of the period lies between two of them.
    let messages = (0..<3).flatMap { note in
      [([0x90, 60, 127] as [UInt8], 36_007 * note), ([0xB0, 120, 0] as [UInt8], 36_007 * note + 9000)]
    }
    let trial = try Trial.run(
      on: controlled.stage.server, to: "wavesink:midi_in_2", from: Self.outputs,
      messages: messages.map { (bytes: $0.0, offset: $0.1) }, tailFrames: 4000)
    let onsets = trial.recording.onsets(threshold: 1e-3, silence: 2000)
    let starts = stride(from: 0, to: trial.frames.count, by: 2).map { trial.frames[$0] }
    #expect(onsets.count == 3)
    let late = zip(onsets, starts).map { Int32(bitPattern: $0 &- $1) }
    // It begins notes on a grid of its own, of some frames.
    #expect(late.allSatisfy { $0 >= 0 && $0 < 600 } && (late.max() ?? 0) - (late.min() ?? 0) <= 40, "\(late)")
    #expect(try controlled.report().counters["soundsCured"] == 0)
  }
}
