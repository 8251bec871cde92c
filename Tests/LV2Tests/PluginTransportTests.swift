// SPDX-License-Identifier: MIT
// What plug-ins are told of the server's transport.

import Foundation
import LV2
import Miniport
import Realtime
import Testing

struct PluginTransportTests {
  private static let position = TransportPosition(
    isRolling: true, frame: 96_000, rate: 48_000,
    beats: TransportPosition.Beats(tempo: 120, beatsPerBar: 3, beatUnit: 8, bar: 5, barBeat: 1.5))

  /// A mark, and what the plug-in has been told behind it.
  private static func numbers(_ sound: [Float], at frame: Int) -> [Float] {
    [sound[frame]] + sound[frame + 1..<frame + 9].map { $0 * 0x1p20 }
  }

  @Test func `a plug-in is told the transport at the beginning of the block in which it is new, and not again`() throws
  {
    let world = PluginWorld(bundles: [try TestBundle.path.get()], isAlone: true)
    var stage = try PluginStage(TestBundle.uri("position"), in: world)
    stage.render(64)
    stage.miniport.adapt(to: .transport(Self.position), time: stage.now)
    stage.render(64)
    stage.render(64)
    // 1, and then speed, frame, rate, bar, beat in it, beat unit, beats in a bar, tempo.
    #expect(Self.numbers(stage.left, at: 64) == [1, 1, 96_000, 48_000, 5, 1.5, 8, 3, 120])
    #expect(stage.left.indices.allSatisfy { (64..<73).contains($0) || stage.left[$0] == 0 })
  }

  @Test func `a transport that stands still, and counts no beats, is told as that`() throws {
    let world = PluginWorld(bundles: [try TestBundle.path.get()], isAlone: true)
    var stage = try PluginStage(TestBundle.uri("position"), in: world)
    stage.miniport.adapt(
      to: .transport(TransportPosition(isRolling: false, frame: 7, rate: 48_000, beats: nil)), time: stage.now)
    stage.render(64)
    #expect(Self.numbers(stage.left, at: 0) == [1, 0, 7, 48_000, -1, -1, -1, -1, -1])
  }

  @Test func `in a divided block the transport comes with its first part, and notes behind it`() throws {
    let world = PluginWorld(bundles: [try TestBundle.path.get()], isAlone: true)
    var stage = try PluginStage(TestBundle.uri("position"), in: world)
    stage.miniport.adapt(to: .transport(Self.position), time: stage.now)
    stage.set("level", 0.5, at: 20)
    stage.put([0x90, 60, 127], at: 40)
    stage.render(64)
    #expect(Self.numbers(stage.left, at: 0).last == 120 && stage.left[40] == 0.5)
    #expect(stage.left.indices.allSatisfy { $0 < 9 || $0 == 40 || stage.left[$0] == 0 })
  }

  @Test func `a plug-in whose data do not ask for it is told nothing`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bundle-\(UUID().uuidString).lv2")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let binary = URL(fileURLWithPath: try TestBundle.path.get()).appendingPathComponent("test.so").absoluteString
    let data = TestBundle.plugin(
      "position", "lv2:optionalFeature lv2:hardRTCapable ;", binary: binary, takes: "midi:MidiEvent")
    try TestBundle.write("manifest.ttl", TestBundle.prefixes + data, in: folder)
    let world = PluginWorld(bundles: [folder.path], isAlone: true)
    #expect(try #require(world.description(of: TestBundle.uri("position"))).ports.allSatisfy { !$0.hasTime })
    var stage = try PluginStage(TestBundle.uri("position"), in: world)
    stage.miniport.adapt(to: .transport(Self.position), time: stage.now)
    stage.render(64)
    #expect(stage.left.allSatisfy { $0 == 0 })
  }
}
