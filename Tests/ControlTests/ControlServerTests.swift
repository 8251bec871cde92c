// SPDX-License-Identifier: MIT
// What a client of the control server can do. The test's thread asks, the stage's thread renders.

import Foundation
import MIDI
import Miniport
import Playback
import Realtime
import Synthesis
import Testing

@testable import Control

@Suite(.serialized) struct ControlServerTests {
  private func refusal(_ stage: ControlStage, _ message: OSCMessage) -> (ControlFault.Code?, String)? {
    do { _ = try stage.client.ask(message) } catch ControlClient.Failure.refused(let code, let sentence) {
      return (code, sentence)
    } catch { return (nil, "\(error)") }
    return nil
  }

  /// Downloads a file and waits until it plays; its id.
  private func download(_ path: String, _ stage: ControlStage) throws -> Int32 {
    guard case .int32(let id)? = try stage.client.ask(OSCMessage("/wavesink/download", .string(path))).first else {
      throw ControlFault(.failed, "there is no id")
    }
    _ = try stage.client.answer(to: "/wavesink/download", milliseconds: 5000)
    return id
  }

  @Test func `whoever asks learns name, version and clock`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    #expect(try stage.client.ask(OSCMessage("/wavesink/ping")) == [.string("stage"), .string("1.2.3")])
    let clock = try stage.client.ask(OSCMessage("/wavesink/clock"))
    #expect(OSCMessage("", clock).types == "hit" && clock[1] == .int32(48_000))
  }

  @Test func `a message that is wrong is answered with what was expected, and counted`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let wrong: [(OSCMessage, ControlFault.Code, String)] = [
      (OSCMessage("/wavesink/nonsense"), .unknownPath, "/wavesink/nonsense"),
      (OSCMessage("/wavesink/note", .int32(1)), .wrongTypes, "group, channel, key, velocity"),
      (OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(60), .float(1)), .wrongTypes, "\"iiif\""),
      (
        OSCMessage("/wavesink/note", .int32(3), .int32(1), .int32(60), .int32(1)), .badValue, "group of 0 to 2, found 3"
      ),
      (OSCMessage("/wavesink/note", .int32(1), .int32(0), .int32(60), .int32(1)), .badValue, "channel of 1 to 16"),
      (OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(-1), .int32(1)), .badValue, "key of 0 to 127"),
      (OSCMessage("/wavesink/volume", .float(.nan)), .badValue, "dB"),
      (OSCMessage("/wavesink/download", .string("")), .badValue, "a path"),
      (OSCMessage("/wavesink/unload", .int32(100_000)), .failed, "100000"),
      (OSCMessage("/wavesink/midi", .int32(1), .midi([0, 0x40, 0, 0])), .badValue, "80"),
    ]
    for (message, code, words) in wrong {
      let answer = refusal(stage, message)
      #expect(answer?.0 == code && answer?.1.contains(words) == true, "\(message): \(String(describing: answer))")
    }
    #expect(
      stage.studio.statistics.value(of: .controlMessagesRefused) == UInt64(wrong.count) - 1,
      "an unload was accepted first")
  }

  @Test func `bytes that are no message are answered with their offset`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let socket = try OSCSocket()
    let port = try #require(Int(stage.server.url.dropLast().split(separator: ":").last ?? ""))
    socket.send(Array("nonsense".utf8), to: try OSCSocket.address(host: "127.0.0.1", port: port))
    let packet = try #require(socket.receive(milliseconds: 2000))
    let answer = try #require(try OSCPacket(packet.bytes).parts.first?.message)
    #expect(answer.path == "/error" && answer.arguments[1] == .int32(1))
    #expect(stage.studio.statistics.value(of: .controlMessagesRefused) == 1)
  }

  @Test func `a bank is downloaded, listed with its programs, played and unloaded`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let path = try ControlStage.bankFile(program: 7, name: "Seven")
    defer { unsafe _ = unlink(path) }
    let id = try download(path, stage)
    guard case .string(let banks)? = try stage.client.ask(OSCMessage("/wavesink/banks")).first,
      case .string(let programs)? = try stage.client.ask(OSCMessage("/wavesink/programs", .int32(0))).first
    else { throw ControlFault(.failed, "there is no list") }
    #expect(
      banks.contains("\"id\":\(id)") && banks.contains(path) && banks.contains("\"answers\":1")
        && banks.contains("\"programsIn\":1"))
    #expect(
      programs.contains("\"name\":\"Seven\"") && programs.contains("\"program\":7") && programs.contains("\"total\":1"))
    try stage.client.send(OSCMessage("/wavesink/program", .int32(1), .int32(2), .int32(7)))
    try stage.client.send(OSCMessage("/wavesink/control", .int32(1), .int32(2), .int32(7), .int32(127)))
    try stage.client.send(OSCMessage("/wavesink/note", .int32(1), .int32(2), .int32(60), .int32(127)))
    #expect(stage.level == 500)
    try stage.client.send(OSCMessage("/wavesink/note", .int32(1), .int32(2), .int32(60), .int32(0)))
    #expect(try stage.client.ask(OSCMessage("/wavesink/unload", .int32(id)), milliseconds: 5000) == [.int32(id)])
    #expect(stage.studio.downloader.sampleMemory.usage.used == 0)
  }

  @Test func `a file that is not there is a sentence, and what plays goes on`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    _ = try stage.client.ask(OSCMessage("/wavesink/download", .string("/nonexistent.dls")))
    let failure = #expect(throws: ControlClient.Failure.self) {
      try stage.client.answer(to: "/wavesink/download", milliseconds: 5000)
    }
    #expect(failure?.description.contains("/nonexistent.dls") == true)
  }

  @Test func `a note in a bundle begins at the frame of its time, and ends after its seconds`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let path = try ControlStage.bankFile()
    defer { unsafe _ = unlink(path) }
    _ = try download(path, stage)
    let begin = stage.rendered.count + 24_000 + 17
    let time = OSCTime(unixNanoseconds: UInt64((Double(begin) / 48_000 * 1e9).rounded()))
    let note = OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(60), .int32(127), .float(0.1))
    try stage.client.sendOnly([note], at: time)
    while stage.rendered.count < begin + 12_000 { usleep(2000) }
    let sound = stage.rendered
    #expect(sound.firstIndex { $0 != 0 } == begin)
    #expect(sound[begin + 4799] > 0.9 * sound[begin + 10], "it is held for 4800 frames")
    #expect(abs(sound[begin + 11_000]) < 1e-3, "and then released")
  }

  @Test func `volume goes by decibels, and panic silences all and takes back what waits`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let path = try ControlStage.bankFile()
    defer { unsafe _ = unlink(path) }
    _ = try download(path, stage)
    try stage.client.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(7), .int32(127)))
    try stage.client.send(OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(60), .int32(127)))
    #expect(stage.level == 500)
    try stage.client.send(OSCMessage("/wavesink/volume", .float(-6.0206)))
    #expect(abs(stage.level - 250) <= 1)
    try stage.client.send(OSCMessage("/wavesink/boost", .float(3.0103)))
    #expect(abs(stage.level - 354) <= 1)
    #expect(try stage.client.ask(OSCMessage("/wavesink/volume")) == [.float(-6.0206)])
    #expect(try stage.client.ask(OSCMessage("/wavesink/boost")) == [.float(3.0103)])
    // A note that would end a second later keeps its end in the queue until then.
    try stage.client.send(OSCMessage("/wavesink/note", .int32(2), .int32(5), .int32(61), .int32(127), .float(1)))
    #expect(try stage.client.ask(OSCMessage("/wavesink/panic")) == [])
    #expect(stage.level == 0)
    #expect(stage.studio.statistics.integer(.sequencerDepth) == 0)
  }

  @Test func `a property is told as it is, and the next engine is told it`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let reverb: [OSCValue] = [.float(-3), .float(-12), .float(2.5), .float(0.5)]
    try stage.client.send(OSCMessage("/wavesink/reverb", reverb))
    try stage.client.send(OSCMessage("/wavesink/priority", .int32(2), .int32(3), .string("critical")))
    try stage.client.send(OSCMessage("/wavesink/volume", .float(-20)))
    stage.pass(frames: 640)
    let told = try stage.client.ask(OSCMessage("/wavesink/reverb"))
    for (found, expected) in zip(told, reverb) {
      guard case .float(let a) = found, case .float(let b) = expected else { throw ControlFault(.failed, "no float") }
      #expect(abs(a - b) < 1e-4)
    }
    let priority: [OSCValue] = [.int64(0xF000_000C), .string("critical")]
    #expect(try stage.client.ask(OSCMessage("/wavesink/priority", .int32(2), .int32(3))) == priority)
    #expect(refusal(stage, OSCMessage("/wavesink/priority", .int32(1), .int32(1), .string("loud")))?.0 == .badValue)
    // The next engine has another number of groups; those of clients are behind the others there too.
    var configuration = Synthesizer.Configuration(rate: ControlStage.rate)
    configuration.layout.groupCount = 3
    configuration.spareGroupCount = Studio.clientGroupCount
    try stage.client.send(OSCMessage("/wavesink/event", .int32(1), .int64(0), .blob(Dialect.gs.resetMessage)))
    try stage.client.send(OSCMessage("/wavesink/reverb", reverb))
    try stage.client.send(OSCMessage("/wavesink/control", .int32(2), .int32(5), .int32(7), .int32(3)))
    let peer = try ControlClient(url: stage.server.url)
    _ = try peer.ask(OSCMessage("/wavesink/open", .string("peer"), .int32(1)))
    try peer.send(OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(7), .int32(4)))
    stage.pass(frames: 640)
    let statistics = Statistics()
    let parts = SynthesizerParts(configuration, statistics: statistics, downloader: stage.studio.downloader)
    #expect(stage.studio.replay(into: parts.input, Studio.EngineForm(configuration)) == 0)
    let reports = parts.channelReports
    let port = PortBox(parts.port)
    _ = port.render(frames: 64)
    var volumes: [Int32: UInt8] = [:]
    while let report = reports.pop() {
      volumes[report.index] = report.controllers[7]
      if report.index == 16 + 2 { #expect(report.priority == VoicePriority(.critical, channel: 2)) }
    }
    let (own, client, new) = (volumes[16 + 4], volumes[3 * 16], volumes[2 * 16 + 4])
    #expect(own == 3)
    #expect(client == 4)
    #expect(new == nil || new == 100)
    // Behind the reset of a group, which sets the reverb anew.
    #expect(abs(statistics.real(.reverbTime) - 2.5) < 1e-6)
  }

  @Test func `before the first server a question about a channel is refused`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    #expect(refusal(stage, OSCMessage("/wavesink/priority", .int32(1), .int32(1)))?.0 == .failed)
    #expect(try stage.client.ask(OSCMessage("/wavesink/channels", .int32(1))) == [.string("[]")])
  }

  @Test func `ten thousand messages at once are all taken, and the sound goes on`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let before = stage.studio.statistics.value(of: .controlMessages)
    for number in 0..<10_000 {
      let message = OSCMessage("/wavesink/control", .int32(1), .int32(1), .int32(1), .int32(Int32(number % 128)))
      // A datagram that nobody has room for is lost by the system: a client that sends so many looks at the answers.
      if number % 500 == 499 { _ = try stage.client.ask(OSCMessage("/wavesink/ping")) }
      try stage.client.sendOnly(message)
    }
    _ = try stage.client.ask(OSCMessage("/wavesink/ping"), milliseconds: 10_000)
    let statistics = stage.studio.statistics.another()
    #expect(statistics.value(of: .controlMessages) - before == 10_021)
    let lost = statistics.value(of: .eventsLost)
    #expect(statistics.value(of: .controlMessagesRefused) == lost, "each that found no room was told")
    stage.pass(frames: 6400)
    #expect(statistics.value(of: .eventsReceived) + lost == 10_000)
  }

  @Test func `without an engine notes are refused in a sentence, and banks come and go`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    let path = try ControlStage.bankFile()
    defer { unsafe _ = unlink(path) }
    let id = try download(path, stage)
    let answer = refusal(stage, OSCMessage("/wavesink/panic"))
    #expect(answer?.0 == .failed && answer?.1.contains("no server") == true)
    #expect(try stage.client.ask(OSCMessage("/wavesink/unload", .int32(id)), milliseconds: 5000) == [.int32(id)])
  }

  @Test func `when too many wait for an answer, more such messages are refused, and no others`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    let save = OSCMessage("/wavesink/save", .string("/nonexistent/rack.yaml"))
    for _ in 0..<128 { try stage.client.send(save) }
    let answer = refusal(stage, save)
    #expect(answer?.0 == .failed && answer?.1.contains("too many changes") == true)
    #expect(try stage.client.ask(OSCMessage("/wavesink/groups")) == [.int32(1)])
  }

  @Test func `who asks for the end is answered first`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    #expect(!stage.studio.isEnding)
    #expect(try stage.client.ask(OSCMessage("/wavesink/quit")) == [])
    #expect(stage.studio.isEnding)
  }

  @Test func `the documentation has every message, with its arguments`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/osc.md")
    let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter {
      $0.hasPrefix("| `/wavesink/")
    }
    let expected = ControlMethod.all.map { method in
      let types = method.types.map { $0.isEmpty ? "–" : "`\($0)`" }.joined(separator: ", ")
      return
        "| `\(method.path)` | \(types) | \(method.arguments.isEmpty ? "–" : method.arguments) | \(method.summary) |"
    }
    #expect(rows.map(String.init) == expected)
  }
}
