// SPDX-License-Identifier: MIT
// The list of plug-ins, as the program shows it.

import Foundation
import Testing

@Suite struct PluginsCommandTests {
  /// Installs plug-ins of forty controls each in a folder; its path.
  private static func install(_ count: Int, _ name: String, in folder: TemporaryFolder) throws -> String {
    let controls = (0..<40).map { index in
      """
      [ a lv2:InputPort, lv2:ControlPort ; lv2:index \(index) ; lv2:symbol "control_\(index)" ; lv2:name "Control" ;
        lv2:default 0.5 ; lv2:minimum 0.0 ; lv2:maximum 1.0 ]
      """
    }
    for number in 0..<count {
      let bundle = folder / "\(name)/\(number).lv2"
      try FileManager.default.createDirectory(atPath: bundle, withIntermediateDirectories: true)
      let data = """
        @prefix lv2: <http://lv2plug.in/ns/lv2core#> .
        @prefix doap: <http://usefulinc.com/ns/doap#> .
        <urn:wavesink:test:\(name):\(number)> a lv2:Plugin ; lv2:binary <gone.so> ; doap:name "Number \(number)" ;
          lv2:optionalFeature lv2:hardRTCapable ; lv2:port \(controls.joined(separator: ",\n")) .
        """
      try Data(data.utf8).write(to: URL(fileURLWithPath: bundle + "/manifest.ttl"))
    }
    return folder / name
  }

  private static func list(_ folders: [String], cache: String, _ words: [String], in folder: TemporaryFolder) throws
    -> WavesinkRun
  {
    try WavesinkRun(
      [
        "LV2_PATH=\(folders.joined(separator: ":"))", "XDG_CACHE_HOME=\(cache)", WavesinkRun.binaryWithoutBank,
        "plugins",
      ]
        + words, in: folder, program: "/usr/bin/env")
  }

  @Test func `500 plug-ins are listed in less than a second when they have been listed before`() throws {
    let folder = try TemporaryFolder()
    let many = try Self.install(500, "many", in: folder)
    usleep(100_000)
    let first = try Self.list([many], cache: folder / "cache", ["--json"], in: folder)
    #expect(first.status == 0 && first.errors == "")
    let kept = try #require(folder.bytes("cache/wavesink/plugins"))
    #expect(kept.count > 1_000_000)
    var least = 60.0
    for _ in 0..<5 {
      let again = try Self.list([many], cache: folder / "cache", ["--json"], in: folder)
      #expect(again.status == 0 && again.output == first.output)
      least = min(least, again.seconds)
    }
    #expect(least < 1, "\(least) s; \(first.seconds) s the first time")
    #expect(folder.bytes("cache/wavesink/plugins") == kept)
  }

  @Test func `the list follows LV2_PATH, and a cache that cannot be written is no fault`() throws {
    let folder = try TemporaryFolder()
    let (few, more) = (try Self.install(2, "few", in: folder), try Self.install(3, "more", in: folder))
    usleep(100_000)
    for cache in [folder / "cache", "/dev/null"] {
      for (folders, count) in [([few], 2), ([few, more], 5), ([more], 3), ([few], 2)] {
        for _ in 0..<2 {
          let run = try Self.list(folders, cache: cache, [], in: folder)
          #expect(run.status == 0 && run.errors == "")
          #expect(run.text.hasSuffix("\(count) plug-ins, \(count) of them can be hosted\n"), "\(run.text.suffix(100))")
        }
      }
    }
  }
}
