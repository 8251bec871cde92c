// SPDX-License-Identifier: MIT
// Measurements that pages ask for, with a program that a test writes. The test's thread.

import Foundation
import Testing

@testable import Panel

@Suite(.serialized) struct LatencyToolTests {
  /// A panel whose program is this script.
  private func stage(_ script: String) throws -> PanelStage {
    let path = NSTemporaryDirectory() + "panel-tool-\(UUID().uuidString)"
    try Data(("#!/bin/sh\n" + script).utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return try PanelStage { $0.program = path }
  }

  private func measure(_ stage: PanelStage) throws -> Answer {
    try stage.ask("POST", "/latency", ["Origin": stage.origin])
  }

  @Test func `a measurement comes back as picture and text, and says what was measured`() throws {
    let stage = try stage("while [ \"$1\" != --svg ]; do shift; done; echo '<svg/>' >\"$2\"; echo \"p99 2 ms\"")
    defer { stage.stop() }
    let answer = try measure(stage)
    let read = try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: String]
    #expect(read?["svg"] == "<svg/>\n")
    #expect(read?["text"]?.hasSuffix("p99 2 ms\n") == true && read?["text"]?.contains("was not touched") == true)
  }

  @Test func `one that fails gives its own sentence`() throws {
    let stage = try stage("echo 'wavesink: there is no server' >&2; exit 69")
    defer { stage.stop() }
    let answer = try measure(stage)
    #expect(answer.status == 500 && answer.body == "wavesink: there is no server")
  }

  @Test func `there is one at a time, it has none of the panel's sockets, and it ends with the panel`() throws {
    let path = NSTemporaryDirectory() + "panel-tool-open-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let stage = try stage("ls -l /proc/$$/fd >\(path); exec sleep 30")
    let first = try Wire(port: stage.port)
    first.send(
      Array(
        "POST /latency HTTP/1.1\r\nHost: 127.0.0.1:\(stage.port)\r\nOrigin: \(stage.origin)\r\nContent-Length: 0\r\n\r\n"
          .utf8))
    var second = try measure(stage)
    let end = Date(timeIntervalSinceNow: 3)
    while second.status != 409, end.timeIntervalSinceNow > 0 { second = try measure(stage) }
    #expect(second.status == 409 && second.body == "A measurement is running already.")
    var open = ""
    while !open.contains(" 1 -> "), end.timeIntervalSinceNow > -3 {
      open = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      usleep(10_000)
    }
    #expect(open.contains(" 1 -> ") && !open.contains("socket:"), "\(open)")
    let start = Date()
    stage.stop()
    #expect(Date().timeIntervalSince(start) < 1)
  }
}
