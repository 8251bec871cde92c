// SPDX-License-Identifier: MIT
// Routes as people write them, and as the control server takes them. The test's thread.

import Miniport
import Testing

@testable import Control

struct ThruTextTests {
  private static func words(_ routes: ThruRoutes) -> [String] {
    routes.words.map { "\($0.source) > \($0.destinations.joined(separator: " "))" }
  }

  @Test(
    arguments: [
      ("1:3", ["2:5", "1:3"], ["1:3 > 2:5 1:3"]), ("1", ["2"], ["1 > 2"]), ("1", ["2", "3"], ["1 > 2 3"]),
      ("1:10", ["none"], ["1:10 > none"]), ("2", ["none"], ["2 > none"]), ("1:system", ["2", "1"], ["1:system > 2 1"]),
      ("1:system", ["none"], ["1:system > none"]), ("1", ["self"], []), ("1:3", ["1:3"], []), ("3:1", ["self"], []),
      ("64:16", ["1"], ["64:16 > 1:16"]),
    ] as [(String, [String], [String])])
  func `a route is read, and told in the same words`(source: String, to: [String], expected: [String]) throws {
    var routes = ThruRoutes()
    try routes.route(source, to: to)
    #expect(Self.words(routes) == expected)
    var again = ThruRoutes()
    for word in routes.words { try again.route(word.source, to: word.destinations) }
    #expect(again == routes)
  }

  @Test func `all channels of a group to one are told channel by channel`() throws {
    var routes = ThruRoutes()
    try routes.route("2", to: ["1:1"])
    #expect(routes.words.count == 16)
    #expect(Self.words(routes).first == "2:1 > 1:1" && Self.words(routes).last == "2:16 > 1:1")
  }

  @Test(
    arguments: [
      ("0", ["1"]), ("65", ["1"]), ("1:0", ["1"]), ("1:17", ["1"]), ("1:2:3", ["1"]), ("", ["1"]), ("x", ["1"]),
      ("1", ["1:system"]), ("1:system", ["2:3"]), ("1", ["2", "none"]), ("1", [""]), ("-1", ["1"]), ("1:", ["1"]),
    ] as [(String, [String])])
  func `what is no route is a fault, and changes nothing`(source: String, to: [String]) throws {
    var routes = ThruRoutes()
    #expect(throws: ThruFault.self) { try routes.route(source, to: to) }
    #expect(routes.isEmpty)
  }

  @Test func `the control server sets, tells and refuses routes`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    func ask(_ values: OSCValue...) throws -> [OSCValue] { try stage.client.ask(OSCMessage("/wavesink/thru", values)) }
    #expect(try ask() == [])
    #expect(try ask(.string("1:3")) == [.string("1:3"), .string("self")])
    #expect(try ask(.string("1:3"), .string("2:5,1:3")) == [.string("1:3"), .string("2:5,1:3")])
    #expect(try ask() == [.string("1:3"), .string("2:5,1:3")])
    for bad: [OSCValue] in [[.string("1:3"), .string("9:99")], [.string("1:3"), .string("")], [.string("no")]] {
      #expect(throws: ControlClient.Failure.self) { try stage.client.ask(OSCMessage("/wavesink/thru", bad)) }
    }
    #expect(try ask() == [.string("1:3"), .string("2:5,1:3")])
  }

  @Test func `a strip is told, and asked for by words that mean one`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    func ask(_ values: OSCValue...) throws -> [OSCValue] { try stage.client.ask(OSCMessage("/wavesink/strip", values)) }
    #expect(try ask() == [.string("[]")])
    let plain = "{\"inserts\":[],\"level\":0,\"sends\":{},\"strip\":\"master\"}"
    #expect(try ask(.string("master")) == [.string(plain)])
    let bad: [(String, String)] = [
      ("9x", "{}"), ("master", "{sends: {a: 1}}"), ("hall", "{level: loud}"), ("1", "inserts"), ("1", "{inserts: [1]}"),
    ]
    for (strip, wanted) in bad {
      #expect(throws: ControlClient.Failure.self, "\(strip) \(wanted)") { try ask(.string(strip), .string(wanted)) }
    }
    for missing: [OSCValue] in [[.string("1/1")], [.string("hall")], [.int32(1)]] {
      #expect(throws: ControlClient.Failure.self) {
        try stage.client.ask(OSCMessage("/wavesink/parameter", missing))
      }
    }
  }

  @Test func `a miniport is told, and asked for by words that mean one`() throws {
    let stage = try ControlStage()
    defer { stage.stop() }
    let question = OSCMessage("/wavesink/miniport", .int32(2))
    #expect(try stage.client.ask(question) == [.string("synthesizer")])
    for bad: [OSCValue] in [[.int32(3)], [.int32(0)], [.int32(1), .string("trumpet")]] {
      #expect(throws: ControlClient.Failure.self) { try stage.client.ask(OSCMessage("/wavesink/miniport", bad)) }
    }
  }
}
