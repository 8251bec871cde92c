// SPDX-License-Identifier: MIT
// The server's transport on its way to plug-ins of a rack, in the process and in sandboxes.

import Glibc
import LV2
import Miniport
import Playback
import Racks
import Realtime
import Sandbox
import SandboxProtocol
import Testing

@Suite(.serialized) struct TransportTests {
  private static let position = TransportPosition(
    isRolling: true, frame: 96_000, rate: 48_000,
    beats: TransportPosition.Beats(tempo: 120, beatsPerBar: 3, beatUnit: 8, bar: 5, barBeat: 1.5))

  private static func choice(_ mode: PluginMode) throws -> MiniportChoice {
    .plugin(PluginChoice(uri: TestBundle.uri("position"), mode: mode, bundle: try TestBundle.path.get()))
  }

  /// What the plug-in of the second group has been told from a place of the recording on: its words begin with a 1 behind silence.
  private static func told(_ stage: borrowing RackStage, from start: Int) -> [Float]? {
    let sound = stage.left[1]
    guard let begin = sound.indices.dropFirst(start).first(where: { sound[$0] != 0 }), begin + 9 <= sound.count else {
      return nil
    }
    return [sound[begin]] + sound[begin + 1..<begin + 9].map { $0 * 0x1p20 }
  }

  @Test(arguments: [PluginMode.inProcess, .sandbox, .pipelined])
  func `a plug-in is told where the transport stands, once`(mode: PluginMode) throws {
    var stage = try RackStage([2: try Self.choice(mode)])
    let controls = try #require(stage.board.controls(ofGroup: 2))
    // Again where a busy machine was late with a block, whose sound is then not heard.
    for _ in 0..<50 {
      // Until its gain has come to 1.
      for _ in 0..<200 where controls.gain < 1 { stage.renderPaced(64) }
      guard controls.gain == 1 else { continue }
      let (start, late) = (stage.left[1].count, stage.statistics.value(of: .sandboxesLate))
      stage.parts.port.adapt(to: .transport(Self.position), time: stage.now)
      for _ in 0..<8 { stage.renderPaced(64) }
      guard stage.statistics.value(of: .sandboxesLate) == late else { continue }
      let told = Self.told(stage, from: start)
      #expect(told == [1, 1, 96_000, 48_000, 5, 1.5, 8, 3, 120])
      let marks = stage.left[1].dropFirst(start).count { $0 == 1 }
      #expect(marks == 1)
      return
    }
    Issue.record("the sandbox was late 50 times")
  }

  /// Whether that is where the transport stands between two times, if it stood at `position` at the first.
  private static func isLater(_ told: [Float], after begin: FrameTime, until end: FrameTime) -> Bool {
    let passed = told[2] - 96_000
    let beats = 5 * 3 + 1.5 + Double(passed) / 24_000
    return passed > 0 && passed < Float(end - begin) && (Double(told[4] * 3 + told[5]) - beats).magnitude < 1e-2
  }

  @Test func `one that comes later is told where the transport stands by then`() throws {
    var stage = try RackStage()
    let begin = stage.now
    stage.parts.port.adapt(to: .transport(Self.position), time: begin)
    for _ in 0..<4 { stage.renderPaced(64) }
    let choice = try Self.choice(.inProcess)
    let start = stage.left[1].count
    let isSet = stage.ask { board in (try? board.set(choice, group: 2)) != nil }
    #expect(isSet == true)
    for _ in 0..<4 { stage.renderPaced(64) }
    let (found, end) = (Self.told(stage, from: start), stage.now)
    let told = try #require(found)
    #expect(Self.isLater(told, after: begin, until: end), "\(told)")
  }

  @Test func `one whose sandbox begins anew is told where the transport stands by then`() throws {
    var stage = try RackStage([2: try Self.choice(.pipelined)])
    let first = try #require(stage.board.sandbox(ofGroup: 2)?.identifier)
    for _ in 0..<16 { stage.renderPaced(64) }
    let begin = stage.now
    stage.parts.port.adapt(to: .transport(Self.position), time: begin)
    for _ in 0..<16 { stage.renderPaced(64) }
    let supervisor = SandboxSupervisor(stage.board)
    let start = stage.left[1].count
    kill(first, SIGKILL)
    let deadline = ContinuousClock.now + .seconds(5)
    var found: [Float]?
    while found == nil, ContinuousClock.now < deadline {
      for _ in 0..<8 { stage.renderPaced(64) }
      found = Self.told(stage, from: start)
    }
    withExtendedLifetime(supervisor) {}
    // The first block of 512 frames that its gain takes to get to 1.
    let told = try #require(found).enumerated().map { $0.element * 512 / Float($0.offset + 1) }
    let end = stage.now
    #expect(Self.isLater(told, after: begin, until: end), "\(told)")
  }

  @Test func `what stands in the shared memory is believed only where it can be`() {
    let layout = SandboxLayout(outputCount: 1, controlCount: 1)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: layout.byteCount, alignment: 64)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: layout.byteCount)
    defer { unsafe memory.deallocate() }
    let half = unsafe SandboxHalf(memory, layout, number: 0)
    #expect(half.transport() == nil)
    var told = SandboxTransport(isRolling: true, frame: 5, rate: 48_000)
    half.tell(transport: told)
    #expect(half.transport() == told)
    told.hasBeats = true
    (told.tempo, told.beatsPerBar, told.beatUnit, told.bar, told.barBeat) = (120, 3, 8, 5, 1.5)
    half.tell(transport: told)
    #expect(half.transport() == told)
    let spoil: [(inout SandboxTransport) -> Void] = [
      { $0.tempo = .nan }, { $0.tempo = 0 }, { $0.tempo = .infinity }, { $0.beatsPerBar = .nan },
      { $0.beatsPerBar = -1 },
      { $0.beatUnit = .infinity }, { $0.beatUnit = 0 }, { $0.bar = -1 }, { $0.bar = .max }, { $0.barBeat = .nan },
      { $0.barBeat = -1 }, { $0.barBeat = 1e300 }, { $0.rate = .nan }, { $0.rate = 0 }, { $0.frame = -1 },
    ]
    for (index, spoil) in spoil.enumerated() {
      var bad = told
      spoil(&bad)
      half.tell(transport: bad)
      #expect(half.transport() == nil, "\(index)")
    }
    half.tell(transport: nil)
    #expect(half.transport() == nil)
    unsafe memory.storeBytes(of: 0xFFFF_FFFF, toByteOffset: layout.half(0) + layout.transport, as: UInt32.self)
    #expect(half.transport() == nil)
  }
}
