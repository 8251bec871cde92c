// SPDX-License-Identifier: MIT
// wavesink doctor at a real server, and at one that hangs.

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
