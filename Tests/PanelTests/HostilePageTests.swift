// SPDX-License-Identifier: MIT
// Pages that are slow, or mean it. The test's thread.

import Foundation
import Synchronization
import Testing

@testable import Control
@testable import Panel

@Suite(.serialized) struct HostilePageTests {
  @Test func `a page that reads nothing misses updates, and nothing waits for it`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let count = Mutex(0)
    // About as long as a datagram may be, so that the system's own buffers hold few of them.
    let padding = String(repeating: "x", count: 60_000)
    stage.control.answer("/wavesink/channels") { _ in
      let number = count.withLock { count in
        count += 1
        return count
      }
      return [.string("[\(number),\"\(padding)\"]")]
    }
    let slow = try SocketProbe(
      port: stage.port, target: "/socket", receiveBufferBytes: 4096, ["Origin": stage.origin])
    slow.watch("channels/1")
    #expect(slow.next(about: "channels/1") != nil)
    Thread.sleep(forTimeInterval: 4)
    let asked = count.withLock { $0 }
    #expect(asked > 15)
    // What had left before; then what is now, with nothing of what was in between.
    var numbers: [Int] = []
    while numbers.last ?? 0 < asked, let value = slow.next(about: "channels/1") as? [Any], let number = value[0] as? Int
    {
      numbers.append(number)
    }
    #expect(numbers.last ?? 0 >= asked && numbers.count < 8, "\(numbers) of \(asked)")
  }

  @Test func `answers that a page does not take are left out, and counted to it`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let padding = String(repeating: "x", count: 50_000)
    stage.control.answer("/wavesink/programs") { _ in [.string(padding)] }
    let slow = try SocketProbe(
      port: stage.port, target: "/socket", receiveBufferBytes: 4096, ["Origin": stage.origin])
    for _ in 0..<100 {
      slow.send(OSCMessage("/wavesink/programs", .int32(0)))
      usleep(5000)
    }
    Thread.sleep(forTimeInterval: 0.5)
    var (answers, sentences) = (0, 0)
    while let frame = slow.next(milliseconds: 700) {
      guard case .message(let message) = frame else { continue }
      if message.path == "/reply" { answers += 1 }
      if case .string(let text)? = message.arguments.last, text.contains("answers were left out") { sentences += 1 }
    }
    #expect(answers < 60 && sentences > 0, "\(answers) answers, \(sentences) sentences")
  }

  @Test func `a page that breaks the protocol is told why, and ended`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let wrong: [([UInt8], Int)] = [
      (SocketProbe.frame(2, [1, 2, 3], isMasked: false), 1002), (SocketProbe.frame(3, []), 1002),
      (SocketProbe.frame(0, [1]), 1002), (SocketProbe.frame(9, [], isLast: false), 1002),
      (SocketProbe.frame(9, [UInt8](repeating: 0, count: 126)), 1002), ([0xF2, 0x80, 0, 0, 0, 0], 1002),
      // Longer than a datagram, than memory, and than a number.
      ([0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0], 1009), ([0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], 1009),
      ([0x82, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 1009),
      (SocketProbe.frame(1, [65], isLast: false) + SocketProbe.frame(1, [65]), 1002),
      (
        (0..<100).reduce(SocketProbe.frame(1, [65], isLast: false)) { bytes, _ in
          bytes + SocketProbe.frame(0, [], isLast: false)
        }, 1009
      ),
    ]
    for (bytes, code) in wrong {
      let page = try stage.openSocket()
      page.sendRaw(bytes)
      #expect(page.next() == .close(code), "\(bytes.prefix(10))")
      #expect(page.next() == nil)
    }
    let page = try stage.openSocket()
    page.send(1, Array("{\"wat".utf8), isLast: false)
    page.send(9, [7])
    page.send(0, Array("ch\":[\"stats\"]}".utf8))
    #expect(page.next() == .other(10), "a ping between the parts of a message is answered")
    #expect(page.next(about: "stats") is NSNull, "and the message is whole")
  }

  @Test func `there are so many pages and no more, and one that goes makes room`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    var pages = try (0..<PageList.limit).map { _ in try stage.openSocket() }
    let refused = #expect(throws: SocketProbe.Refused.self) { _ = try stage.openSocket() }
    #expect(refused?.answer.status == 503)
    #expect(try stage.ask("/").status == 200, "the rest is served")
    pages.removeFirst().send(8, [3, 232])
    // A busy machine takes its time to see the end of a page.
    let end = Date(timeIntervalSinceNow: 20)
    while true {
      do {
        pages.append(try stage.openSocket())
        break
      } catch { if end.timeIntervalSinceNow < 0 { throw error } }
      usleep(20_000)
    }
  }

  @Test func `connections that say nothing hold nobody up`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    let idle = try (0..<150).map { _ in try Wire(port: stage.port) }
    for wire in idle { wire.send(Array("GET / HT".utf8)) }
    // Those beyond the limit are refused at once, and so is who comes now; the others are ended after some seconds.
    let limit = PanelService.connectionLimit
    #expect(idle.dropFirst(limit).allSatisfy { $0.isEnded(milliseconds: 3000) })
    #expect(idle.prefix(limit).allSatisfy { !$0.isEnded(milliseconds: 0) })
    // 0: the refusal may be lost where its connection ended with the question unread.
    #expect([0, 503].contains(try stage.ask("/").status), "there is no room for more")
    let end = Date(timeIntervalSinceNow: 20)
    var status = 0
    while status != 200, end.timeIntervalSinceNow > 0 {
      status = (try? stage.ask("/").status) ?? 0
      usleep(100_000)
    }
    #expect(status == 200)
    #expect(idle.allSatisfy { $0.isEnded(milliseconds: 3000) })
  }

  @Test func `a flood of fifty pages is limited and told, and others are served`() throws {
    let stage = try PanelStage()
    defer { stage.stop() }
    stage.control.answer("/wavesink/note") { _ in nil }
    let pages = try (0..<50).map { _ in try stage.openSocket() }
    let message = SocketProbe.frame(
      2, OSCMessage("/wavesink/note", .int32(1), .int32(1), .int32(60), .int32(0)).bytes)
    let flood = (0..<50).reduce(into: [UInt8]()) { bytes, _ in bytes += message }
    func pour(seconds: Double) {
      let end = Date(timeIntervalSinceNow: seconds)
      while end.timeIntervalSinceNow > 0 {
        // Twenty times fifty in a second; one that would have to wait is left alone by the small timeout.
        for page in pages { page.sendSome(flood) }
        usleep(20_000)
      }
    }
    pour(seconds: 1)
    let before = stage.control.messages("/wavesink/note").count
    pour(seconds: 4)
    let arrived = stage.control.messages("/wavesink/note").count - before
    #expect(arrived > 1000 && arrived < 5 * MessageRate.totalLimit + 4000, "\(arrived) have arrived")
    let told = pages[0].nextMessage(about: "")
    #expect(told?.path == "/error")
    let quiet = try stage.openSocket()
    statistics(stage)
    quiet.watch("stats")
    #expect(quiet.next(about: "stats") != nil, "another page is served meanwhile")
  }

  private func statistics(_ stage: PanelStage) {
    stage.control.answer("/wavesink/stats") { _ in [.string("{\"a\":1}")] }
  }
}
