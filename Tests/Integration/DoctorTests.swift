// SPDX-License-Identifier: MIT
// wavesink doctor at a real server, and at one that hangs.

import Control
import Foundation
import Testing

@Suite(.serialized) struct DoctorTests {
  @Test func `the settings of the server are found as it was started`() throws {
    let server = try JackServer(rate: 44_100, period: 1024)
    let report = try Self.report(on: server)
    #expect(report.contains("good       JACK server         \"\(server.name)\" answers: 44100 Hz"), "\(report)")
    #expect(report.contains("attention  JACK period         1024 frames, 23.2 ms"), "\(report)")
  }

  @Test func `a server that hangs is told so, in time`() throws {
    let server = try JackServer()
    kill(server.processIdentifier, SIGSTOP)
    defer { kill(server.processIdentifier, SIGCONT) }
    #expect(try Self.report(on: server).contains("has not answered within 2 s"))
  }

  @Test func `a running client tells what is wrong with the machine and what is installed, of a server that hangs too`()
    throws
  {
    let controlled = try ControlledStage()
    func findings() throws -> [DoctorFinding] {
      let reply = try controlled.client.ask(OSCMessage("/wavesink/doctor"), milliseconds: 10_000)
      guard case .string(let text)? = reply.first else { throw JackServer.Failure(description: "no findings") }
      return try JSONDecoder().decode([DoctorFinding].self, from: Data(text.utf8))
    }
    let server = controlled.stage.server
    let all = try findings()
    #expect(all.count > 10 && all.allSatisfy { ["good", "warning", "bad"].contains($0.severity) })
    let answers = try #require(all.first { $0.title == "JACK server" })
    #expect(answers.severity == "good" && answers.sentence.contains("\"\(server.name)\" answers: 48000 Hz"))
    let plugins = try controlled.client.ask(OSCMessage("/wavesink/plugins", .int32(0)), milliseconds: 20_000)
    guard case .string(let text)? = plugins.first else { throw JackServer.Failure(description: "no plug-ins") }
    let page = try JSONDecoder().decode(PluginPage.self, from: Data(text.utf8))
    #expect(page.plugins.contains { $0.uri == "http://lv2plug.in/plugins/eg-amp" && $0.canBeHosted && $0.isEffect })
    kill(server.processIdentifier, SIGSTOP)
    defer { kill(server.processIdentifier, SIGCONT) }
    // What waits for the server holds nobody else up.
    try controlled.client.sendOnly(
      OSCMessage("/wavesink/connect", .string(Stage.outputs.left), .string("system:playback_1")))
    #expect(try controlled.client.ask(OSCMessage("/wavesink/ping")).first == .string("wavesink"))
    #expect(try findings().first { $0.title == "JACK server" }?.sentence.contains("has not answered") == true)
  }

  /// The page, which is there within five seconds.
  private static func report(on server: JackServer) throws -> String {
    let page = FileManager.default.temporaryDirectory.appending(path: "wavesink-doctor-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: page) }
    _ = FileManager.default.createFile(atPath: page.path, contents: nil)
    let program = try WavesinkProcess(["doctor"], environment: server.environment, output: page)
    let status = program.exitStatus(within: 5)
    #expect(status == 0, "\(program.errors)")
    return try String(contentsOf: page, encoding: .utf8)
  }
}
