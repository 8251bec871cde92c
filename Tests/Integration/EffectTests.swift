// SPDX-License-Identifier: MIT
// Effects of Debian's packages in the real program. The test's thread.

import CJack
import Control
import Foundation
import Testing

@Suite(.serialized) struct EffectTests {
  private static let amplifier = "http://lv2plug.in/plugins/eg-amp"

  /// The loudest sample of a note; again where a busy machine was late with a sandbox, for what is heard then is another sound.
  private static func peak(_ controlled: ControlledStage) throws -> Float {
    func late() throws -> UInt64 { try controlled.report().counters["sandboxesLate"] ?? 0 }
    var peak: Float = 0
    for _ in 0..<20 {
      let before = try late()
      let trial = try Trial.run(
        on: controlled.stage.server, to: "wavesink:midi_in_1", from: Stage.outputs,
        messages: [(bytes: [0x90, 60, 127], offset: 0), (bytes: [0xB0, 120, 0], offset: 9000)], tailFrames: 256)
      peak = trial.recording.left.map(\.magnitude).max() ?? 0
      if try late() == before { return peak }
    }
    return peak
  }

  /// Both in dB, within 0.05.
  private static func isNear(_ found: Float, _ other: Float, decibels: Float) -> Bool {
    abs(20 * log10(found / other) - decibels) < 0.05
  }

  @Test func `inserts, sends, buses and the master change the level as they should, and a rack keeps them`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rack-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let controlled = try ControlledStage(bank: .tone)
    let plain = try Self.peak(controlled)
    for mode in ["in-process", "sandbox"] {
      let status = try controlled.run(["ctl", "strip", "1", "--inserts", Self.amplifier, "--mode", mode]).status
      #expect(status == 0)
      #expect(try controlled.ctl("parameter", "1/1", "gain", "-6").status == 0)
      usleep(100_000)
      #expect(try Self.isNear(Self.peak(controlled), plain, decibels: -6), "\(mode)")
    }
    #expect(try controlled.ctl("strip", "hall", "--level", "-6.0206").status == 0)
    #expect(try controlled.run(["ctl", "strip", "1", "--send", "hall=0"]).status == 0)
    // Half of it beside the whole.
    #expect(try Self.isNear(Self.peak(controlled), plain, decibels: -6 + 20 * log10(1.5)))
    #expect(try controlled.ctl("strip", "master", "--level", "3").status == 0)
    #expect(try Self.isNear(Self.peak(controlled), plain, decibels: -3 + 20 * log10(1.5)))
    #expect(try controlled.ctl("save", path).status == 0)
    #expect(try controlled.ctl("load", path).output == "it was like that already\n")
    for strip in ["1", "hall", "master"] { #expect(try controlled.ctl("strip", strip, "--remove").status == 0) }
    #expect(try Self.isNear(Self.peak(controlled), plain, decibels: 0))
    #expect(try controlled.ctl("load", path).status == 0)
    #expect(try Self.isNear(Self.peak(controlled), plain, decibels: -3 + 20 * log10(1.5)))
    // A level changes nothing else, controls that somebody has moved neither; a second effect leaves the first as it is.
    #expect(try controlled.ctl("parameter", "1/1", "gain", "-12").status == 0)
    usleep(100_000)
    #expect(try controlled.ctl("strip", "1", "--level", "6").status == 0)
    let command = ["ctl", "strip", "1", "--inserts", Self.amplifier, Self.amplifier]
    #expect(try controlled.run(command).status == 0)
    #expect(try Self.isNear(Self.peak(controlled), plain, decibels: -3 + 20 * log10(1.5)))
    #expect(try controlled.ctl("load", path).status == 0)
    #expect(try Self.isNear(Self.peak(controlled), plain, decibels: -3 + 20 * log10(1.5)))
    for bad in [["--level", "-3"], ["--remove"], ["1", "--mode", "sandbox"], ["1", "--remove", "--level", "1"]] {
      #expect(try controlled.run(["ctl", "strip"] + bad).status == 64, "\(bad)")
    }
    let shown = try controlled.ctl("strip").output
    #expect(shown.contains("1  \(Self.amplifier), 0.0 dB, to hall 0.0 dB"), "\(shown)")
    #expect(try controlled.run(["ctl", "strip", "1", "--send", "nowhere=0"]).status == 65)
    #expect(try controlled.run(["ctl", "strip", "1", "--inserts", "urn:nobody"]).status == 65)
    #expect(try Self.isNear(Self.peak(controlled), plain, decibels: -3 + 20 * log10(1.5)), "nothing has changed")
  }

  @Test func `the server is told how late a pipelined effect is, and a note is as late as that`() throws {
    let controlled = try ControlledStage(bank: .tone)
    let stage = controlled.stage
    let probe = try ProbeClient("latency", on: stage.server)
    #expect(probe.latency(of: Stage.outputs.left, JackCaptureLatency) == 0)
    let command = ["ctl", "strip", "master", "--inserts", Self.amplifier, "--mode", "pipelined"]
    #expect(try controlled.run(command).status == 0)
    #expect(waitUntil(seconds: 3) { probe.latency(of: Stage.outputs.left, JackCaptureLatency) == 256 })
    let trial = try stage.notes(at: [0])
    let onset = try #require(trial.recording.onsets().first)
    #expect(onset &- trial.frames[0] == 256, "disturbances: \(trial.disturbances)")
    #expect(try controlled.ctl("strip", "master", "--remove").status == 0)
    #expect(waitUntil(seconds: 3) { probe.latency(of: Stage.outputs.left, JackCaptureLatency) == 0 })
  }
}
