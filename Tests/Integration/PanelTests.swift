// SPDX-License-Identifier: MIT
// The panel of the real program, and pages that mean it no good. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct PanelTests {
  /// For how long it is flooded: `make soak` takes longer.
  private static let floodSeconds =
    ProcessInfo.processInfo.environment["WAVESINK_FLOOD_SECONDS"].flatMap { Double($0) } ?? 4

  /// The port of the panel that the program has said it serves.
  private func port(of stage: Stage) throws -> Int {
    var found: Int?
    _ = waitUntil(seconds: 5) {
      let line = stage.program.errors.split(separator: "\n").first { $0.contains("panel at http://127.0.0.1:") }
      found = line?.split(separator: ":").last.flatMap { Int($0.dropLast()) }
      return found != nil
    }
    return try #require(found, "\(stage.program.errors)")
  }

  @Test func `fifty pages that flood it change not a bit of a held tone, and take no memory`() throws {
    let controlled = try ControlledStage(["--panel", "--panel-port", "0"])
    let stage = controlled.stage
    let port = try port(of: stage)
    let pages = try (0..<50).map { _ in try PanelSocket(port: port) }
    // What a page may send, on a channel where nothing sounds, and what it may not.
    let frames =
      PanelSocket.frame(2, OSCMessage("/wavesink/control", .int32(1), .int32(2), .int32(7), .int32(90)).bytes)
      + PanelSocket.frame(2, OSCMessage("/wavesink/quit").bytes)
    let flood = (0..<10).reduce(into: [UInt8]()) { bytes, _ in bytes += frames }
    func pour(seconds: Double) {
      // A thousand messages a second each.
      for _ in 0..<Int(seconds * 50) {
        for page in pages { page.sendSome(flood) }
        usleep(20_000)
      }
    }
    for page in pages { page.sendSome(PanelSocket.frame(1, Array("{\"watch\":[\"stats\",\"channels/1\"]}".utf8))) }
    // What pages take is taken by then.
    pour(seconds: 1)
    let before = stage.program.residentKilobytes
    func record() throws -> Recording {
      let held = try DisturbanceTests.Held([[0xB0, 91, 0], [0x90, 60, 127]], on: stage)
      defer { held.source.close() }
      pour(seconds: PanelTests.floodSeconds)
      return held.sink.recording()
    }
    var recording = try record()
    // A server that loses a period, as any does on a busy machine, takes the tone from another place: that says nothing of us.
    for _ in 0..<3 where recording.xruns > 0 { recording = try record() }
    let grown = stage.program.residentKilobytes - before
    #expect(grown < 8_000, "it has grown by \(grown) kB")
    let report = try controlled.report()
    #expect(report.counters["controlMessages"] ?? 0 > 1000)
    let found = Periodicity(of: recording.left)
    #expect(found.peak > 0.1 && found.compared > 48_000)
    // Where the machine gave no recording without one, each may have been one jump.
    #expect(
      recording.xruns == 0 ? found.departure == 0 && found.jumps == 0 : found.jumps <= recording.xruns,
      "\(found), periods lost: \(recording.xruns)")
    withExtendedLifetime(pages) {}
  }

  @Test func `it ends with the program at once, and is there after the server has been away`() throws {
    let controlled = try ControlledStage(["--panel", "--panel-port", "0"])
    let stage = controlled.stage
    let port = try port(of: stage)
    let page = try PanelSocket(port: port)
    stage.server.crash()
    try stage.server.start()
    #expect(waitUntil(seconds: 10) { stage.program.errors.contains("reconnected") })
    page.sendSome(PanelSocket.frame(2, OSCMessage("/wavesink/ping").bytes))
    #expect(page.receive(milliseconds: 3000).count > 20)
    let start = Date()
    stage.program.end()
    #expect(Date().timeIntervalSince(start) < 1)
    #expect(throws: Wire.Failure.self) { _ = try PanelSocket(port: port) }
  }
}
