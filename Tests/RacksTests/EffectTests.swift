// SPDX-License-Identifier: MIT
// Sound on its way through effects, levels and sends.

import Glibc
import LV2
import MIDI
import Miniport
import Playback
import Racks
import Realtime
import Synthesis
import Testing

@Suite(.serialized) struct EffectTests {
  private static let note: [UInt8] = [0x90, 60, 127]
  private static let badNote: [UInt8] = [0x90, 66, 127]

  private static func effect(
    _ kind: String, gain: Float = 1, _ mode: PluginMode = .inProcess, controllers: [Int: String] = [:]
  ) throws -> PluginChoice {
    PluginChoice(
      uri: TestBundle.uri(kind), mode: mode, bundle: try TestBundle.path.get(), controls: ["gain": gain],
      controllers: controllers)
  }

  /// Three groups on one pair of outputs, or on others, without reverb and limiter.
  private static func configuration(_ outputs: OutputLayout = .stereo) -> Synthesizer.Configuration {
    var configuration = RackStage.configuration
    configuration.layout = PortLayout(groupCount: 3, outputs: outputs)
    configuration.isReshapable = true
    return configuration
  }

  private static func stage(
    _ strips: [StripName: StripChoice], _ outputs: OutputLayout = .stereo
  ) throws -> RackStage {
    let stage = try RackStage(strips: strips, configuration(outputs))
    #expect(stage.board.faults.isEmpty, "\(stage.board.faults)")
    return stage
  }

  /// The level of a group alone, as it is without strips.
  private static func level(_ stage: inout RackStage, group: UInt16) -> Float {
    stage.accept(note, at: stage.now.frames, group: group)
    stage.render(2048)
    return stage.left[0].last ?? 0
  }

  private static func plainLevel() throws -> Float {
    var stage = try stage([:])
    return level(&stage, group: 1)
  }

  private static func isNear(_ found: Float, _ wanted: Float) -> Bool { abs(found - wanted) < 1e-4 * max(wanted, 0.01) }

  /// The greatest step from one sample to the next.
  private static func greatestStep(_ samples: some Collection<Float>) -> Float {
    zip(samples, samples.dropFirst()).map { abs($1 - $0) }.max() ?? 0
  }

  @Test(arguments: [OutputLayout.stereo, .groups, .channels])
  func `an effect changes the sound of its group and of no other`(outputs: OutputLayout) throws {
    let plain = try Self.plainLevel()
    var stage = try Self.stage([.group(2): StripChoice(inserts: [try Self.effect("gain", gain: 0.5)])], outputs)
    // Channel 2, so that its outputs are joined where each channel has some.
    for group in 1...3 as ClosedRange<UInt16> { stage.accept([0x91, 60, 127], at: stage.now.frames, group: group) }
    stage.render(2048)
    let found = stage.left.map { $0.last ?? 0 }
    switch outputs {
    case .stereo: #expect(Self.isNear(found[0], 2.5 * plain), "\(found)")
    case .groups: #expect(found[0] == plain && Self.isNear(found[1], 0.5 * plain) && found[2] == plain, "\(found)")
    case .channels:
      #expect(found[1] == plain && Self.isNear(found[16], 0.5 * plain) && found[17] == 0 && found[33] == plain)
    }
  }

  @Test(arguments: [1, 2])
  func `one of two effects of a kind begins anew, and the other plays on where it is`(number: Int) throws {
    let chain = [try Self.effect("gain", gain: 0.5), try Self.effect("gain", gain: 0.5)]
    let name = StripName.group(1)
    var stage = try Self.stage([name: StripChoice(inserts: chain)])
    let before = [1, 2].map { stage.board.address(ofInsert: $0, in: name) }
    let answer = stage.ask { board in Result { try board.set(StripChoice(inserts: chain), of: name, anew: number) } }
    #expect(throws: Never.self) { try answer?.get() }
    let after = [1, 2].map { stage.board.address(ofInsert: $0, in: name) }
    #expect(after[number - 1] != before[number - 1] && after[2 - number] == before[2 - number])
    // Without that nothing changes.
    let second = stage.ask { board in Result { try board.set(StripChoice(inserts: chain), of: name) } }
    #expect(throws: Never.self) { try second?.get() }
    #expect([1, 2].map { stage.board.address(ofInsert: $0, in: name) } == after)
    #expect(stage.board.statuses.count == 2 && stage.board.statuses.allSatisfy { $0.value.state == .playing })
  }

  @Test func `effects of a strip come one after the other, and the sound is the same at any length of a block`() throws
  {
    func samples(_ block: Int) throws -> [Float] {
      let chain = [try Self.effect("late", gain: 2), try Self.effect("gain", gain: 0.25), try Self.effect("late")]
      var stage = try Self.stage([.group(1): StripChoice(inserts: chain, level: -6), .master: StripChoice(level: 3)])
      // The effects have come in, and levels are where they should be.
      for number in 1...3 { #expect(stage.board.controls(ofInsert: number, in: .group(1))?.gain == 1) }
      for (index, frame) in [100, 700, 1023, 1024, 2500].enumerated() {
        stage.accept([0x90, UInt8(60 + index), 127], at: stage.now.frames + Int64(frame), group: 1)
      }
      stage.accept([0xB0, 11, 40], at: stage.now.frames + 3000, group: 1)
      for _ in 0..<(4096 / block) { stage.render(block) }
      return stage.left[0]
    }
    let plain = try Self.plainLevel()
    let whole = try samples(4096)
    #expect(whole.firstIndex { $0 != 0 } == 164)
    // One note, at half of its level, 6 dB less and 3 dB more.
    #expect(Self.isNear(whole[700], plain * 0.5 * Float(pow(10, -3.0 / 20))), "\(whole[700])")
    for block in [16, 64, 1024] {
      let isTheSame = zip(try samples(block), whole).allSatisfy { abs($0 - $1) < 1e-6 }
      #expect(isTheSame, "\(block)")
    }
  }

  @Test func `a send is heard beside its group, as loud as its bus, and moves without a step`() throws {
    let plain = try Self.plainLevel()
    let bus = StripChoice(inserts: [try Self.effect("gain", gain: 2)], level: -6.0206)
    var stage = try Self.stage([.bus("hall"): bus, .group(1): StripChoice(sends: ["hall": -6.0206])])
    #expect(Self.isNear(Self.level(&stage, group: 1), 1.5 * plain))
    let start = stage.left[0].count
    let answer = stage.ask { board in Result { try board.set(StripChoice(sends: ["hall": 0]), of: .group(1)) } }
    #expect(throws: Never.self) { try answer?.get() }
    stage.render(2048)
    #expect(Self.isNear(stage.left[0].last ?? 0, 2 * plain))
    #expect(Self.greatestStep(stage.left[0][start...]) < 0.01 * plain)
  }

  @Test func `an effect comes and goes, and a bus too, without a step in what sounds`() throws {
    let plain = try Self.plainLevel()
    var stage = try Self.stage([:])
    _ = Self.level(&stage, group: 1)
    let start = stage.left[0].count
    let loud = try Self.effect("gain", gain: 2)
    let chain: [(StripName, StripChoice?, Float)] = [
      (.bus("hall"), StripChoice(inserts: [loud]), 1), (.group(1), StripChoice(sends: ["hall": 0]), 3),
      (.bus("hall"), StripChoice(inserts: [loud, loud]), 5), (.bus("hall"), StripChoice(inserts: [loud]), 3),
      (.group(1), StripChoice(inserts: [loud], sends: ["hall": 0]), 6), (.master, StripChoice(inserts: [loud]), 12),
      (.master, StripChoice(level: -12.0412), 1.5), (.master, nil, 6), (.bus("hall"), nil, 2), (.group(1), nil, 1),
      (.group(1), StripChoice(level: -12.0412), 0.25), (.group(1), nil, 1),
    ]
    for (name, choice, level) in chain {
      let answer = stage.ask { board in Result { try board.set(choice, of: name) } }
      #expect(throws: Never.self) { try answer?.get() }
      for _ in 0..<32 { stage.render(64) }
      #expect(Self.isNear(stage.left[0].last ?? 0, level * plain), "\(name.title): \(stage.left[0].last ?? 0)")
    }
    #expect(Self.greatestStep(stage.left[0][start...]) < 0.04 * plain)
  }

  @Test(arguments: [PluginMode.inProcess, .sandbox])
  func `a control of an effect changes at its frame, by message and by the controller that moves it`(mode: PluginMode)
    throws
  {
    let plain = try Self.plainLevel()
    let effect = try Self.effect("gain", gain: 1, mode, controllers: [74: "gain"])
    var stage = try Self.stage([.group(1): StripChoice(inserts: [effect])])
    _ = Self.level(&stage, group: 1)
    for _ in 0..<16 { stage.renderPaced(64) }
    let address = try #require(stage.board.address(ofInsert: 1, in: .group(1)))
    let port = try #require(stage.board.controls(ofInsert: 1, in: .group(1))?.description.control("gain"))
    for _ in 0..<20 {
      let (start, late) = (stage.left[0].count, stage.statistics.value(of: .sandboxesLate))
      let now = stage.now.frames
      let event = Event(parameter: port.index, 2, group: UInt16(address), time: FrameTime(now + 40))
      stage.parts.port.accept(event)
      stage.accept([0xB0, 74, 0], at: now + 70, group: 1)
      stage.parts.port.accept(Event(parameter: port.index, 1, group: UInt16(address), time: FrameTime(now + 100)))
      for _ in 0..<2 { stage.renderPaced(64) }
      guard stage.statistics.value(of: .sandboxesLate) == late else { continue }
      let found = stage.left[0][start...].map { ($0 / plain * 100).rounded() / 100 }
      let wanted = (0..<128).map { $0 < 40 ? Float(1) : $0 < 70 ? 2 : $0 < 100 ? 0 : 1 }
      #expect(found == wanted)
      return
    }
    Issue.record("the sandbox was late 20 times")
  }

  @Test(arguments: [("fragile", true), ("stuck", true), ("fragile", false), ("stuck", false)])
  func `where an effect fails its group goes on without it, its bus is silent, and then it is there again`(
    kind: String, isInsert: Bool
  ) throws {
    let plain = try Self.plainLevel()
    let half = StripChoice(inserts: [try Self.effect(kind, gain: 0.5, .sandbox)])
    var stage = try Self.stage(
      isInsert ? [.group(1): half] : [.bus("hall"): half, .group(1): StripChoice(sends: ["hall": 0])])
    let (whole, failed): (Float, Float) = isInsert ? (0.5, 1) : (1.5, 1)
    let name: StripName = isInsert ? .group(1) : .bus("hall")
    stage.accept(Self.note, at: stage.now.frames, group: 1)
    // As long as a busy machine takes to be in time.
    for _ in 0..<2000 where !Self.isNear(stage.left[0].last ?? 0, whole * plain) { stage.renderPaced(64) }
    #expect(Self.isNear(stage.left[0].last ?? 0, whole * plain), "\(stage.left[0].last ?? 0)")
    let supervisor = SandboxSupervisor(stage.board)
    // From the last sample before it on.
    let start = stage.left[0].count - 1
    // Only an insert of a group hears its messages: a bus is told itself.
    let address = try #require(stage.board.address(ofInsert: 1, in: name))
    stage.accept(Self.badNote, at: stage.now.frames, group: UInt16(address))
    var (isFailed, isBack) = (false, false)
    for _ in 0..<3000 where !isBack {
      stage.renderPaced(64)
      let level = stage.left[0].last ?? 0
      isFailed = isFailed || Self.isNear(level, failed * plain)
      isBack = isFailed && Self.isNear(level, whole * plain)
    }
    #expect(isFailed && isBack)
    #expect(Self.greatestStep(stage.left[0][start...]) < 0.02 * plain)
    withExtendedLifetime(supervisor) {}
  }

  @Test func `an effect whose sound is no number is passed by until it is a number again`() throws {
    let plain = try Self.plainLevel()
    var stage = try Self.stage([.group(1): StripChoice(inserts: [try Self.effect("broken", gain: 0.5)])])
    #expect(Self.isNear(Self.level(&stage, group: 1), 0.5 * plain))
    let address = try #require(stage.board.address(ofInsert: 1, in: .group(1)))
    for (key, level) in [(66, 1), (67, 0.5)] as [(UInt8, Float)] {
      stage.accept([0x90, key, 1], at: stage.now.frames, group: UInt16(address))
      for _ in 0..<32 { stage.render(64) }
      #expect(Self.isNear(stage.left[0].last ?? 0, level * plain), "\(key): \(stage.left[0].last ?? 0)")
      let isFinite = stage.left[0].allSatisfy(\.isFinite)
      #expect(isFinite)
    }
    #expect(stage.statistics.value(of: .soundsCured) > 0)
  }

  @Test func `an effect that hangs does not make those behind it late`() throws {
    /// Whether the second of two effects is in time for the block in which the first one hangs.
    func isInTime() throws -> Bool {
      var stage = try Self.stage([
        .group(1): StripChoice(inserts: [try Self.effect("stuck", .sandbox)]),
        .group(2): StripChoice(inserts: [try Self.effect("gain", .sandbox)]),
      ])
      let address = try #require(stage.board.address(ofInsert: 1, in: .group(1)))
      let gain = try #require(stage.board.controls(ofInsert: 1, in: .group(2)))
      for _ in 0..<8 { stage.renderPaced(2048) }
      guard gain.gain == 1 else { return false }
      stage.accept(Self.badNote, at: stage.now.frames, group: UInt16(address))
      stage.renderPaced(2048)
      return gain.gain == 1
    }
    // A machine that runs something else meanwhile may let both wait.
    #expect(try (0..<10).contains { _ in try isInTime() })
  }

  @Test func `an effect that is missing is left out, those behind it keep their places, and a bus of such is silent`()
    throws
  {
    let plain = try Self.plainLevel()
    let missing = PluginChoice(uri: "urn:nobody")
    var stage = try RackStage(
      strips: [
        .group(1): StripChoice(inserts: [missing, try Self.effect("gain", gain: 0.5)], sends: ["hall": 0]),
        .bus("hall"): StripChoice(inserts: [missing]),
      ], Self.configuration())
    #expect(stage.board.faults.map(\.fault) == [.plugin(.unknown("urn:nobody")), .plugin(.unknown("urn:nobody"))])
    #expect(stage.board.controls(ofInsert: 1, in: .group(1)) == nil)
    #expect(stage.board.controls(ofInsert: 2, in: .group(1))?.description.uri == TestBundle.uri("gain"))
    #expect(Self.isNear(Self.level(&stage, group: 1), 0.5 * plain))
    // What was left out before is no reason to refuse something else; what is new is.
    let inserts = [missing, try Self.effect("gain", gain: 0.5)]
    func set(_ choice: StripChoice, leavesOut: Bool) -> Result<[RackFault], RackFault>? {
      stage.ask { board in
        do throws(RackFault) {
          return .success(try board.set(choice, of: .group(1), leavesOut: leavesOut))
        } catch { return .failure(error) }
      }
    }
    #expect(set(StripChoice(inserts: inserts, level: -6.0206), leavesOut: false) == .success([]))
    let other = PluginChoice(uri: "urn:other")
    #expect(set(StripChoice(inserts: [other]), leavesOut: false) == .failure(.plugin(.unknown("urn:other"))))
    #expect(set(StripChoice(inserts: [other] + inserts), leavesOut: true) == .success([.plugin(.unknown("urn:other"))]))
    for _ in 0..<32 { stage.render(64) }
    #expect(Self.isNear(stage.left[0].last ?? 0, 0.5 * plain), "\(stage.left[0].last ?? 0)")
  }

  @Test func `what effects and a pipelined plug-in are late is told`() throws {
    var stage = try Self.stage([
      .group(1): StripChoice(inserts: [try Self.effect("late")], sends: ["hall": 0]),
      .bus("hall"): StripChoice(inserts: [try Self.effect("late")]),
      .master: StripChoice(inserts: [try Self.effect("gain", gain: 1, .pipelined)]),
    ])
    for _ in 0..<32 { stage.renderPaced(64) }
    #expect(stage.parts.port.latencyFrames == 32 + 32 + 64)
    // A send that is off leads nowhere.
    let answer = stage.ask { board in
      Result { try board.set(StripChoice(inserts: [try Self.effect("late")], sends: [:]), of: .group(1)) }
    }
    #expect(throws: Never.self) { try answer?.get() }
    for _ in 0..<16 { stage.renderPaced(64) }
    #expect(stage.parts.port.latencyFrames == 32 + 64)
  }

  @Test func `an effect with one side hears the middle and is heard on both`() throws {
    let plain = try Self.plainLevel()
    var stage = try Self.stage([.group(1): StripChoice(inserts: [try Self.effect("middle", gain: 1)])])
    stage.accept([0xB0, 10, 0], at: stage.now.frames, group: 1)
    let left = Self.level(&stage, group: 1)
    // All of it was on the left, 3 dB louder than in the middle.
    #expect(abs(left - plain / 2 * Float(2).squareRoot()) < 0.01 * plain, "\(left) of \(plain)")
  }

  @Test func `a bus that is not there, an instrument and a plug-in that is not there are refused, and all plays on`()
    throws
  {
    let plain = try Self.plainLevel()
    var stage = try Self.stage([.group(1): StripChoice(inserts: [try Self.effect("gain", gain: 0.5)])])
    let bad: [(StripChoice, RackFault)] = [
      (StripChoice(sends: ["nowhere": 0]), .unknownBus("nowhere")),
      (StripChoice(inserts: [try Self.effect("impulse")]), .plugin(.noEffect(TestBundle.uri("impulse")))),
      (StripChoice(inserts: [PluginChoice(uri: "urn:nobody")]), .plugin(.unknown("urn:nobody"))),
    ]
    for (choice, wanted) in bad {
      let found = stage.ask { board -> RackFault? in
        do throws(RackFault) { try board.set(choice, of: .group(1)) } catch { return error }
        return nil
      }
      #expect(found == .some(wanted))
    }
    #expect(Self.isNear(Self.level(&stage, group: 1), 0.5 * plain))
    let fault = try RackStage(strips: [.master: StripChoice(inserts: [PluginChoice(uri: "urn:nobody")])]).board.faults
    #expect(fault.map(\.strip) == [.master])
  }

  @Test func `a strip's name is a number, master, or the name of a bus`() {
    #expect(StripName(text: "2") == .group(2) && StripName(text: "master") == .master)
    #expect(StripName(text: "hall-2_b") == .bus("hall-2_b"))
    for text in ["", "0", "65", "2x", "a b", "-a", String(repeating: "a", count: 33), "ä"] {
      #expect(StripName(text: text) == nil, "\(text)")
    }
    #expect(PluginAddress(text: "2/1") == .insert(1, of: .group(2)) && PluginAddress(text: "2") == .group(2))
    for text in ["hall", "2/", "2/0", "2/1/1", "/1"] { #expect(PluginAddress(text: text) == nil, "\(text)") }
  }
}
