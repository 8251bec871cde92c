// SPDX-License-Identifier: MIT
// What stands between a client and its sandboxes, and between one sandbox and another.

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

@Suite(.serialized) struct SandboxWallTests {
  private static let note: [UInt8] = [0x90, 60, 127]
  /// The key at which the plug-ins of the tests misbehave.
  private static let badNote: [UInt8] = [0x90, 66, 127]

  private static func choice(_ kind: String, _ mode: PluginMode = .sandbox) throws -> MiniportChoice {
    .plugin(PluginChoice(uri: TestBundle.uri(kind), mode: mode, bundle: try TestBundle.path.get()))
  }

  /// A rack whose groups are played by plug-ins, each in a sandbox.
  private static func stage(_ kinds: [Int: String]) throws -> RackStage {
    var stage = try RackStage(kinds.mapValues { try choice($0) })
    #expect(stage.board.faults.isEmpty, "\(stage.board.faults)")
    for _ in 0..<8 { stage.renderPaced(64) }
    return stage
  }

  @Test func `each plug-in has a process of its own, and the end of one ends no other`() throws {
    var stage = try Self.stage([2: "impulse", 3: "impulse"])
    let one = try #require(stage.board.sandbox(ofGroup: 2))
    let other = try #require(stage.board.sandbox(ofGroup: 3))
    #expect(one.identifier != other.identifier)
    kill(one.identifier, SIGKILL)
    // Again where a busy machine was late with a block.
    var isHeard = false
    for _ in 0..<20 where !isHeard {
      let (start, begin) = (stage.left[2].count, stage.now.frames)
      stage.accept(Self.note, at: begin + 70, group: 3)
      for _ in 0..<8 { stage.renderPaced(64) }
      isHeard = stage.left[2].dropFirst(start).firstIndex { $0 != 0 } == start + 70
    }
    #expect(isHeard)
    let end = ContinuousClock.now + .seconds(2)
    while !one.hasEnded(), ContinuousClock.now < end { usleep(1000) }
    #expect(one.hasEnded() && !other.hasEnded())
  }

  @Test func `messages of any length reach a sandbox and come back whole`() throws {
    var stage = try Self.stage([2: "impulse"])
    _ = stage.takeOutgoing(2)
    // The plug-in sends out what it is given.
    let long: [[UInt8]] = [1, 6, 7, 100, 500].map { [0xF0] + [UInt8](repeating: UInt8($0 % 128), count: $0) + [0xF7] }
    let messages: [[UInt8]] = [[0xC0, 5], [0x80, 60, 0]] + long
    for (place, message) in messages.enumerated() {
      stage.accept(message, at: stage.now.frames + Int64(10 * place), group: 2)
    }
    var sent: [Substring] = []
    for _ in 0..<2000 where sent.count < messages.count {
      stage.renderPaced(64)
      sent += stage.takeOutgoing(2).map { $0.split(separator: ": ").last ?? "" }
    }
    let expected = messages.map { message in message.map { String($0, radix: 16) }.joined(separator: " ")[...] }
    #expect(sent == expected)
  }

  @Test(arguments: [(1, 0, "of another version"), (0, 1, "has other ports")] as [(UInt32, Int, String)])
  func `a sandbox that is not of one make with its client refuses in a sentence`(
    version: UInt32, byteCount: Int, words: String
  ) throws {
    let bundle = try TestBundle.path.get()
    let layout = SandboxLayout(of: try PluginLibrary().world(bundle: bundle).hostable(TestBundle.uri("impulse")))
    let plugin = SandboxPlugin(
      version: SandboxLayout.version + version, byteCount: layout.byteCount + byteCount, uri: TestBundle.uri("impulse"),
      isEffect: false, bundle: bundle, rate: 48_000, period: 64, preset: nil, state: nil, controls: [:],
      controllers: [:])
    let process = try SandboxProcess(program: SandboxProgram.path, bundles: [bundle])
    let sandbox = try SandboxedGuest(plugin, layout, in: process)
    let failure = #expect(throws: SandboxProcess.Failure.self) { try sandbox.isReady(milliseconds: 10_000) }
    #expect(failure?.description.contains(words) == true, "\(String(describing: failure))")
  }

  @Test func `a sandbox has limits of memory and files, and no more priority than it was given`() throws {
    let site = PluginSite(library: PluginLibrary(), rate: SampleRate(hertz: 48_000), period: 64, priority: 1)
    let board = SlotBoard([2: try Self.choice("impulse")], site: site, statistics: Statistics())
    let sandbox = try #require(board.sandbox(ofGroup: 2))
    let thread = try #require(sandbox.ready?.thread)
    let lines = try Self.lines("/proc/\(sandbox.identifier)/limits")
    for (name, value) in [
      ("Max address space", "8589934592"), ("Max open files", "256"), ("Max core file size", "0"),
      ("Max realtime priority", "0"),
    ] {
      let line = try #require(lines.first { $0.hasPrefix(name) })
      #expect(line.dropFirst(name.count).split(separator: " ").prefix(2) == [value[...], value[...]], "\(line)")
    }
    // Where the system lets nobody have real time, people are told.
    let supervisor = SandboxSupervisor(board)
    var notices: [String] = []
    let end = ContinuousClock.now + .seconds(3)
    while !notices.contains(where: { $0.contains("begins as impulse") }), ContinuousClock.now < end {
      usleep(10_000)
      notices += board.takeNotices()
    }
    withExtendedLifetime(supervisor) {}
    let isTold = notices.contains { $0.contains("no real-time priority") }
    #expect((sched_getscheduler(thread) == SCHED_FIFO) != isTold, "\(notices)")
  }

  @Test func `how many sandboxes there are, and what memory they take, is told`() throws {
    var stage = try RackStage([1: Self.choice("impulse"), 2: Self.choice("latency")])
    let supervisor = SandboxSupervisor(stage.board)
    for _ in 0..<200 where stage.statistics.integer(.sandboxMemory) == 0 { stage.renderPaced(64) }
    #expect(stage.statistics.integer(.sandboxes) == 2)
    // A Swift program with a plug-in, twice.
    let memory = stage.statistics.integer(.sandboxMemory)
    #expect(memory > 4 << 20 && memory < 400 << 20, "\(memory)")
    withExtendedLifetime(supervisor) {}
  }

  @Test func `what is shared holds no code, and neither side can change its size`() throws {
    let stage = try Self.stage([2: "impulse"])
    let sandbox = try #require(stage.board.sandbox(ofGroup: 2))
    let shared = try Self.lines("/proc/\(sandbox.identifier)/maps").filter { $0.contains("memfd:wavesink") }
    #expect(!shared.isEmpty && shared.allSatisfy { $0.contains(" rw-s ") }, "\(shared)")
    // The descriptor of the memory on the other side.
    let file = unsafe open("/proc/\(sandbox.identifier)/fd/4", O_RDWR)
    defer { close(file) }
    #expect(file >= 0)
    for size in [0, 1 << 30] { #expect(ftruncate(file, size) == -1 && errno == EPERM) }
  }

  @Test func `a plug-in opens no device where Landlock sees to it`() throws {
    var stage = try Self.stage([2: "device"])
    let protection = try #require(stage.board.sandbox(ofGroup: 2)?.ready?.protection)
    let height = Self.height(&stage)
    // 1, and more for each device: without Landlock at least the two that every system has.
    #expect(protection.limitsFiles ? height == 1 : height >= 3, "\(height - 1) devices were opened")
  }

  @Test func `a plug-in that takes memory while it plays may do so in a sandbox`() throws {
    var stage = try Self.stage([2: "allocate"])
    for _ in 0..<4 { #expect(Self.height(&stage) == 1) }
    #expect(stage.board.sandbox(ofGroup: 2)?.hasEnded() == false)
  }

  @Test func `a plug-in that crashes in the process ends it`() async {
    await #expect(processExitsWith: .signal(SIGABRT)) {
      var stage = try RackStage([2: SandboxWallTests.choice("crash", .inProcess)])
      stage.accept(SandboxWallTests.badNote, at: stage.now.frames, group: 2)
      for _ in 0..<4 { stage.render(64) }
    }
  }

  /// How high the plug-in of group 2 answers the bad note, in a block for which it was in time and at its full level.
  private static func height(_ stage: inout RackStage) -> Float {
    for _ in 0..<50 {
      let (start, late) = (stage.left[1].count, stage.statistics.value(of: .sandboxesLate))
      let isWhole = stage.board.controls(ofGroup: 2)?.gain == 1
      stage.accept(badNote, at: stage.now.frames, group: 2)
      for _ in 0..<16 { stage.renderPaced(64) }
      let height = stage.left[1].dropFirst(start).max() ?? 0
      if isWhole, height > 0, stage.statistics.value(of: .sandboxesLate) == late { return height }
    }
    Issue.record("the sandbox was late 50 times")
    return 0
  }

  /// The lines of a file of the kernel's.
  private static func lines(_ path: String) throws -> [Substring] {
    struct Unreadable: Error {}
    guard let file = unsafe fopen(path, "r") else { throw Unreadable() }
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
    return String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
  }
}
