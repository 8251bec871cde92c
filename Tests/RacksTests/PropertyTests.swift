// SPDX-License-Identifier: MIT
// Properties of plug-ins of a rack, in the process and in sandboxes.

import Glibc
import LV2
import MIDI
import Miniport
import Playback
import Racks
import Realtime
import Sandbox
import Testing

@Suite(.serialized) struct PropertyTests {
  private static let count = "urn:wavesink:test:patch#count"

  private static func stage(_ mode: PluginMode) throws -> RackStage {
    let plugin = PluginChoice(uri: TestBundle.uri("patch"), mode: mode, bundle: try TestBundle.path.get())
    var stage = try RackStage([2: .plugin(plugin)])
    for _ in 0..<16 { stage.renderPaced(64) }
    return stage
  }

  @Test(arguments: [PluginMode.inProcess, .sandbox, .pipelined])
  func `a property is set, and what the plug-in tells comes back`(mode: PluginMode) throws {
    var stage = try Self.stage(mode)
    let controls = try #require(stage.board.controls(ofGroup: 2))
    #expect(controls.all["urn:wavesink:test:patch#amount"] == 0.25, "it was asked at the beginning")
    #expect(controls.all[Self.count] == nil)
    let index = try #require(controls.description.settable(Self.count))
    stage.parts.port.accept(Event(parameter: index, 8, group: 2, time: stage.now))
    for _ in 0..<8 { stage.renderPaced(64) }
    #expect(controls.all[Self.count] == 4, "half of it is what the plug-in tells")
  }

  @Test(arguments: [PluginMode.inProcess, .pipelined])
  func `a path is handed to the plug-in, and to one that begins anew`(mode: PluginMode) throws {
    var stage = try Self.stage(mode)
    let controls = try #require(stage.board.controls(ofGroup: 2))
    let supervisor = SandboxSupervisor(stage.board)
    var start = stage.left[1].count
    // Ten characters in a row: of a number the plug-in makes a single sample.
    func isThere(from start: Int) -> Bool {
      let sound = stage.left[1].dropFirst(start)
      return sound.indices.contains { sound[$0...].prefix(10).count { $0 != 0 } == 10 }
    }
    func wait() -> Bool {
      let deadline = ContinuousClock.now + .seconds(5)
      while !isThere(from: start), ContinuousClock.now < deadline { stage.renderPaced(64) }
      return isThere(from: start)
    }
    let isWanted = controls.want("/tmp/a.wav", of: "urn:wavesink:test:patch#file")
    #expect(isWanted && wait())
    guard let first = stage.board.sandbox(ofGroup: 2)?.identifier else { return }
    for _ in 0..<16 { stage.renderPaced(64) }
    start = stage.left[1].count
    kill(first, SIGKILL)
    #expect(wait())
    withExtendedLifetime(supervisor) {}
  }

  @Test func `a sandbox that begins anew gets its properties back`() throws {
    var stage = try Self.stage(.pipelined)
    let controls = try #require(stage.board.controls(ofGroup: 2))
    let index = try #require(controls.description.settable(Self.count))
    stage.parts.port.accept(Event(parameter: index, 8, group: 2, time: stage.now))
    for _ in 0..<8 { stage.renderPaced(64) }
    let first = try #require(stage.board.sandbox(ofGroup: 2)?.identifier)
    let supervisor = SandboxSupervisor(stage.board)
    kill(first, SIGKILL)
    let deadline = ContinuousClock.now + .seconds(5)
    while controls.all[Self.count] == 4, ContinuousClock.now < deadline { stage.renderPaced(64) }
    withExtendedLifetime(supervisor) {}
    #expect(controls.all[Self.count] == 2, "it was set to 4, and tells half of that")
  }
}
