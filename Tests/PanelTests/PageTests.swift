// SPDX-License-Identifier: MIT
// What a page is told, and what it may say. The test's thread.

import Foundation
import Synchronization
import Testing

@testable import Control
@testable import Panel

@Suite(.serialized) struct PageTests {
  private func statistics(_ stage: PanelStage, _ body: @escaping @Sendable (Int) -> String) {
    let count = Mutex(0)
    stage.control.answer("/wavesink/stats") { _ in
      [
        .string(
          body(
            count.withLock { count in
              count += 1
              return count
            }))
      ]
    }
  }

  @Test func `the first frame is whole, and the next ones have only what has changed`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    statistics(stage) { "{\"count\":\($0),\"still\":{\"deep\":[1,2,\"}\"]},\"text\":\"a,b\"}" }
    let page = try stage.openSocket()
    page.watch("stats")
    let first = page.next(about: "stats") as? [String: Any]
    #expect(first.map { Set($0.keys) } == ["count", "still", "text"])
    for _ in 0..<3 {
      let next = page.next(about: "stats") as? [String: Any]
      #expect(next.map { Set($0.keys) } == ["count"])
    }
    let other = try stage.openSocket()
    other.watch("stats")
    #expect((other.next(about: "stats") as? [String: Any])?.count == 3, "one that comes later begins with everything")
  }

  @Test func `what does not change is not sent again, and a member that goes is null`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let isShort = Mutex(false)
    stage.control.answer("/wavesink/stats") { _ in
      [.string(isShort.withLock { $0 } ? "{\"a\":1}" : "{\"a\":1,\"b\":2}")]
    }
    let page = try stage.openSocket()
    page.watch("stats")
    #expect(page.next(about: "stats") != nil)
    #expect(page.next(about: "stats", milliseconds: 700) == nil)
    isShort.withLock { $0 = true }
    let next = page.next(about: "stats") as? [String: Any]
    #expect(next?.count == 1 && next?["b"] is NSNull)
  }

  @Test func `a page that is hidden gets nothing, and nothing is asked for it`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    statistics(stage) { "{\"count\":\($0)}" }
    let page = try stage.openSocket()
    #expect(page.next(milliseconds: 300) == nil, "it has not said what it watches")
    #expect(stage.control.messages("/wavesink/stats").isEmpty)
    page.watch("stats")
    #expect(page.next(about: "stats") != nil)
    page.watch()
    while page.next(milliseconds: 300) != nil {}
    let asked = stage.control.messages("/wavesink/stats").count
    #expect(page.next(milliseconds: 800) == nil)
    #expect(stage.control.messages("/wavesink/stats").count == asked)
    page.watch("stats")
    #expect((page.next(about: "stats") as? [String: Any])?.count == 1)
  }

  @Test func `many pages cost one question`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    statistics(stage) { "{\"count\":\($0)}" }
    let pages = try (0..<20).map { _ in try stage.openSocket() }
    for page in pages { page.watch("stats") }
    for page in pages { #expect(page.next(about: "stats") != nil) }
    Thread.sleep(forTimeInterval: 1)
    // Four a second, whoever watches.
    #expect(stage.control.messages("/wavesink/stats").count < 15)
  }

  @Test func `no more than thirty frames come in a second`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let count = Mutex(0 as UInt32)
    stage.control.answer("/wavesink/meters") { _ in
      let value = count.withLock { count in
        count += 1
        return count
      }
      return [
        .blob([0, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: Float(value).bitPattern >> (24 - 8 * $0)) })
      ]
    }
    statistics(stage) { "{\"count\":\($0)}" }
    let page = try stage.openSocket()
    page.watch("meters", "stats", "settings")
    #expect((page.next(about: "meters") as? [Double]) == [1])
    let end = Date(timeIntervalSinceNow: 2)
    var frames = 0
    while end.timeIntervalSinceNow > 0 { if page.next(milliseconds: 50) != nil { frames += 1 } }
    #expect((5...62).contains(frames), "\(frames) frames in two seconds")
  }

  @Test func `what a control server does not know is null, and the rest comes`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    stage.control.answer("/wavesink/keys") { message in
      message.arguments == [.int32(1)] ? [.blob([UInt8](repeating: 0, count: 255) + [0x81])] : nil
    }
    stage.control.answer("/wavesink/thru") { _ in [.string("1"), .string("2:3")] }
    for (path, value) in [("volume", -3 as Float), ("boost", 0.1)] {
      stage.control.answer("/wavesink/\(path)") { _ in [.float(value)] }
    }
    stage.control.answer("/wavesink/reverb") { _ in [.float(0), .float(-10), .float(1), .float(0.5)] }
    stage.control.answer("/wavesink/groups") { _ in [.int32(2)] }
    stage.control.answer("/wavesink/groupname") { message in [.string("name \(message.arguments[0])")] }
    let page = try stage.openSocket()
    page.watch("favourites")
    #expect(page.next(about: "favourites") is NSNull)
    page.watch("keys/1")
    let keys = page.next(about: "keys/1") as? [String]
    #expect(keys?.count == 16 && keys?.last == String(repeating: "0", count: 30) + "81")
    page.watch("thru")
    #expect((page.next(about: "thru") as? [String]) == ["1", "2:3"])
    page.watch("settings")
    let settings = page.next(about: "settings") as? [String: Any]
    #expect(settings?["volume"] as? Double == -3 && settings?["boost"] as? Double == 0.1)
    #expect(settings?["hasEffects"] as? Bool == true, "where nobody says otherwise")
    #expect((settings?["reverb"] as? [Double])?.count == 4 && (settings?["names"] as? [String])?.count == 2)
    page.send(1, Array("{\"watch\":[\"nonsense\"]}".utf8))
    guard case .message(let error)? = page.next() else { return _ = #expect(Bool(false), "no sentence came") }
    #expect(error.path == "/error" && error.arguments.last == .string("there is no topic nonsense"))
  }

  @Test func `a control server that falls silent is told, and so is its return`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    statistics(stage) { "{\"count\":\($0)}" }
    let page = try stage.openSocket()
    page.watch("stats")
    #expect((page.next(about: "connection") as? [String: Bool]) == ["control": true])
    stage.control.fallSilent()
    #expect((page.next(about: "connection", milliseconds: 5000) as? [String: Bool]) == ["control": false])
    stage.control.fallSilent(false)
    #expect((page.next(about: "connection", milliseconds: 5000) as? [String: Bool]) == ["control": true])
    #expect(page.next(about: "stats", milliseconds: 5000) != nil)
  }

  @Test func `a message of the list goes through, and its answer comes back as it is`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    stage.control.answer("/wavesink/programs") { message in [message.arguments[0], .string("{}")] }
    let page = try stage.openSocket()
    for first in 0..<20 { page.send(OSCMessage("/wavesink/programs", .int32(Int32(first)))) }
    for first in 0..<20 {
      let answer = page.nextMessage(about: "/wavesink/programs")
      #expect(answer?.arguments.dropFirst().first == .int32(Int32(first)), "in the order of the questions")
    }
  }

  @Test func `what is not for a page is refused with a sentence, and does not arrive`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let own = stage.folder.path + "/assets/../banks/own.sf2"
    let refused = [
      OSCMessage("/wavesink/quit"), OSCMessage("/wavesink/open", .string("a"), .int32(1)),
      OSCMessage("/wavesink/close"),
      OSCMessage("/wavesink/capture", .int32(1)), OSCMessage("/wavesink/event", .int32(1)),
      OSCMessage("/wavesink/save", .string("/etc/passwd")), OSCMessage("/wavesink/load", .string("/etc/passwd")),
      OSCMessage("/wavesink/clients"), OSCMessage("/other"), OSCMessage("/wavesink/nonsense"),
      OSCMessage("/wavesink/download", .string("/etc/passwd")),
      OSCMessage("/wavesink/download", .string(stage.folder.path + "/banks/../secret/secret.js")),
      OSCMessage("/wavesink/replace", .int32(1), .string("/etc/passwd")), OSCMessage("/wavesink/download"),
      OSCMessage("/wavesink/session", .string("/etc/passwd")),
      OSCMessage("/wavesink/parameter", .int32(1), .string("urn:sample"), .string("/etc/passwd")),
      OSCMessage("/wavesink/strip", .string("1"), .string("{inserts: [{lv2: 'urn:a', bundle: /tmp}]}")),
      OSCMessage("/wavesink/strip", .string("1"), .string("&b [*b]")),
    ]
    let page = try stage.openSocket()
    for message in refused {
      page.send(message)
      let answer = page.nextMessage(about: message.path)
      #expect(answer?.path == "/error" && answer?.arguments.count == 3, "\(message)")
      #expect(stage.control.messages(message.path).isEmpty, "\(message)")
    }
    for message in [
      OSCMessage("/wavesink/download", .string(own)), OSCMessage("/wavesink/session", .string("save")),
      OSCMessage("/wavesink/parameter", .int32(1), .string("gain"), .float(1)), OSCMessage("/wavesink/panic"),
    ] {
      page.send(message)
      #expect(page.nextMessage(about: message.path) != nil, "the double does not know it, and says so")
      #expect(stage.control.messages(message.path) == [message])
    }
    // Of a strip nothing is passed on but what a page may say: no folder with code in it, whatever it is written like.
    page.send(
      OSCMessage(
        "/wavesink/strip", .string("1"),
        .string(
          #"{"inserts":[{"lv2":"urn:a","\u0062undle":"/tmp/x.lv2","state":"s"}],"level":-3,"sends":{"hall":"off"}}"#)))
    #expect(page.nextMessage(about: "/wavesink/strip") != nil)
    #expect(
      stage.control.messages("/wavesink/strip") == [
        OSCMessage(
          "/wavesink/strip", .string("1"), .string(#"{"inserts":[{"lv2":"urn:a"}],"level":-3,"sends":{"hall":"off"}}"#))
      ])
    page.send(2, OSCPacket.bundle([OSCMessage("/wavesink/quit")], at: .immediate))
    page.send(2, [1, 2, 3])
    for _ in 0..<2 { #expect(page.nextMessage(about: "")?.path == "/error") }
    #expect(stage.control.messages("/wavesink/quit").isEmpty)
  }

  @Test func `what a page holds down when it goes away is let go`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let page = try stage.openSocket()
    let played = [
      OSCMessage("/wavesink/note", .int32(2), .int32(3), .int32(60), .int32(100)),
      OSCMessage("/wavesink/note", .int32(2), .int32(3), .int32(62), .int32(100)),
      OSCMessage("/wavesink/note", .int32(2), .int32(3), .int32(62), .int32(0)),
    ]
    for message in played + [OSCMessage("/wavesink/control", .int32(2), .int32(3), .int32(64), .int32(127))] {
      page.send(message)
      #expect(page.nextMessage(about: message.path) != nil)
    }
    page.send(8, [3, 232])
    let end = OSCMessage("/wavesink/note", .int32(2), .int32(3), .int32(60), .int32(0))
    let up = OSCMessage("/wavesink/control", .int32(2), .int32(3), .int32(64), .int32(0))
    let deadline = ContinuousClock.now + .seconds(5)
    while stage.control.messages(up.path).last != up || stage.control.messages(end.path).last != end,
      ContinuousClock.now < deadline
    {
      Thread.sleep(forTimeInterval: 0.01)
    }
    #expect(stage.control.messages(end.path) == played + [end])
    #expect(stage.control.messages(up.path).last == up)
  }
}
