// SPDX-License-Identifier: MIT
// The racks that come with the program. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct RackPresetTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Presets/Racks")

  /// What is played, and where it is heard.
  private struct Part {
    /// The MIDI input.
    var input = 1
    /// Its channel, from 1.
    var channel = 1
    /// The group whose outputs are listened to; nil for the first pair, where the outputs are joined.
    var group: Int?
    /// Groups that are to be silent meanwhile, so that nothing else is heard.
    var muted: [Int] = []
  }

  private static let racks: [(name: String, parts: [Part])] = [
    ("band", [Part(channel: 10), Part(input: 2), Part(input: 3)]),
    ("stage-keys", [Part(group: 1), Part(input: 2, group: 2)]),
    ("layers", [Part(muted: [2, 3]), Part(muted: [1, 3]), Part(muted: [1, 2])]),
    ("outboard", [Part(group: 1), Part(input: 3, group: 3), Part(input: 4, group: 4)]),
  ]

  @Test func `there are four, and each has a test`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(files == Self.racks.map { $0.name + ".yaml" }.sorted() && files.count == 4)
  }

  @Test(arguments: 0..<4) func `a rack of the program loads without a warning, and each of its groups sounds`(
    index: Int
  ) throws {
    let (name, parts) = Self.racks[index]
    let path = Self.folder.path + "/\(name).yaml"
    let controlled = try ControlledStage(hasEffects: true)
    let loaded = try controlled.run(["ctl", "load", path, "--json"])
    let report = try JSONDecoder().decode(RackReport.self, from: Data(loaded.output.utf8))
    #expect(report.warnings.isEmpty && report.formChanges > 0, "\(report)")
    for part in parts {
      for group in part.muted {
        #expect(try controlled.run(["ctl", "strip", "\(group)", "--level", "-96"]).status == 0)
      }
      let outputs = part.group.map { (left: "wavesink:group_\($0)_left", right: "wavesink:group_\($0)_right") }
      let low = UInt8(part.channel - 1)
      let trial = try Trial.run(
        on: controlled.stage.server, to: "wavesink:midi_in_\(part.input)", from: outputs ?? Stage.outputs,
        messages: [(bytes: [0x90 | low, 60, 127], offset: 0), (bytes: [0x80 | low, 60, 0], offset: 12_000)],
        tailFrames: 4000)
      let peak = trial.recording.left.map(\.magnitude).max() ?? 0
      #expect(peak > 0.005 && peak < 1.5, "\(name), \(part): \(peak)")
      _ = try controlled.ctl("panic")
      if !part.muted.isEmpty { #expect(try controlled.ctl("load", path).status == 0) }
      usleep(300_000)
    }
    let again = try controlled.ctl("load", path).output
    // But for the connections of those who have listened.
    let isLike = again.contains("0 loaded, 0 unloaded; messages: 0;") && !again.contains("changed")
    #expect(isLike || again == "it was like that already\n", "\(again)")
  }
}
