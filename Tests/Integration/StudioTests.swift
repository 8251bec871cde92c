// SPDX-License-Identifier: MIT
// What a person does with the real program beside playing: listens, looks, connects, changes his mind. The test's thread.

import CJack
import Control
import Foundation
import Testing

@Suite(.serialized) struct StudioTests {
  @Test func `effects get an output of their own, connected to where they were heard, and give it back`() throws {
    let controlled = try ControlledStage(bank: .tone, hasEffects: true)
    let patchbay = try ProbeClient("patchbay", on: controlled.stage.server)
    #expect(patchbay.connect(Stage.outputs.left, "system:playback_1"))
    #expect(try controlled.ctl("outputs", "--effects", "apart").status == 0)
    #expect(try controlled.ctl("outputs").output == "stereo, effects apart\n")
    #expect(patchbay.property("pretty-name", of: "wavesink:effects_left") == "Effects left")
    let both: Set = [Stage.outputs.left, "wavesink:effects_left"]
    #expect(waitUntil(seconds: 2) { Set(patchbay.connections(of: "system:playback_1")) == both })
    let sink = try SinkProbe("wet", on: controlled.stage.server)
    #expect(sink.connect("wavesink:effects_left", "wet:left") && sink.connect(Stage.outputs.left, "wet:right"))
    #expect(waitUntil(seconds: 2) { sink.cycleStart != 0 })
    #expect(try controlled.ctl("control", "91", "127").status == 0)
    #expect(try controlled.ctl("note", "60", "127", "--seconds", "0.2").status == 0)
    usleep(600_000)
    let recording = sink.recording()
    let (wet, dry) = (recording.left.firstIndex { abs($0) > 1e-4 }, recording.right.firstIndex { abs($0) > 1e-4 })
    let (first, second) = try (#require(dry), #require(wet))
    #expect(second > first + 64, "the reverb comes after the note: \(first), \(second)")
    #expect(try controlled.ctl("outputs", "--effects", "mixed").status == 0)
    #expect(patchbay.ports("^wavesink:").count == 3)
    #expect(patchbay.connections(of: "system:playback_1") == [Stage.outputs.left])
  }

  @Test func `ports that match are connected when they come, and not again when somebody has disconnected them`() throws
  {
    let stage = try Stage(bank: .tone, ["--connect-to", "^sink:", "--connect-from", "^source:"])
    let control = try ProbeClient("control", on: stage.server)
    var sink: SinkProbe? = try SinkProbe(on: stage.server)
    let source = try SourceProbe(on: stage.server)
    func isConnected(_ one: String, _ other: String) -> Bool {
      waitUntil(seconds: 3) { control.connections(of: one) == [other] }
    }
    #expect(isConnected("sink:left", Stage.outputs.left) && isConnected("sink:right", Stage.outputs.right))
    #expect(isConnected("source:out", Stage.input))
    // As a person would; PipeWire may tell of a port's coming after it is connected.
    usleep(500_000)
    control.disconnect(Stage.outputs.left, "sink:left")
    control.disconnect("source:out", Stage.input)
    // Longer than it takes to believe that somebody wants it so; another client's ports are news.
    let other = try ProbeClient("other", on: stage.server)
    unsafe _ = try other.register("in", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput)
    usleep(900_000)
    #expect(control.connections(of: "sink:left").isEmpty && control.connections(of: "source:out").isEmpty)
    #expect(control.connections(of: "sink:right") == [Stage.outputs.right])
    _ = sink?.recording()
    sink = nil
    usleep(300_000)
    sink = try SinkProbe(on: stage.server)
    #expect(isConnected("sink:left", Stage.outputs.left), "it has come anew")
    source.close()
  }

  @Test func `a group is called what people call it, in this session and the next`() throws {
    let controlled = try ControlledStage(["--groups", "2"])
    let control = try ProbeClient("control", on: controlled.stage.server)
    #expect(try controlled.ctl("group-name", "2", "Strings, légère").status == 0)
    #expect(waitUntil(seconds: 2) { control.property("pretty-name", of: "wavesink:midi_in_2") == "Strings, légère" })
    #expect(control.property("pretty-name", of: Stage.input) == "MIDI in 1")
    #expect(try controlled.ctl("outputs", "groups").status == 0)
    #expect(control.property("pretty-name", of: "wavesink:group_2_left") == "Strings, légère left")
    let rack = FileManager.default.temporaryDirectory.appendingPathComponent("names-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: rack) }
    #expect(try controlled.ctl("save", rack.path).status == 0)
    #expect(try controlled.ctl("group-name", "2", "").status == 0)
    #expect(waitUntil(seconds: 2) { control.property("pretty-name", of: "wavesink:midi_in_2") == "MIDI in 2" })
    #expect(try controlled.ctl("load", rack.path).status == 0)
    #expect(waitUntil(seconds: 2) { control.property("pretty-name", of: "wavesink:midi_in_2") == "Strings, légère" })
    #expect(try controlled.ctl("group-name", "2").output == "Strings, légère\n")
    #expect(try controlled.ctl("group-name", "33", "none").status == 64)
    controlled.stage.server.crash()
    control.close()
    try controlled.stage.server.start()
    #expect(controlled.stage.hears("reconnected after "))
    let next = try ProbeClient("control", on: controlled.stage.server)
    #expect(waitUntil(seconds: 2) { next.property("pretty-name", of: "wavesink:midi_in_2") == "Strings, légère" })
  }

  @Test func `a pattern that is none ends the command before it begins`() throws {
    let server = try JackServer()
    let program = try WavesinkProcess(["run", "--connect-to", "system:("], environment: server.environment)
    #expect(program.exitStatus(within: 5) == 64)
    #expect(program.errors.contains("\"system:(\" is no pattern for names of ports"), "\(program.errors)")
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: compressed), "musescore-general-soundfont-small is not installed"))
  func `a download tells how far it is and can be cancelled, and nothing has changed then`() throws {
    let controlled = try ControlledStage(["--no-watch"])
    let before = try controlled.report()
    let banks = try controlled.ctl("list", "--banks").output
    let path = "/wavesink/download"
    guard case .int32(let id)? = try controlled.client.ask(OSCMessage(path, .string(Self.compressed))).first else {
      throw JackServer.Failure(description: "there is no id")
    }
    var shares: [Float] = []
    #expect(throws: ControlClient.Failure.self) {
      _ = try controlled.client.answer(to: path, milliseconds: 60_000) { message in
        guard message.path == "/wavesink/progress", case .float(let share)? = message.arguments.last else { return }
        #expect(message.arguments.first == .int32(id))
        shares.append(share)
        guard shares.count == 3 else { return }
        _ = try? controlled.client.sendOnly(OSCMessage("/wavesink/cancel", .int32(id)))
      }
    }
    #expect(shares.count >= 3 && shares == shares.sorted() && (shares.last ?? 1) < 0.9, "\(shares)")
    #expect(waitUntil(seconds: 5) { (try? controlled.report().sampleMemory.used) == before.sampleMemory.used })
    #expect(try controlled.ctl("list", "--banks").output == banks)
    #expect(try controlled.ctl("cancel", "\(id)").status == 65, "it is not on its way any more")
    #expect(try controlled.ctl("note", "60").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.report().voicesSounding) == 1 })
  }

  static let compressed = "/usr/share/sounds/sf3/MuseScore_General_Lite.sf3"

  @Test func `ctl latency is the sum of what the ports are told and what the limiter takes`() throws {
    let controlled = try ControlledStage(hasEffects: true)
    let control = try ProbeClient("control", on: controlled.stage.server)
    #expect(control.connect(Stage.outputs.left, "system:playback_1"))
    let playback = Int64(control.latency(of: "system:playback_1", JackPlaybackLatency))
    // 1.5 ms at 48 kHz.
    #expect(waitUntil(seconds: 2) { (try? controlled.report().latency?.most) == playback + 72 })
    let latency = try #require(try controlled.report().latency)
    #expect(latency.own == 72 && latency.captureMost == 0 && latency.playbackMost == playback)
    #expect(try controlled.ctl("latency").output.contains("72 frames, 1.5 ms  here"))
    #expect(try controlled.ctl("latency", "--json").output.contains("\"own\":72"))
  }

  @Test func `ctl monitor shows what comes in, frame by frame, and lets go of its place`() throws {
    let controlled = try ControlledStage()
    let page = FileManager.default.temporaryDirectory.appendingPathComponent("monitor-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: page) }
    let monitor = try controlled.start(["ctl", "monitor"], output: page)
    func output() -> String { (try? String(contentsOf: page, encoding: .utf8)) ?? "" }
    #expect(waitUntil(seconds: 3) { (try? controlled.clients().contains { $0.isCapturing }) == true })
    _ = try controlled.stage.notes(at: [0, 4800, 9601])
    #expect(waitUntil(seconds: 3) { output().components(separatedBy: "note on 60 (C4), velocity 127").count == 4 })
    let frames = output().split(separator: "\n").filter { $0.contains("note on") }.compactMap {
      Int($0.split(separator: " ")[0])
    }
    #expect(frames.count == 3 && zip(frames, frames.dropFirst()).map { $1 - $0 } == [4800, 4801], "\(output())")
    #expect(output().contains("channel 1 note on") && output().contains("[90 3C 7F]"))
    // A ping every two seconds keeps it alive, and no more.
    let before = try controlled.report().counters["controlMessages"] ?? 0
    usleep(500_000)
    #expect((try controlled.report().counters["controlMessages"] ?? 0) - before < 5)
    monitor.signal(SIGINT)
    #expect(monitor.exitStatus(within: 3) == 0)
    #expect(waitUntil(seconds: 3) { (try? controlled.clients().isEmpty) == true })
  }

  @Test func `a program can be listened to and no channel's own changes`() throws {
    let controlled = try ControlledStage()
    #expect(waitUntil(seconds: 5) { (try? controlled.report().bankCount) == 2 })
    let before = try controlled.report().counters["voicesStarted"] ?? 0
    // A program that the stage's own bank has not, so that nothing but this can be heard of it.
    #expect(try controlled.ctl("note", "60", "127", "--program", "40", "--seconds", "0.3").status == 0)
    #expect(try controlled.report().counters["voicesStarted"] ?? 0 > before)
    #expect(waitUntil(seconds: 8) { (try? controlled.report().voicesSounding) == 0 })
    #expect(try controlled.channels().allSatisfy { $0.programSource == "nobody" })
    #expect(try controlled.ctl("note", "60", "--program", "128").status == 64)
    #expect(try controlled.ctl("list", "no such thing").output == "no program has \"no such thing\" in its name\n")
  }

  @Test func `who has chosen a channel's program is told`() throws {
    let controlled = try ControlledStage()
    #expect(try controlled.channels()[2].programSource == "nobody")
    #expect(try controlled.ctl("program", "5", "--channel", "3").status == 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.channels()[2].programSource) == "control" })
    _ = try Trial.run(
      on: controlled.stage.server, to: Stage.input, from: Stage.outputs, messages: [([0xC2, 7], 0)], tailFrames: 0)
    #expect(waitUntil(seconds: 2) { (try? controlled.channels()[2].programSource) == "jack" })
    #expect(try controlled.channels()[2].program == 7)
  }
}
