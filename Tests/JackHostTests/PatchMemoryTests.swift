// SPDX-License-Identifier: MIT
// What is remembered of connections, without a server.

@testable import JackHost
import Testing

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
