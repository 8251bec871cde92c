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

  /// What is to be connected, all of which is.
  static func take(
    _ rules: inout ConnectionRules, sources: [[String]] = [], destinations: [String] = [], layout: PortLayout = stereo
  ) -> Set<PatchMemory.Patch> {
    let wishes = rules.wishes(sources: sources, destinations: destinations, layout: layout)
    for wish in wishes.keys { rules.note(wish) }
    return Set(wishes.values.flatMap(\.self))
  }

  @Test func `left and right go in turn to the ports of each client, and both to one that is alone`() {
    var rules = ConnectionRules()
    let found = Self.take(&rules, destinations: ["rec:a", "mono:in", "rec:b", "rec:c"])
    #expect(
      found
        == Self.patches([
          ("out_1", "rec:a"), ("out_2", "rec:b"), ("out_1", "rec:c"), ("out_1", "mono:in"), ("out_2", "mono:in"),
        ]))
  }

  @Test func `a port keeps its side while others of its client come and go`() {
    var rules = ConnectionRules()
    _ = Self.take(&rules, destinations: ["rec:a", "rec:b", "rec:c"])
    #expect(Self.take(&rules, destinations: ["rec:b", "rec:c"]).isEmpty)
    #expect(Self.take(&rules, destinations: ["rec:b", "rec:c", "rec:d"]) == Self.patches([("out_1", "rec:d")]))
  }

  @Test func `each pattern of sources is for a group of its own`() {
    var rules = ConnectionRules()
    let found = Self.take(&rules, sources: [["keys:out", "pads:out"], ["seq:out"], ["late:out"]])
    #expect(found == Self.patches([("midi_in_1", "keys:out"), ("midi_in_1", "pads:out"), ("midi_in_2", "seq:out")]))
    // The third group comes.
    let wide = PortLayout(groupCount: 3, outputs: .stereo)
    let more = Self.take(&rules, sources: [["keys:out", "pads:out"], ["seq:out"], ["late:out"]], layout: wide)
    #expect(more == Self.patches([("midi_in_3", "late:out")]))
  }

  @Test func `what was connected once is not connected again before its port has gone and come`() {
    var rules = ConnectionRules()
    #expect(Self.take(&rules, sources: [["keys:out"]]).count == 1)
    #expect(Self.take(&rules, sources: [["keys:out"]]).isEmpty)
    #expect(Self.take(&rules, sources: [[]]).isEmpty)
    #expect(Self.take(&rules, sources: [["keys:out"]]).count == 1)
  }

  @Test func `what the server refuses is wanted still`() {
    var rules = ConnectionRules()
    #expect(rules.wishes(sources: [["keys:out"]], destinations: [], layout: Self.stereo).count == 1)
    #expect(rules.wishes(sources: [["keys:out"]], destinations: [], layout: Self.stereo).count == 1)
  }

  @Test func `another layout connects nothing anew: outputs inherit what those had whose place they take`() {
    var rules = ConnectionRules()
    _ = Self.take(&rules, destinations: ["rec:a", "rec:b"])
    let groups = PortLayout(groupCount: 2, outputs: .groups, effects: .apart)
    #expect(Self.take(&rules, destinations: ["rec:a", "rec:b"], layout: groups).isEmpty)
    #expect(Self.take(&rules, destinations: ["rec:a", "rec:b", "new:in"], layout: groups).count == 6)
  }

  @Test func `a pattern that is none is named, with what is wrong`() {
    #expect(throws: PortPattern.Fault.self) { try PortPattern("system:(playback") }
    do { _ = try PortPattern("a[") } catch {
      #expect(error.sentence.hasPrefix("\"a[\" is no pattern for names of ports: "))
    }
    #expect((try? PortPattern("^system:playback_[12]$"))?.text == "^system:playback_[12]$")
  }
}
