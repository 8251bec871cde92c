// SPDX-License-Identifier: MIT
// States that are longer than any packet.

import Glibc
import LV2
import Miniport
import Playback
import Racks
import Realtime
import SandboxProtocol
import Synthesis
import Testing

@Suite(.serialized) struct LongStateTests {
  private static func stage(state: String? = nil, level: Float = 1) throws -> RackStage {
    let choice = PluginChoice(
      uri: TestBundle.uri("bulk"), bundle: try TestBundle.path.get(), controls: ["level": level], state: state)
    return try RackStage([2: .plugin(choice)])
  }

  @Test func `a state of some MB comes out of a sandbox and goes into another one whole`() throws {
    let stage = try Self.stage()
    let state = try #require(stage.board.state(ofGroup: 2))
    #expect(state.utf8.count > 4_000_000)
    var other = try Self.stage(state: state)
    #expect(other.board.faults.isEmpty, "\(other.board.faults)")
    for _ in 0..<64 { other.renderPaced(64) }
    #expect(other.left[1].max() == 0.5)
  }

  @Test func `a state that is longer than 64 MB is not kept, and a sentence says so`() throws {
    let stage = try Self.stage(level: 2)
    let supervisor = SandboxSupervisor(stage.board)
    #expect(stage.board.state(ofGroup: 2) == nil)
    var notices: [String] = []
    let end = ContinuousClock.now + .seconds(5)
    while !notices.contains(where: { $0.contains("MB") }), ContinuousClock.now < end {
      usleep(10_000)
      notices += stage.board.takeNotices()
    }
    withExtendedLifetime(supervisor) {}
    #expect(
      notices.contains { $0.contains("more than the 64 MB that a sandbox takes and gives: it is not kept") },
      "\(notices)")
    let long = String(repeating: "x", count: SandboxState.byteLimit + 1)
    let faults = try Self.stage(state: long).board.faults
    #expect(faults.first?.fault.description.contains("its state has 67108865 bytes") == true)
  }
}
