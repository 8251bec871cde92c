// SPDX-License-Identifier: MIT
// The miniport of the documentation, at a real server. The test's thread.

import Foundation
import JackHost
import Miniport
import Realtime
import Testing

@Suite(.serialized) final class SquareMiniportIntegrationTests {
  @Test func `it plays a key at the frame of its event, at its pitch, until the key is let go`() throws {
    let server = try JackServer(period: 64)
    let statistics = Statistics()
    let client = try openSquare(
      JackConfiguration(
        clientName: "square", serverName: server.name, layout: PortLayout(groupCount: 1, outputs: .stereo)), statistics)
    let trial = try Trial.run(
      on: server, to: "square:midi_in_1", from: (left: "square:out_1", right: "square:out_2"),
      messages: [(bytes: [0x90, 69, 127], offset: 33), (bytes: [0x80, 69, 0], offset: 33 + 9600)], tailFrames: 480)
    #expect(trial.recording.onsets().first == trial.frames[0])
    let start = Int(trial.frames[0] &- trial.recording.firstFrame)
    let tone = trial.recording.left[start..<start + 9600]
    #expect(tone.allSatisfy { abs($0) == 0.25 })
    let rises = zip(tone, tone.dropFirst()).count { $0 < 0 && $1 > 0 }
    // 440 Hz for 0.2 s.
    #expect(abs(rises - 87) <= 1, "\(rises)")
    #expect(trial.recording.left[(start + 9600)...].allSatisfy { $0 == 0 })
    _ = client.periodFrames
  }

  @Test func `the documentation shows it as it is compiled here`() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let page = tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/miniport.md")
    let code = try String(contentsOf: tests.appendingPathComponent("SquareMiniport.swift"), encoding: .utf8)
    let shown = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```swift\n").dropFirst().first?
      .components(separatedBy: "```").first
    #expect(shown == code.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3).joined(separator: "\n"))
    #expect(code.split(separator: "\n").count <= 50, "it is said to have fifty lines")
  }
}
