// SPDX-License-Identifier: MIT
// The committed presets are what the generator makes. Test thread.

import DLS
import Foundation
import Testing

@Suite struct ReproductionTests {
  /// The generator beside the test bundle: built by the same command in the same configuration.
  static let generator: String? = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0])
    for _ in 0..<6 {
      folder.deleteLastPathComponent()
      let path = folder.appendingPathComponent("preset-generator").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    return nil
  }()

  #if DEBUG
    /// An unoptimised generator takes a while: one run against the committed bytes must do.
    private static let runs = 1
  #else
    private static let runs = 2
  #endif

  @Test(.enabled(if: generator != nil, "preset-generator has not been built"))
  func `the generator gives the committed bytes`() throws {
    let generator = try #require(Self.generator)
    for run in 1...Self.runs {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "wavesink-presets-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: generator)
      process.arguments = [folder.path]
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let names = ["Banks/wavesink-gm.dls"] + PresetFiles.songNames.map { "Songs/\($0).mid" }
      for name in names {
        let made = try FileBytes.read(folder.appendingPathComponent(name).path)
        let committed = try FileBytes.read(PresetFiles.root + "/Presets/" + name)
        // Compared before: of two large files that differ the expectation would work out how, for hours.
        let isSame = made == committed
        #expect(isSame, "\(name), run \(run): regenerate Presets/ and commit it")
      }
    }
  }
}
