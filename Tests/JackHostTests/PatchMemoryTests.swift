// SPDX-License-Identifier: MIT
// What is remembered of connections, without a server.

import Miniport
import Testing

@testable import JackHost

struct PatchMemoryTests {
  static let patch = PatchMemory.Patch(port: "midi_in_1", other: "keys:out")
  static let begin = ContinuousClock().now

  /// A memory that has seen `patch` connected.
  static func connected() -> PatchMemory {
    var memory = PatchMemory()
    _ = memory.look(at: [patch], now: begin) { _ in true }
    return memory
  }

  @Test func `what a person takes away is forgotten, after a moment`() {
    var memory = Self.connected()
    let first = memory.look(at: [], now: Self.begin) { _ in true }
    #expect(first.returning.isEmpty && first.bereaved == ["midi_in_1"])
    #expect(memory.wanted == [Self.patch])
    let next = memory.nextLook
    #expect(next == Self.begin + .milliseconds(500))
    let second = memory.look(at: [], now: Self.begin + .milliseconds(500)) { _ in true }
    #expect(second == PatchMemory.Findings())
    #expect(memory.wanted.isEmpty && memory.nextLook == nil)
  }

  @Test func `a connection that is not wanted any more leaves its notes to be ended, and does not come back`() {
    var memory = Self.connected()
    let other = PatchMemory.Patch(port: "out_1", other: "system:playback_1")
    memory.want([other])
    let findings = memory.look(at: [], now: Self.begin) { _ in true }
    #expect(findings.bereaved == ["midi_in_1"] && findings.returning == [other])
    let later = memory.look(at: [other], now: Self.begin + .seconds(1)) { _ in true }
    #expect(later == PatchMemory.Findings() && memory.wanted == [other])
  }

  @Test func `one that is forgotten does not come back, whether its other side is there or not, and others do`() {
    for isThere in [true, false] {
      var memory = Self.connected()
      let other = PatchMemory.Patch(port: "out_1", other: "system:playback_1")
      _ = memory.look(at: [Self.patch, other], now: Self.begin) { _ in true }
      if !isThere { memory.portChanged(Self.patch.other) }
      memory.portChanged(other.other)
      memory.forget(Self.patch)
      let findings = memory.look(at: [], now: Self.begin) { _ in true }
      #expect(findings.returning == [other] && findings.bereaved.contains("midi_in_1"))
      #expect(memory.wanted == [other])
    }
  }

  @Test func `connections follow the sound when outputs are divided, joined, added or removed`() {
    let stereo = PortLayout(groupCount: 2, outputs: .stereo)
    let groups = PortLayout(groupCount: 2, outputs: .groups)
    #expect(stereo.heirs(of: "out_2", in: groups) == ["group_1_right", "group_2_right"])
    #expect(groups.heirs(of: "group_2_left", in: stereo) == ["out_1"])
    #expect(stereo.heirs(of: "out_1", in: PortLayout(groupCount: 1, outputs: .channels)).count == 16)
    let channels = PortLayout(groupCount: 2, outputs: .channels)
    #expect(groups.heirs(of: "group_2_left", in: channels) == (1...16).map { "ch_2_\($0)_left" })
    #expect(channels.heirs(of: "ch_2_5_right", in: groups) == ["group_2_right"])
    #expect(groups.heirs(of: "group_2_left", in: PortLayout(groupCount: 1, outputs: .groups)).isEmpty)
    #expect(groups.heirs(of: "group_1_left", in: PortLayout(groupCount: 3, outputs: .groups)).isEmpty)
  }

  @Test func `effects that leave the first output go on where that goes, and back in it they just go`() {
    let mixed = PortLayout(groupCount: 2, outputs: .groups)
    let apart = PortLayout(groupCount: 2, outputs: .groups, effects: .apart)
    #expect(mixed.heirs(of: "group_1_left", in: apart) == ["effects_left"])
    #expect(mixed.heirs(of: "group_2_left", in: apart).isEmpty)
    #expect(apart.heirs(of: "effects_right", in: mixed).isEmpty)
    let stereo = PortLayout(groupCount: 2, outputs: .stereo)
    #expect(apart.heirs(of: "effects_right", in: stereo) == ["out_2"])
    #expect(stereo.heirs(of: "out_1", in: apart) == ["group_1_left", "group_2_left", "effects_left"])
    var memory = PatchMemory()
    memory.want([PatchMemory.Patch(port: "group_1_left", other: "system:playback_1")])
    memory.move(to: apart, from: mixed)
    #expect(Set(memory.wanted.map(\.port)) == ["group_1_left", "effects_left"])
  }

  @Test func `what is wanted of a port that goes is wanted of those in its place, whether it is there or not`() {
    var memory = PatchMemory()
    let there = PatchMemory.Patch(port: "out_1", other: "system:playback_1")
    let away = PatchMemory.Patch(port: "out_2", other: "recorder:in")
    let input = PatchMemory.Patch(port: "midi_in_2", other: "pads:out")
    memory.want([there, away, input, Self.patch])
    _ = memory.look(at: [there, input, Self.patch], now: Self.begin) { $0 != "recorder:in" }
    memory.move(
      to: PortLayout(groupCount: 1, outputs: .groups), from: PortLayout(groupCount: 2, outputs: .stereo))
    let new = PatchMemory.Patch(port: "group_1_left", other: "system:playback_1")
    let recorder = PatchMemory.Patch(port: "group_1_right", other: "recorder:in")
    #expect(memory.wanted == [Self.patch, new, recorder])
    let findings = memory.look(at: [Self.patch], now: Self.begin) { _ in true }
    #expect(findings.returning == [new, recorder] && findings.bereaved.isEmpty)
  }

  @Test func `news that comes too early is looked into once more`() {
    var memory = Self.connected()
    memory.hear(at: Self.begin)
    // It is of an end; what there is to see is still as it was.
    _ = memory.look(at: [Self.patch], now: Self.begin) { _ in true }
    let next = memory.nextLook
    #expect(next == Self.begin + .milliseconds(100))
    let second = memory.look(at: [], now: Self.begin + .milliseconds(100)) { _ in true }
    #expect(second.bereaved == ["midi_in_1"])
    _ = memory.look(at: [], now: Self.begin + .milliseconds(600)) { _ in true }
    #expect(memory.wanted.isEmpty && memory.nextLook == nil)
  }

  @Test func `what goes with its other side comes back with it, however late`() {
    var memory = Self.connected()
    // JACK disconnects first; then the port goes.
    _ = memory.look(at: [], now: Self.begin) { _ in true }
    memory.portChanged("keys:out")
    #expect(memory.look(at: [], now: Self.begin + .seconds(1)) { _ in false } == PatchMemory.Findings())
    let later = memory.look(at: [], now: Self.begin + .seconds(1000)) { _ in true }
    #expect(later.returning == [Self.patch])
    _ = memory.look(at: [Self.patch], now: Self.begin + .seconds(1001)) { _ in true }
    #expect(memory.wanted == [Self.patch])
    // And from then on a person may take it away again.
    _ = memory.look(at: [], now: Self.begin + .seconds(1002)) { _ in true }
    _ = memory.look(at: [], now: Self.begin + .seconds(1003)) { _ in true }
    #expect(memory.wanted.isEmpty)
  }

  @Test func `what goes and comes between two looks comes back too, and what it played ends`() {
    var memory = Self.connected()
    memory.portChanged("keys:out")
    let findings = memory.look(at: [], now: Self.begin) { _ in true }
    #expect(findings.returning == [Self.patch] && findings.bereaved == ["midi_in_1"])
  }

  @Test func `another client gets all connections of the one before, as they become possible`() {
    var memory = Self.connected()
    let output = PatchMemory.Patch(port: "out_1", other: "system:playback_1")
    _ = memory.look(at: [Self.patch, output], now: Self.begin) { _ in true }
    memory.begin()
    let first = memory.look(at: [], now: Self.begin) { $0 == "system:playback_1" }
    #expect(first == PatchMemory.Findings(returning: [output]))
    let second = memory.look(at: [output], now: Self.begin + .seconds(9)) { _ in true }
    #expect(second.returning == [Self.patch])
    let present = memory.present(of: memory.wanted)
    #expect(present == 1)
  }

  @Test func `a connection that is refused is tried again at each look`() {
    var memory = Self.connected()
    memory.begin()
    for second in 0..<3 {
      let findings = memory.look(at: [], now: Self.begin + .seconds(second)) { _ in true }
      #expect(findings.returning == [Self.patch])
    }
  }
}
