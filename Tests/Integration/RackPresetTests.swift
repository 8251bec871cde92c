// SPDX-License-Identifier: MIT
// The racks that come with the program. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct RackPresetTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Presets/Racks")

  /// The inputs that are played, and the group outputs where each is heard; the first pair where the outputs are joined.
  private static let racks: [(name: String, heard: [(input: Int, group: Int?)])] = [
    ("band", [(2, nil), (3, nil)]), ("stage-keys", [(1, 1), (2, 2)]), ("layers", [(1, nil)]),
    ("outboard", [(1, 1), (3, 3), (4, 4)]),
  ]

  @Test func `there are four, and each has a test`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(files == Self.racks.map { $0.name + ".yaml" }.sorted() && files.count == 4)
  }

  @Test(arguments: 0..<4) func `a rack of the program loads without a warning, and each of its groups sounds`(
    index: Int
  ) throws {
    let (name, heard) = Self.racks[index]
    let controlled = try ControlledStage(hasEffects: true)
    let loaded = try controlled.run(["ctl", "load", Self.folder.path + "/\(name).yaml", "--json"])
    let report = try JSONDecoder().decode(RackReport.self, from: Data(loaded.output.utf8))
    #expect(report.warnings.isEmpty && report.formChanges > 0, "\(report)")
    for (input, group) in heard {
      let outputs = group.map { (left: "wavesink:group_\($0)_left", right: "wavesink:group_\($0)_right") }
      let trial = try Trial.run(
        on: controlled.stage.server, to: "wavesink:midi_in_\(input)", from: outputs ?? Stage.outputs,
        messages: [(bytes: [0x90, 60, 127], offset: 0), (bytes: [0x80, 60, 0], offset: 12_000)], tailFrames: 4000)
      let peak = trial.recording.left.map(\.magnitude).max() ?? 0
      #expect(peak > 0.01 && peak < 1.5, "\(name), input \(input): \(peak)")
      _ = try controlled.ctl("panic")
      usleep(200_000)
    }
    let again = try controlled.ctl("load", Self.folder.path + "/\(name).yaml").output
    // But for the connections of those who have listened.
    #expect(again.contains("0 loaded, 0 unloaded; messages: 0;") && !again.contains("changed"), "\(again)")
  }
}
