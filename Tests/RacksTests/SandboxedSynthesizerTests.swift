// SPDX-License-Identifier: MIT
// A synthesizer in a process of its own, which sounds as the one in the process does.

import Glibc
import LV2
import MIDI
import Miniport
import Playback
import Realtime
import Sandbox
import SandboxProtocol
import Synthesis
import Testing

@testable import Racks

@Suite(.serialized) struct SandboxedSynthesizerTests {
  private static let note: [UInt8] = [0x90, 60, 127]

  private static func choice(_ mode: PluginMode = .sandbox) -> MiniportChoice {
    MiniportChoice.synthesizer.running(mode) ?? .synthesizer
  }

  /// A wave of which each pitch can be told, and a later bank that has one of its programs too.
  private static var banks: [BankSource] {
    let shape = (0..<64).map { Int16(12_000 - 700 * ($0 % 32)) }
    return [
      .bytes(BankBytes(programs: [0, 5, 7], level: 0, shape: shape).bytes, name: "first"),
      .bytes(BankBytes(programs: [5], level: 0, shape: shape.reversed()).bytes, name: "second"),
    ]
  }

  private static func configuration(hasEffects: Bool) -> Synthesizer.Configuration {
    var configuration = RackStage.configuration
    configuration.hasEffects = hasEffects
    configuration.gain = Decibels(-3)
    // Reverb and chorus come out on the first output: with one output it is that of all.
    configuration.layout = PortLayout(groupCount: 3, outputs: hasEffects ? .stereo : .groups)
    return configuration
  }

  /// Messages that use what a synthesizer has, at frames from the beginning.
  private static let score: [(frame: Int64, bytes: [UInt8])] = [
    (3, [0xC0, 5]), (3, [0xB0, 91, 90]), (3, [0xB0, 93, 60]), (10, [0x90, 60, 127]), (64, [0xC1, 7]),
    (65, [0x91, 48, 100]), (130, [0xB0, 10, 20]), (131, [0xB0, 101, 0]), (131, [0xB0, 100, 0]), (131, [0xB0, 6, 7]),
    (140, [0xE0, 0, 90]), (300, [0xF0, 0x7F, 0x7F, 0x04, 0x01, 0x00, 0x60, 0xF7]), (500, [0xB0, 7, 80]),
    (501, [0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x19, 0x50, 0x46, 0xF7]), (700, [0x90, 67, 90]),
    (703, [0xB0, 64, 127]), (800, [0x80, 60, 0]), (1100, [0xB0, 1, 100]), (1500, [0xB0, 64, 0]),
    (1600, [0x81, 48, 64]), (2000, [0x80, 67, 0]),
  ]

  /// What all outputs sound like, from frame 0 of the score on.
  private static func play(_ mode: PluginMode, hasEffects: Bool, period: Int) throws -> [[Float]] {
    var stage = try RackStage(
      mode == .inProcess ? [:] : [2: choice(mode)], configuration(hasEffects: hasEffects), banks: banks)
    #expect(stage.board.faults.isEmpty, "\(stage.board.faults)")
    stage.freewheel()
    // A sandbox is faded in; a pipelined one begins with silence.
    for _ in 0..<4096 / period { stage.render(period) }
    let earlier = stage.statistics.value(of: .sandboxesLate)
    let (start, begin) = (stage.left[0].count, stage.now.frames)
    for message in score { stage.accept(message.bytes, at: begin + message.frame, group: 2) }
    stage.parts.port.accept(Event(.volume, -4, time: FrameTime(begin + 900)))
    stage.parts.port.accept(Event(.reverbMix, -2, time: FrameTime(begin + 901)))
    for _ in 0..<8192 / period { stage.render(period) }
    let late = stage.statistics.value(of: .sandboxesLate)
    #expect(late == earlier)
    let own = stage.statistics.value(of: .voicesStarted)
    #expect(own == (mode == .inProcess ? 3 : 0))
    return stage.left.map { Array($0.dropFirst(start)) }
  }

  @Test(arguments: [(true, 64), (true, 256), (false, 64), (false, 256)])
  func `a group sounds the same, bit for bit, in the process and in a sandbox`(hasEffects: Bool, period: Int) throws {
    let expected = try Self.play(.inProcess, hasEffects: hasEffects, period: period)
    let found = try Self.play(.sandbox, hasEffects: hasEffects, period: period)
    let (isTheSame, isHeard) = (found == expected, expected.joined().contains { abs($0) > 0.01 })
    #expect(isTheSame && isHeard)
  }

  @Test(arguments: [64, 256])
  func `pipelined, a synthesizer sounds the same a period later`(period: Int) throws {
    let expected = try Self.play(.inProcess, hasEffects: true, period: period)
    let found = try Self.play(.pipelined, hasEffects: true, period: period)
    let isTheSame = Array(found[0].dropFirst(period)) == Array(expected[0].dropLast(period))
    #expect(isTheSame)
  }

  @Test func `a synthesizer that is killed comes back as it was, and the client's own does not hear it`() throws {
    var stage = try RackStage([2: Self.choice()], banks: Self.banks)
    let first = try #require(stage.board.sandbox(ofGroup: 2)?.identifier)
    let supervisor = SandboxSupervisor(stage.board)
    for message: [UInt8] in [
      [0xB0, 101, 0], [0xB0, 100, 0], [0xB0, 6, 12], [0xE0, 0, 127], [0xB0, 7, 90], [0xC0, 5],
    ] {
      stage.accept(message, at: stage.now.frames, group: 2)
    }
    stage.parts.port.accept(Event(.volume, -6))
    for _ in 0..<32 { stage.renderPaced(64) }
    let before = try Self.sample(&stage)
    let (start, begin) = (stage.left[0].count, stage.now.frames)
    stage.accept(Self.note, at: begin, group: 1)
    kill(first, SIGKILL)
    let isBack = stage.render { stage in
      stage.board.sandbox(ofGroup: 2).map { $0.identifier != first } ?? false
    }
    #expect(isBack)
    for _ in 0..<64 { stage.renderPaced(64) }
    withExtendedLifetime(supervisor) {}
    let after = try Self.sample(&stage)
    let isTheSame = after == before
    #expect(isTheSame)
    let notices = stage.board.takeNotices().filter { $0.contains("its synthesizer has ended, and is started anew") }
    #expect(notices.count == 1 && notices[0].hasPrefix("group 2: "), "\(notices)")
    // The held note of the client's own, sample by sample.
    let held = Array(stage.left[0].dropFirst(start))
    var alone = try RackStage(banks: Self.banks)
    alone.parts.port.accept(Event(.volume, -6))
    for _ in 0..<32 { alone.render(64) }
    let place = alone.left[0].count
    alone.accept(Self.note, at: alone.now.frames, group: 1)
    for _ in 0..<held.count / 64 { alone.render(64) }
    let isUndisturbed = held == Array(alone.left[0].dropFirst(place))
    #expect(isUndisturbed)
  }

  /// The first sound of a note of group 2, from a frame of the grid on: again where a busy machine was late.
  private static func sample(_ stage: inout RackStage) throws -> [Float] {
    for _ in 0..<200 {
      // One that was late is faded in again over 512 frames.
      let late = stage.statistics.value(of: .sandboxesLate)
      for _ in 0..<16 { stage.renderPaced(64) }
      while stage.now.frames % 4096 != 0 { stage.renderPaced(64) }
      let start = stage.left[1].count
      stage.accept(note, at: stage.now.frames + 5, group: 2)
      for _ in 0..<8 { stage.renderPaced(64) }
      let sound = Array(stage.left[1].dropFirst(start))
      let isPunctual = stage.statistics.value(of: .sandboxesLate) == late
      stage.accept([0xB0, 120, 0], at: stage.now.frames, group: 2)
      for _ in 0..<16 { stage.renderPaced(64) }
      if isPunctual, sound.contains(where: { $0 != 0 }) { return sound }
    }
    throw RackStage.NoBank()
  }

  @Test func `banks that come, replace others and go while it plays do so in the sandbox too`() throws {
    var stage = try RackStage([2: Self.choice()], banks: [])
    let supervisor = SandboxSupervisor(stage.board)
    var full: Float = 0
    /// The height of a note of a group.
    func height(_ group: Int) -> Float {
      let start = stage.left[group - 1].count
      stage.accept(Self.note, at: stage.now.frames, group: UInt16(group))
      for _ in 0..<16 { stage.renderPaced(64) }
      let found = stage.left[group - 1].dropFirst(start).max() ?? 0
      stage.accept([0xB0, 120, 0], at: stage.now.frames, group: UInt16(group))
      for _ in 0..<16 { stage.renderPaced(64) }
      return found
    }
    /// Whether both groups get to the height of a wave of this level: the sandbox may take a moment to have the bank.
    func isHeard(_ level: Int16) -> Bool {
      let wanted = Float(level) / 9000 * full
      return abs(height(1) - wanted) < 1e-3 && (0..<50).contains { _ in abs(height(2) - wanted) < 1e-3 }
    }
    func download(_ level: Int16, instead: Int? = nil) -> Download {
      let bank = BankSource.bytes(BankBytes(programs: [0], level: level).bytes, name: "\(level)")
      let download = stage.parts.downloader.download(bank, replacing: instead)
      while download.outcome == nil { stage.renderPaced(64) }
      return download
    }
    #expect(height(2) == 0)
    let first = download(9000)
    full = height(1)
    #expect(full > 0.05 && isHeard(9000))
    let second = download(6000)
    #expect(isHeard(6000))
    let third = download(3000, instead: second.id)
    #expect(isHeard(3000))
    // In the place of one that is not searched first.
    _ = download(1000, instead: first.id)
    #expect(isHeard(3000))
    _ = stage.parts.downloader.unload(third.id)
    for _ in 0..<16 { stage.renderPaced(64) }
    #expect(isHeard(1000))
    withExtendedLifetime(supervisor) {}
  }

  @Test func `a bank's file is read where the sandbox itself sees nothing`() throws {
    let path = "/tmp/wavesink-bank-\(getpid()).dls"
    let bytes = BankBytes(programs: [0], level: 9000).bytes
    let file = unsafe fopen(path, "w")
    let written = unsafe fwrite(bytes, 1, bytes.count, file)
    #expect(written == bytes.count)
    unsafe fclose(file)
    defer { unsafe unlink(path) }
    var stage = try RackStage([2: Self.choice()], banks: [.file(path)])
    #expect(stage.board.sandbox(ofGroup: 2)?.ready?.protection.filtersSystemCalls == true)
    stage.freewheel()
    for _ in 0..<16 { stage.render(64) }
    stage.accept(Self.note, at: stage.now.frames, group: 2)
    for _ in 0..<16 { stage.render(64) }
    #expect(stage.left[1].max() ?? 0 > 0.1)
  }

  @Test func `without a bank a synthesizer in a sandbox is silent, and says so`() throws {
    var stage = try RackStage([2: Self.choice()], banks: [])
    let supervisor = SandboxSupervisor(stage.board)
    stage.accept(Self.note, at: stage.now.frames, group: 2)
    for _ in 0..<64 { stage.renderPaced(64) }
    withExtendedLifetime(supervisor) {}
    #expect(stage.left[1].allSatisfy { $0 == 0 })
    #expect(stage.board.takeNotices().contains("group 2: no bank plays, and its synthesizer is silent"))
  }

  @Test func `a group goes into a sandbox and back while it plays, with what it has been told`() throws {
    var stage = try RackStage(banks: Self.banks)
    stage.accept([0xC0, 5], at: stage.now.frames, group: 2)
    for _ in 0..<4 { stage.render(64) }
    let state = GroupState(messages: [[0xC0, 5]])
    // A sandbox ends with the thread that has started it.
    let (results, end) = (BlockingQueue<Bool>(), BlockingQueue<Bool>())
    let board = stage.board
    let thread = WorkerThread(name: "control") {
      results.push((try? board.set(Self.choice(), group: 2, state: state)) != nil)
      _ = end.pop()
    }
    var isThere: Bool?
    while isThere == nil {
      stage.renderPaced(64)
      isThere = results.popIfAny()
    }
    #expect(isThere == true && board.sandbox(ofGroup: 2) != nil)
    for _ in 0..<16 { stage.renderPaced(64) }
    let boxed = try Self.sample(&stage)
    stage.accept([0xB0, 7, 60], at: stage.now.frames, group: 2)
    for _ in 0..<4 { stage.renderPaced(64) }
    let softer = try Self.sample(&stage)
    let isBack = stage.ask { board in (try? board.set(.synthesizer, group: 2)) != nil }
    #expect(isBack == true && stage.board.sandbox(ofGroup: 2) == nil)
    let own = try Self.sample(&stage)
    let (isSofter, isTheSame) = (softer != boxed, own == softer)
    #expect(isSofter && isTheSame)
    end.close()
    thread.join()
  }
}
