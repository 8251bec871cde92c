// SPDX-License-Identifier: MIT
// Miniports that share a sandbox, and its fate.

import Glibc
import LV2
import MIDI
import Miniport
import Playback
import Racks
import Realtime
import Sandbox
import SandboxProtocol
import Synthesis
import Testing

@Suite(.serialized) struct SandboxGroupTests {
  private static let note: [UInt8] = [0x90, 60, 127]
  /// The key at which the plug-ins of the tests misbehave.
  private static let badNote: [UInt8] = [0x90, 66, 127]

  private static func choice(_ kind: String, in sandbox: String?) throws -> MiniportChoice {
    .plugin(PluginChoice(uri: TestBundle.uri(kind), sandboxGroup: sandbox, bundle: try TestBundle.path.get()))
  }

  /// A rack whose groups are played by these.
  private static func stage(_ choices: [Int: MiniportChoice]) throws -> RackStage {
    var stage = try RackStage(choices)
    #expect(stage.board.faults.isEmpty, "\(stage.board.faults)")
    for _ in 0..<8 { stage.renderPaced(64) }
    return stage
  }

  private static func identifier(_ group: Int, _ board: SlotBoard) -> Int32? {
    board.sandbox(ofGroup: group)?.identifier
  }

  /// Whether a note of a group is heard at its frame: again where a busy machine was late with a block.
  private static func isHeard(_ group: Int, _ stage: inout RackStage) -> Bool {
    for _ in 0..<20 {
      let start = stage.left[group - 1].count
      stage.accept(note, at: stage.now.frames + 70, group: UInt16(group))
      for _ in 0..<8 { stage.renderPaced(64) }
      if stage.left[group - 1].dropFirst(start).firstIndex(where: { $0 != 0 }) == start + 70 { return true }
      stage.accept([0xB0, 120, 0], at: stage.now.frames, group: UInt16(group))
      for _ in 0..<8 { stage.renderPaced(64) }
    }
    return false
  }

  @Test func `plug-ins that name the same sandbox are in one process, and all of them sound`() throws {
    var stage = try Self.stage([
      1: Self.choice("impulse", in: "band"), 2: Self.choice("impulse", in: "band"),
      3: Self.choice("impulse", in: nil),
    ])
    let first = try #require(Self.identifier(1, stage.board))
    #expect(Self.identifier(2, stage.board) == first && Self.identifier(3, stage.board) != first)
    for group in 1...3 {
      let isHeard = Self.isHeard(group, &stage)
      #expect(isHeard, "group \(group)")
    }
    // What one is told the other does not hear.
    let start = stage.left[0].count
    stage.accept(Self.note, at: stage.now.frames, group: 2)
    for _ in 0..<8 { stage.renderPaced(64) }
    #expect(stage.left[0].dropFirst(start).allSatisfy { $0 == 0 })
  }

  @Test func `when one crashes, all of its sandbox come back in one process with what they have, and others play on`()
    throws
  {
    var stage = try Self.stage([
      1: Self.choice("crash", in: "band"), 2: Self.choice("impulse", in: "band"),
      3: Self.choice("impulse", in: "solo"),
    ])
    let (first, other) = (try #require(Self.identifier(1, stage.board)), try #require(Self.identifier(3, stage.board)))
    let controls = try #require(stage.board.controls(ofGroup: 2))
    let port = try #require(controls.description.control("level"))
    stage.parts.port.accept(Event(parameter: port.index, 0.25, group: 2, time: stage.now))
    stage.accept([0xC0, 9], at: stage.now.frames, group: 2)
    for _ in 0..<8 { stage.renderPaced(64) }
    _ = stage.takeOutgoing(2)
    let supervisor = SandboxSupervisor(stage.board)
    stage.accept(Self.badNote, at: stage.now.frames, group: 1)
    let isBack = stage.render { stage in
      let now = Self.identifier(1, stage.board)
      return now != first && now == Self.identifier(2, stage.board)
    }
    #expect(isBack)
    for group in 1...3 {
      let isHeard = Self.isHeard(group, &stage)
      #expect(isHeard, "group \(group)")
    }
    withExtendedLifetime(supervisor) {}
    #expect(Self.identifier(3, stage.board) == other)
    // Again where a busy machine was late: what is heard then begins anew, from silence.
    var height: Float?
    for _ in 0..<20 where height != 0.25 {
      let start = stage.left[1].count
      for _ in 0..<16 { stage.renderPaced(64) }
      stage.accept(Self.note, at: stage.now.frames, group: 2)
      for _ in 0..<8 { stage.renderPaced(64) }
      height = stage.left[1].dropFirst(start).max()
    }
    #expect(height == 0.25)
    let sent = stage.takeOutgoing(2)
    #expect(sent.contains { $0.hasSuffix(": c0 9") }, "\(sent)")
    let notices = stage.board.takeNotices().filter { $0.contains("started anew") }
    #expect(notices == ["group 1, group 2: their sandbox band has ended, and is started anew"])
    let restarts = stage.statistics.value(of: .sandboxesRestarted)
    #expect(restarts == 1)
  }

  @Test func `one that leaves does not end the others, one that comes joins them, and the last ends the process`()
    throws
  {
    var stage = try Self.stage([2: Self.choice("impulse", in: "band"), 3: Self.choice("impulse", in: "band")])
    let process = try #require(Self.identifier(2, stage.board))
    let hasLeft = stage.ask { board in (try? board.set(.uart, group: 2)) != nil }
    #expect(hasLeft == true && Self.identifier(3, stage.board) == process)
    let playsOn = Self.isHeard(3, &stage)
    #expect(playsOn)
    let joining = try Self.choice("impulse", in: "band")
    let hasJoined = stage.ask { board in (try? board.set(joining, group: 1)) != nil }
    #expect(hasJoined == true && Self.identifier(1, stage.board) == process)
    let (new, old) = (Self.isHeard(1, &stage), Self.isHeard(3, &stage))
    #expect(new && old)
    for group in [1, 3] {
      #expect(kill(process, 0) == 0)
      let isGone = stage.ask { board in (try? board.set(.uart, group: group)) != nil }
      #expect(isGone == true)
    }
    #expect(kill(process, 0) == -1 && errno == ESRCH)
  }

  @Test func `a synthesizer shares a sandbox with a plug-in`() throws {
    let synthesizer = MiniportChoice.synthesizer.running(.sandbox, in: "band") ?? .synthesizer
    var stage = try Self.stage([2: synthesizer, 3: Self.choice("impulse", in: "band")])
    #expect(
      Self.identifier(2, stage.board) == Self.identifier(3, stage.board) && Self.identifier(2, stage.board) != nil)
    let (synthesizes, plays) = (Self.isHeard(2, &stage), Self.isHeard(3, &stage))
    #expect(synthesizes && plays)
  }

  @Test func `a plug-in whose bundle a sandbox has begun without is refused in a sentence`() throws {
    let stage = try Self.stage([2: MiniportChoice.synthesizer.running(.sandbox, in: "band") ?? .synthesizer])
    let choice = try Self.choice("impulse", in: "band")
    let fault = #expect(throws: RackFault.self) { try stage.board.set(choice, group: 3) }
    #expect(fault?.description.contains("the sandbox band has begun without /") == true, "\(String(describing: fault))")
  }
}
