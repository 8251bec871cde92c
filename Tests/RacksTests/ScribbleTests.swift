// SPDX-License-Identifier: MIT
// Plug-ins that write chance over the memory that they share with the client.

import Glibc
import LV2
import MIDI
import Miniport
import Playback
import Racks
import Realtime
import Sandbox
import Testing

@Suite(.serialized) struct ScribbleTests {
  private static let note: [UInt8] = [0x90, 60, 127]

  /// A rack whose second group such a plug-in plays.
  private static func stage() throws -> RackStage {
    let choice = PluginChoice(uri: TestBundle.uri("mortal"), mode: .sandbox, bundle: try TestBundle.path.get())
    var stage = try RackStage([2: .plugin(choice)])
    #expect(stage.board.faults.isEmpty, "\(stage.board.faults)")
    for _ in 0..<8 { stage.renderPaced(64) }
    return stage
  }

  /// Whether a note of the plug-in is as high as it should be; again where a busy machine was late with its block: what is heard then begins
  /// anew, from silence.
  private static func sounds(_ stage: inout RackStage) -> Bool {
    for _ in 0..<20 {
      let probe = stage.left[1].count
      stage.accept(note, at: stage.now.frames, group: 2)
      for _ in 0..<8 { stage.renderPaced(64) }
      if stage.left[1].dropFirst(probe).max() == 0.5 { return true }
    }
    return false
  }

  /// Plays the key at which the plug-in writes over what it shares, beside a held note of the synthesizer, until `isOver`: then the
  /// plug-in must sound as before.
  private static func outlive(_ key: UInt8, until isOver: (inout RackStage, pid_t) -> Bool) throws {
    var stage = try stage()
    let first = try #require(stage.board.sandbox(ofGroup: 2)?.identifier)
    let supervisor = SandboxSupervisor(stage.board)
    let controls = try #require(stage.board.controls(ofGroup: 2))
    let level = try #require(controls.description.control("level"))
    stage.parts.port.accept(Event(parameter: level.index, 0.5, group: 2, time: stage.now))
    for _ in 0..<8 { stage.renderPaced(64) }
    let begin = stage.left[0].count
    stage.accept(note, at: stage.now.frames, group: 1)
    stage.accept([0x90, key, 127], at: stage.now.frames + 100, group: 2)
    var isDone = false
    let end = ContinuousClock.now + .seconds(5)
    while !isDone, ContinuousClock.now < end {
      for _ in 0..<8 { stage.renderPaced(64) }
      isDone = isOver(&stage, first)
    }
    let late = stage.statistics.value(of: .sandboxesLate)
    #expect(isDone, "\(stage.board.takeNotices()), late blocks: \(late)")
    let isBack = sounds(&stage)
    #expect(isBack)
    withExtendedLifetime(supervisor) {}
    // The held note of the synthesizer, sample by sample.
    let alone = try SynthesizerAlone.render([(note, 0)], frames: stage.left[0].count - begin)
    let isTheSame = Array(stage.left[0].dropFirst(begin)) == alone
    #expect(isTheSame)
    let isSound = stage.left[1].allSatisfy { $0.isFinite && $0.magnitude < 100 }
    #expect(isSound)
  }

  @Test(arguments: [67, 69] as [UInt8])
  func `one that does it for ever, or to its own memory too, is started anew, and the synthesizer does not hear it`(
    key: UInt8
  ) throws {
    try Self.outlive(key) { stage, first in
      guard let now = stage.ask({ $0.sandbox(ofGroup: 2)?.identifier }) ?? nil else { return false }
      return now != first
    }
  }

  @Test func `one that does it once plays on, or anew, and the synthesizer does not hear it`() throws {
    // Where the number of the next block is among what was written over, it takes half a second until that is noticed.
    try Self.outlive(68) { stage, _ in Self.sounds(&stage) }
  }
}
