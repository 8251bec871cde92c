// SPDX-License-Identifier: MIT
// Connections as messages ask for them. The test's thread asks, and fulfils the wishes as a program's main thread would.

import Foundation
import Testing

@testable import Control

@Suite(.serialized) struct PatchTests {
  /// So many ports, the first of which are the client's own.
  private static func patchbay(ports count: Int, own: Int) -> Patchbay {
    let ports = (0..<count).map { index in
      Patchbay.Port(
        name: "\(index < own ? "stage" : "other"):port_\(index)", pretty: index == 0 ? "First" : nil,
        isInput: index >= own, isMIDI: false, isOwn: index < own, isPhysical: index == count - 1)
    }
    let connections = (0..<own).map {
      Patchbay.Connection(source: ports[$0].name, destination: ports[count - 1].name)
    }
    return Patchbay(ports: ports, connections: connections)
  }

  /// The next wish that somebody has sent.
  private func wish(_ stage: ControlStage) throws -> PatchRequest {
    var found: PatchRequest?
    let deadline = Date() + 2
    while found == nil, Date() < deadline {
      found = stage.studio.takePatchRequests().first
      usleep(2000)
    }
    return try #require(found)
  }

  private func page(_ stage: ControlStage, first: Int32, of patchbay: Patchbay) throws -> PatchbayReport {
    try stage.client.sendOnly(OSCMessage("/wavesink/connections", .int32(first)))
    try wish(stage).finish(patchbay)
    guard case .string(let text)? = try stage.client.answer(to: "/wavesink/connections", milliseconds: 2000).first
    else { throw ControlFault(.failed, "there is no text") }
    return try JSONDecoder().decode(PatchbayReport.self, from: Data(text.utf8))
  }

  @Test func `ports and connections are told page by page, each connection once`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    let patchbay = PatchTests.patchbay(ports: 2000, own: 300)
    var ports: [Patchbay.Port] = []
    var connections: [[String]] = []
    var pages = 0
    repeat {
      let page = try page(stage, first: Int32(ports.count), of: patchbay)
      #expect(page.total == 2000 && page.first == ports.count)
      ports += page.ports
      connections += page.connections
      pages += 1
    } while ports.count < 2000 && pages < 100
    #expect(ports == patchbay.ports && pages > 1)
    #expect(
      connections.sorted { $0[0] < $1[0] }
        == patchbay.connections.map { [$0.source, $0.destination] }.sorted { $0[0] < $1[0] })
    #expect(ports[0].pretty == "First" && ports[0].direction == "output" && ports[0].type == "audio")
  }

  @Test func `a wish is answered when it is fulfilled, and with a sentence where it cannot be`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    try stage.client.sendOnly(OSCMessage("/wavesink/connect", .string("a:out"), .string("stage:in")))
    let wish = try wish(stage)
    #expect(wish.wish == .connect(source: "a:out", destination: "stage:in"))
    // Meanwhile others are answered.
    #expect(try stage.client.ask(OSCMessage("/wavesink/ping")).first == .string("stage"))
    wish.finish()
    let reply = try stage.client.answer(to: "/wavesink/connect", milliseconds: 2000)
    #expect(reply == [.string("a:out"), .string("stage:in")])
    try stage.client.sendOnly(OSCMessage("/wavesink/disconnect", .string("a:out"), .string("stage:in")))
    try self.wish(stage).fail("a:out is not connected to stage:in")
    let failure = #expect(throws: ControlClient.Failure.self) {
      try stage.client.answer(to: "/wavesink/disconnect", milliseconds: 2000)
    }
    #expect(failure?.description == "a:out is not connected to stage:in")
  }

  @Test func `wishes that nobody fulfils are refused before they fill the memory`() throws {
    let stage = try ControlStage(hasEngine: false)
    defer { stage.stop() }
    for _ in 0..<64 { try stage.client.sendOnly(OSCMessage("/wavesink/connections")) }
    let failure = #expect(throws: ControlClient.Failure.self) {
      try stage.client.ask(OSCMessage("/wavesink/connections"))
    }
    #expect(failure?.description.contains("does not answer") == true)
  }
}
