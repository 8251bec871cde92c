// SPDX-License-Identifier: MIT
// Connections that the real program makes and breaks for others. The test's thread.

import Control
import Foundation
import Testing

@Suite(.serialized) struct PatchTests {
  /// A client that has forgotten who played it first.
  private static func stage() throws -> ControlledStage {
    let controlled = try ControlledStage()
    #expect(try controlled.ctl("disconnect", "source:out", Stage.input).status == 0)
    return controlled
  }

  private static func everything(_ controlled: ControlledStage) throws -> PatchbayReport {
    guard case .string(let text)? = try controlled.client.ask(OSCMessage("/wavesink/connections")).first else {
      throw JackServer.Failure(description: "there is no list")
    }
    return try JSONDecoder().decode(PatchbayReport.self, from: Data(text.utf8))
  }

  private static func port(_ name: String, _ controlled: ControlledStage) throws -> Patchbay.Port? {
    try everything(controlled).ports.first { $0.name == name }
  }

  @Test func `ports of all clients are told with what they are, and connections of the own ones`() throws {
    let controlled = try Self.stage()
    let source = try SourceProbe(on: controlled.stage.server)
    let all = try Self.everything(controlled)
    #expect(all.total == all.ports.count && all.ports.prefix { $0.own }.count == 3)
    let input = try #require(all.ports.first { $0.name == Stage.input })
    #expect(input.own && input.direction == "input" && input.type == "midi" && input.pretty == "MIDI in 1")
    let output = try #require(all.ports.first { $0.name == Stage.outputs.left })
    #expect(output.own && output.direction == "output" && output.type == "audio" && !output.physical)
    let other = try #require(all.ports.first { $0.name == "source:out" })
    #expect(!other.own && other.direction == "output" && other.type == "midi")
    let playback = try #require(all.ports.first { $0.name == "system:playback_1" })
    #expect(playback.physical && playback.direction == "input" && playback.type == "audio")
    #expect(source.connect("source:out", Stage.input))
    #expect(waitUntil(seconds: 2) { (try? Self.everything(controlled).connections) == [["source:out", Stage.input]] })
    #expect(try controlled.ctl("connections").output == "source:out -> \(Stage.input)\n")
    #expect(try controlled.ctl("group-name", "1", "Strings").status == 0)
    #expect(waitUntil(seconds: 2) { (try? Self.port(Stage.input, controlled)?.pretty) == "Strings" })
    #expect(try controlled.ctl("connections", "--ports").output.contains("\(Stage.input)  (midi input)  Strings\n"))
  }

  @Test func `a connection that was made is there at the answer, is kept, and goes with its last word`() throws {
    let controlled = try Self.stage()
    var source: SourceProbe? = try SourceProbe(on: controlled.stage.server)
    #expect(try controlled.ctl("connect", "source:out", Stage.input).status == 0)
    #expect(source?.connections(of: "source:out") == [Stage.input])
    #expect(try controlled.ctl("connect", "source:out", Stage.input).status == 0, "it is so already")
    #expect(try controlled.ctl("connect", Stage.outputs.left, "system:playback_1").status == 0)
    #expect(try Self.everything(controlled).connections.count == 2)
    // It comes back with the other client.
    source = nil
    #expect(waitUntil(seconds: 2) { (try? Self.everything(controlled).connections.count) == 1 })
    source = try SourceProbe(on: controlled.stage.server)
    #expect(waitUntil(seconds: 3) { source?.connections(of: "source:out") == [Stage.input] })
    #expect(try controlled.ctl("disconnect", "source:out", Stage.input).status == 0)
    #expect(source?.connections(of: "source:out") == [])
    // And is forgotten at once.
    source = nil
    source = try SourceProbe(on: controlled.stage.server)
    usleep(1_000_000)
    #expect(source?.connections(of: "source:out") == [])
    #expect(try controlled.ctl("disconnect", "source:out", Stage.input).status == 65)
  }

  @Test func `one whose other port has gone is forgotten too`() throws {
    let controlled = try Self.stage()
    var source: SourceProbe? = try SourceProbe(on: controlled.stage.server)
    #expect(try controlled.ctl("connect", "source:out", Stage.input).status == 0)
    source = nil
    #expect(waitUntil(seconds: 2) { (try? Self.everything(controlled).connections.isEmpty) == true })
    #expect(try controlled.ctl("disconnect", "source:out", Stage.input).status == 0)
    source = try SourceProbe(on: controlled.stage.server)
    usleep(1_000_000)
    #expect(source?.connections(of: "source:out") == [])
  }

  @Test func `a connection that cannot be is refused with a sentence, and nothing changes`() throws {
    let controlled = try Self.stage()
    let source = try SourceProbe(on: controlled.stage.server)
    let wrong: [(String, String, String)] = [
      ("nobody:out", Stage.input, "there is no port nobody:out"),
      (Stage.input, Stage.outputs.left, "is an input"),
      ("source:out", "source:out", "neither port"),
      (Stage.outputs.left, Stage.outputs.right, "is an output"),
      ("source:out", Stage.outputs.left, "is an output"),
      (Stage.outputs.left, Stage.input, "the other for MIDI"),
    ]
    for (from, to, words) in wrong {
      let failure = #expect(throws: ControlClient.Failure.self) {
        try controlled.client.ask(OSCMessage("/wavesink/connect", .string(from), .string(to)))
      }
      #expect(failure?.description.contains(words) == true, "\(from) \(to): \(String(describing: failure))")
    }
    #expect(try Self.everything(controlled).connections.isEmpty)
    #expect(source.connections(of: "source:out") == [])
  }

  @Test func `without a server there are no ports, and with it the connections that were made come back`() throws {
    let controlled = try Self.stage()
    #expect(try controlled.ctl("connect", Stage.outputs.left, "system:playback_1").status == 0)
    #expect(try controlled.ctl("connect", Stage.outputs.right, "system:playback_2").status == 0)
    controlled.stage.server.stop()
    #expect(waitUntil(seconds: 5) { (try? Self.everything(controlled).total) == 0 })
    #expect(try controlled.ctl("connect", Stage.outputs.left, "system:playback_2").status == 65)
    // One of them is not wanted any more.
    #expect(try controlled.ctl("disconnect", Stage.outputs.right, "system:playback_2").status == 0)
    try controlled.stage.server.start()
    #expect(
      waitUntil(seconds: 10) {
        (try? Self.everything(controlled).connections) == [[Stage.outputs.left, "system:playback_1"]]
      })
    usleep(500_000)
    #expect(try Self.everything(controlled).connections == [[Stage.outputs.left, "system:playback_1"]])
  }
}
