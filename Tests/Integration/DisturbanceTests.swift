// SPDX-License-Identifier: MIT
// What happens to notes while the world around the real program changes: period, freewheel, sources, stalls.

import CJack
import Control
import Foundation
import Testing

@Suite(.serialized) struct DisturbanceTests {
  /// A stage with a tone, a source and a sink that are connected to it, and the tone sounding.
  final class Held {
    let stage: Stage
    let source: SourceProbe
    let sink: SinkProbe

    /// `output`: where the left of the tone comes out.
    init(
      _ messages: [[UInt8]] = [[0x90, 60, 127]], on stage: Stage? = nil, output: String = Stage.outputs.left
    ) throws {
      self.stage = try stage ?? Stage(bank: .tone)
      let stage = self.stage
      source = try SourceProbe(on: stage.server)
      sink = try SinkProbe(on: stage.server)
      #expect(source.connect("source:out", Stage.input) && source.connect(output, "sink:left"))
      #expect(waitUntil(seconds: 2) { self.source.cycleStart != nil })
      let frame = (source.cycleStart ?? 0) &+ 4800
      for message in messages { source.send(message, at: frame) }
      #expect(waitUntil(seconds: 2) { Int32(bitPattern: self.sink.cycleStart &- frame) > 4800 })
    }

    /// Whether the tone sounds from its beginning to the end, but where the server lost time.
    static func isWhole(_ recording: Recording) -> Bool {
      silences(recording).reduce(0, +) <= recording.lostFrames && (recording.left.last ?? 0) != 0
    }

    /// Stretches of silence, in frames, once the tone has begun; a last one that lasts is among them.
    static func silences(_ recording: Recording) -> [Int] {
      let begin = recording.left.firstIndex { $0.magnitude > 0.1 } ?? 0
      var (found, quiet): ([Int], Int) = ([], 0)
      for sample in recording.left[begin...] + [1] {
        if sample == 0 {
          quiet += 1
        } else {
          if quiet >= 8 { found.append(quiet) }
          quiet = 0
        }
      }
      return found
    }
  }

  @Test func `a sounding note outlives changes of the period, with no gap but the server's own`() throws {
    let stage = try Stage(bank: .tone)
    func record() throws -> Recording {
      let held = try Held(on: stage)
      defer { held.source.close() }
      for period in [1024, 64, 512] {
        try stage.server.changePeriod(to: period)
        usleep(100_000)
      }
      return held.sink.recording()
    }
    var recording = try record()
    // A server that loses time, as any does on a busy machine, may lose more than the sink sees, and even stall.
    for _ in 0..<3 where !Held.isWhole(recording) { recording = try record() }
    #expect(recording.periods >= 3)
    #expect(Held.isWhole(recording), "\(Held.silences(recording)), lost: \(recording.lostFrames)")
  }

  @Test(.enabled(if: ServerKind.chosen == .jack, ServerKind.ownFreewheel))
  func `a sounding note outlives a freewheel`() throws {
    let stage = try Stage(bank: .tone)
    let control = try ProbeClient("control", on: stage.server)
    func soundsAfterFreewheel() throws -> Bool {
      let held = try Held(on: stage)
      defer { held.source.close() }
      let isOn = unsafe jack_set_freewheel(control.handle, 1)
      usleep(100_000)
      let isOff = unsafe jack_set_freewheel(control.handle, 0)
      #expect(isOn == 0 && isOff == 0)
      // What was recorded meanwhile is faster than time; another sink, of the same name, is connected as the first was.
      _ = held.sink.recording()
      let sink = try SinkProbe(on: stage.server)
      #expect(waitUntil(seconds: 2) { sink.connections(of: Stage.outputs.left) == ["sink:left"] })
      usleep(100_000)
      return (sink.recording().left.last ?? 0) != 0
    }
    // On a busy machine the server itself may stall.
    let sounds = try (0..<3).contains { _ in try soundsAfterFreewheel() }
    #expect(sounds)
  }

  @Test(arguments: [true, false])
  func `the notes of a source that goes end, on the pedal too, and those of others do not`(vanishes: Bool) throws {
    let controlled = try ControlledStage(["--groups", "2"])
    let stage = controlled.stage
    let held = try Held([[0xB0, 91, 0], [0xB0, 64, 127], [0x90, 60, 127]], on: stage)
    #expect(try controlled.ctl("note", "72", "127", "--group", "2", "--seconds", "30").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().voicesSounding) == 2 })
    if vanishes { held.source.close() } else { held.sink.disconnect("source:out", Stage.input) }
    #expect(waitUntil(seconds: 2) { (try? controlled.report().voicesSounding) == 1 })
    usleep(100_000)
    let recording = held.sink.recording()
    #expect(Held.isWhole(recording), "the other note goes on: \(Held.silences(recording))")
  }

  @Test func `what is wrong is named, and a held tone does not hear it`() throws {
    let controlled = try ControlledStage()
    let stage = controlled.stage
    let extra = try StepBank.write(.step, rate: stage.server.rate)
    let folder = FileManager.default.temporaryDirectory
    let rack = folder.appendingPathComponent("wrong-\(UUID().uuidString).yaml")
    defer { for file in [extra, rack] { try? FileManager.default.removeItem(at: file) } }
    try Data("wavesink-rack: 1\nunknown: 1\n".utf8).write(to: rack)
    let held = try Held([[0xB0, 91, 0], [0x90, 60, 127]], on: stage)
    let before = try controlled.report()
    // Ten thousand messages in about a second, each of them wrong; who sends them does not read the answers.
    let flood = try ControlClient(url: try #require(stage.program.controlAddress))
    for number in 0..<10_000 {
      try flood.sendOnly(OSCMessage("/wavesink/volume", .string("loud")))
      if number % 10 == 0 { usleep(1000) }
    }
    #expect(try controlled.ctl("load", rack.path).status == 65)
    #expect(try controlled.ctl("download", extra.path + ".gone").status == 65)
    _ = try controlled.download(extra.path)
    try Data("no bank any more".utf8).write(to: extra)
    #expect(stage.hears("plays on"), "\(stage.program.errors)")
    try FileManager.default.removeItem(at: extra)
    #expect(try controlled.run(["run", "--no-connect"]).status == 64, "its name is taken")
    let after = try controlled.report()
    let refused = (after.counters["controlMessagesRefused"] ?? 0) - (before.counters["controlMessagesRefused"] ?? 0)
    #expect(refused > 1000, "as many as came through the socket are counted")
    let recording = held.sink.recording()
    let found = Periodicity(of: recording.left)
    #expect(found.peak > 0.1 && found.compared > recording.left.count / 2)
    #expect(found.jumps <= recording.xruns, "\(found), gaps: \(recording.gaps), periods lost: \(recording.xruns)")
  }

  @Test(arguments: [true, false])
  func `notes that were due during a stall are left out and counted`(stallsServer: Bool) throws {
    let stage = try Stage()
    let source = try SourceProbe(on: stage.server, sendsLate: true)
    let sink = try SinkProbe(on: stage.server)
    #expect(source.connect("source:out", Stage.input) && source.connect(Stage.outputs.left, "sink:left"))
    #expect(waitUntil(seconds: 2) { source.cycleStart != nil })
    let stall = { (signal: Int32) in
      if stallsServer { _ = kill(stage.server.processIdentifier, signal) } else { stage.program.signal(signal) }
    }
    // As soon as it can, which after the stall is all at once: so do bridges to devices that know no frames.
    // Closer together than the time after a stall in which what comes is old: PipeWire does not wait for its clients, so that
    // what came before is gone with the cycles that the program missed.
    for note in 0..<100 {
      if note == 25 { stall(SIGSTOP) }
      if note == 75 { stall(SIGCONT) }
      source.send([0x90, 60, 127], at: source.cycleStart ?? 0)
      usleep(12_000)
    }
    usleep(200_000)
    let recording = sink.recording()
    let peak = recording.left.map(\.magnitude).max() ?? 0
    #expect(peak < 1.5 * Stage.firstSample, "a burst would be as loud as all its notes together")
    #expect(recording.onsets().count >= 35)
    // Where PipeWire itself stands still, its clients may do so too: then nothing has come late.
    if ServerKind.chosen == .jack || !stallsServer {
      #expect(stage.hears("notes were left out"), "\(stage.program.errors)")
    }
  }

  @Test(.enabled(if: ServerKind.chosen == .jack)) func `a period that is not delivered in time is counted`() throws {
    let controlled = try ControlledStage(bank: .tone)
    // JACK 2 looks at those alone whom somebody waits for.
    let sink = try SinkProbe(on: controlled.stage.server)
    #expect(sink.connect(Stage.outputs.left, "sink:left"))
    let before = try controlled.report().counters["xruns"] ?? 0
    controlled.stage.program.signal(SIGSTOP)
    usleep(600_000)
    controlled.stage.program.signal(SIGCONT)
    #expect(waitUntil(seconds: 3) { ((try? controlled.report())?.counters["xruns"] ?? 0) > before })
    #expect(controlled.stage.hears("were not delivered in time"), "\(controlled.stage.program.errors)")
  }
}
