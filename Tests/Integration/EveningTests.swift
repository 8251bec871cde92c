// SPDX-License-Identifier: MIT
// One evening of a musician with the real program. The test's thread.

import Control
import Foundation
import Testing

/// A tone is held on the right all the time, a song plays on the left: what happens in between is heard on neither side but
/// where the server itself is away.
@Suite(.serialized) struct EveningTests {
  /// The song: a note each 4800 frames.
  private static let beat = 4800

  @Test func `an evening: banks, periods, a crash, a session, and all of it again the next day`() throws {
    let controlled = try ControlledStage(bank: .tone)
    let stage = controlled.stage
    let step = try StepBank.write(.step, rate: stage.server.rate)
    let rack = FileManager.default.temporaryDirectory.appendingPathComponent("evening-\(UUID().uuidString).yaml").path
    defer { for file in [step.path, rack] { try? FileManager.default.removeItem(atPath: file) } }
    let memory = controlled.residentBytes()

    // Two clients are patched. Channel 1 plays on the left, channel 2 holds its tone on the right.
    var evening = try Evening(stage)
    try pan(1, 0, controlled.client)
    try pan(2, 127, controlled.client)
    evening.hold(channel: 1)
    let first = evening.play(beats: 8)
    evening.wait(until: first.last)

    // Another bank under the song: its notes are twice as loud from then on, and the tone goes on.
    let present = try banks(controlled.client)
    let old = try #require(present.first { !$0.isBuiltIn })
    _ = try controlled.download(step.path, replacing: Int32(old.id))
    let second = evening.play(beats: 8)
    evening.wait(until: second.last)
    for period in [512, 64, 256] {
      try stage.server.changePeriod(to: period)
      usleep(150_000)
    }
    let third = evening.play(beats: 8)
    evening.wait(until: third.last)
    let recording = evening.recording()
    // A server that changes its period loses time, and the tone with it; nothing else does anything to it.
    let change = Int((second.last ?? 0) &- recording.firstFrame)
    let swap = Periodicity(of: recording.right[..<change])
    let changes = Periodicity(of: recording.right[change...])
    #expect(swap.peak > 0.1 && swap.compared > 60_000 && swap.jumps == 0, "\(swap), gaps: \(recording.gaps)")
    #expect(changes.peak == swap.peak && changes.jumps <= recording.gaps, "\(changes), gaps: \(recording.gaps)")
    expect(first, in: recording, level: 0.5)
    expect(second + third, in: recording, level: 1)
    let stats = try JSONDecoder().decode(
      StudioReport.self, from: Data(try controlled.ctl("stats", "--json").output.utf8))
    for name in ["eventsLost", "eventsLate", "voicesStolen", "controlMessagesRefused"] {
      #expect(stats.counters[name] == 0, "\(name)")
    }
    #expect(try controlled.ctl("save", rack).status == 0)
    let grown = controlled.residentBytes() - memory
    #expect(grown < 32 << 20)

    // The server dies, and comes back.
    stage.server.crash()
    evening.close()
    #expect(stage.hears("went away"))
    try stage.server.start()
    let begin = ContinuousClock().now
    #expect(stage.hears("reconnected after", within: 10))
    let reconnected = ContinuousClock().now - begin
    evening = try Evening(stage)
    expect(try evening.song(beats: 4), level: 1)
    evening.close()

    // Everything ends, and the next day all is as it was saved.
    #expect(try controlled.ctl("quit").status == 0)
    #expect(stage.program.exitStatus(within: 5) == 0)
    stage.server.stop()
    try stage.server.start()
    let program = try WavesinkProcess(
      ["run", "--no-connect", "--gain", "0", "--no-effects", "--rack", rack],
      environment: stage.server.environment.merging(["XDG_RUNTIME_DIR": FileManager.default.temporaryDirectory.path]) {
        $1
      })
    let client = try ControlClient(url: try #require(program.controlAddress))
    let isThere = waitUntil(seconds: 5) {
      let names = (try? banks(client))?.map(\.name) ?? []
      return names.contains(step.path)
    }
    #expect(isThere)
    // The rack remembers who was patched to what, and the ports of the day before come back by themselves.
    evening = try Evening(stage, connects: false)
    #expect(evening.waitForConnections(), "\(program.errors)")
    expect(try evening.song(beats: 4), level: 1)
    evening.close()
    print(
      "evening: the tone departs by \(swap.departure) under another bank, gaps of the server: \(recording.gaps), reconnected after",
      "\(reconnected), resident memory \(memory >> 20) MB and \(grown >> 10) kB more")
    program.end()
  }

  private func pan(_ channel: Int32, _ value: Int32, _ client: ControlClient) throws {
    try client.send(OSCMessage("/wavesink/control", .int32(1), .int32(channel), .int32(10), .int32(value)))
  }

  private func banks(_ client: ControlClient) throws -> [BankReport] {
    guard case .string(let text)? = try client.ask(OSCMessage("/wavesink/banks")).first else { return [] }
    return try JSONDecoder().decode([BankReport].self, from: Data(text.utf8))
  }

  /// A song that was played and recorded by itself.
  private func expect(_ song: (frames: [UInt32], recording: Recording), level: Float) {
    expect(song.frames, in: song.recording, level: level)
  }

  /// Each note begins at its frame on the left, as loud as that. A server that loses time loses the notes in it.
  private func expect(_ frames: [UInt32], in recording: Recording, level: Float) {
    // All on one side: 3 dB more than in the centre.
    let loud = level * Stage.firstSample * Float(2).squareRoot()
    var missing = 0
    for frame in frames {
      let index = Int(frame &- recording.firstFrame)
      guard recording.left.indices.contains(index), index > 0 else {
        missing += 1
        continue
      }
      let begins = recording.left[index - 1].magnitude < 0.01 && abs(recording.left[index] / loud - 1) < 0.01
      if !begins { missing += 1 }
    }
    #expect(missing == 0 || missing <= recording.gaps, "\(missing) of \(frames.count), gaps: \(recording.gaps)")
  }
}

/// Two clients at a server: one that plays, and one that listens.
private struct Evening {
  private let source: SourceProbe
  private let sink: SinkProbe
  private let beat: UInt32 = 4800

  init(_ stage: Stage, connects: Bool = true) throws {
    source = try SourceProbe(on: stage.server)
    sink = try SinkProbe(on: stage.server, seconds: 20)
    guard connects else { return }
    #expect(source.connect("source:out", Stage.input))
    #expect(source.connect(Stage.outputs.left, "sink:left") && source.connect(Stage.outputs.right, "sink:right"))
    let source = source
    let runs = waitUntil(seconds: 2) { source.cycleStart != nil }
    #expect(runs)
  }

  func waitForConnections() -> Bool {
    waitUntil(seconds: 5) {
      source.connections(of: "source:out") == [Stage.input]
        && source.connections(of: Stage.outputs.left) == ["sink:left"] && source.cycleStart != nil
    }
  }

  /// A note that lasts.
  func hold(channel: UInt8) { source.send([0x90 | channel, 60, 127], at: next) }

  /// Notes on channel 1 from soon on; the frames at which they begin.
  func play(beats: Int) -> [UInt32] {
    let first = next
    return (0..<beats).map { number in
      let frame = first &+ UInt32(number) &* beat
      source.send([0x90, 60, 127], at: frame)
      source.send([0x80, 60, 0], at: frame &+ 1200)
      return frame
    }
  }

  /// The same, and what was heard; nobody listens after this.
  func song(beats: Int) throws -> (frames: [UInt32], recording: Recording) {
    let frames = play(beats: beats)
    wait(until: frames.last)
    return (frames, recording())
  }

  /// Waits until a beat after a frame.
  func wait(until frame: UInt32?) {
    guard let frame else { return }
    _ = waitUntil(seconds: 10) { Int32(bitPattern: sink.cycleStart &- frame) > Int32(beat) }
  }

  func recording() -> Recording { sink.recording() }

  func close() {
    source.close()
    sink.close()
  }

  private var next: UInt32 { (source.cycleStart ?? 0) &+ 9600 }
}
