// SPDX-License-Identifier: MIT
// What connects itself, without a server.

import Miniport
import Testing

@testable import JackHost

struct ConnectionRulesTests {
  static let stereo = PortLayout(groupCount: 2, outputs: .stereo)

  static func patches(_ pairs: [(String, String)]) -> Set<PatchMemory.Patch> {
    Set(pairs.map { PatchMemory.Patch(port: $0.0, other: $0.1) })
  }

  @Test func `left and right go in turn to the ports of each client, and both to one that is alone`() {
    var rules = ConnectionRules()
    let found = rules.take(
      sources: [], destinations: ["rec:a", "mono:in", "rec:b", "rec:c"], layout: Self.stereo)
    #expect(
      found
        == Self.patches([
          ("out_1", "rec:a"), ("out_2", "rec:b"), ("out_1", "rec:c"), ("out_1", "mono:in"), ("out_2", "mono:in"),
        ]))
  }

  @Test func `each pattern of sources is for a group of its own`() {
    var rules = ConnectionRules()
    let found = rules.take(
      sources: [["keys:out", "pads:out"], ["seq:out"], ["none:out"]], destinations: [], layout: Self.stereo)
    #expect(found == Self.patches([("midi_in_1", "keys:out"), ("midi_in_1", "pads:out"), ("midi_in_2", "seq:out")]))
  }

  @Test func `what was connected once is not connected again before its port has gone and come`() {
    var rules = ConnectionRules()
    #expect(rules.take(sources: [["keys:out"]], destinations: [], layout: Self.stereo).count == 1)
    #expect(rules.take(sources: [["keys:out"]], destinations: [], layout: Self.stereo).isEmpty)
    #expect(rules.take(sources: [[]], destinations: [], layout: Self.stereo).isEmpty)
    #expect(rules.take(sources: [["keys:out"]], destinations: [], layout: Self.stereo).count == 1)
  }

  @Test func `outputs that come are connected too`() {
    var rules = ConnectionRules()
    _ = rules.take(sources: [], destinations: ["rec:a", "rec:b"], layout: Self.stereo)
    let groups = PortLayout(groupCount: 2, outputs: .groups, effects: .apart)
    let found = rules.take(sources: [], destinations: ["rec:a", "rec:b"], layout: groups)
    #expect(found.count == 6 && found.contains(PatchMemory.Patch(port: "effects_right", other: "rec:b")))
  }

  @Test func `a pattern that is none is named, with what is wrong`() {
    #expect(throws: PortPattern.Fault.self) { try PortPattern("system:(playback") }
    do { _ = try PortPattern("a[") } catch {
      #expect(error.sentence.hasPrefix("\"a[\" is no pattern for names of ports: "))
    }
    #expect((try? PortPattern("^system:playback_[12]$"))?.text == "^system:playback_[12]$")
  }
}
