// SPDX-License-Identifier: MIT
// The small parts of the panel. Any thread.

import Foundation
import Testing

@testable import Panel

struct PartTests {
  @Test(arguments: [
    ("{}", [:]), (" { \"a\" : 1 , \"b\":[1,{\"c\":\"}\"}] } ", ["\"a\"": "1", "\"b\"": "[1,{\"c\":\"}\"}]"]),
    ("{\"a\\\"b\":\"x\\\\\",\"c\":null}", ["\"a\\\"b\"": "\"x\\\\\"", "\"c\"": "null"]), ("[1]", nil), ("{\"a\"}", nil),
    ("{\"a\":1", nil), ("{\"a\":\"1}", nil), ("", nil), ("{\"a\":}", nil), ("{\"a\":[1}", nil),
  ])
  func `an object is taken apart at its members`(text: String, members: [String: String]?) {
    #expect(JSONText.members(of: text) == members)
  }

  @Test(arguments: [
    (0, "0"), (1, "1"), (0.123456, "0.1235"), (-12.3456, "-12.35"), (0.0000123456, "1.235e-05"), (123_456, "123500"),
    (.infinity, "null"), (.nan, "null"),
  ])
  func `a number has so many digits and no more`(value: Float, text: String) throws {
    #expect(JSONText.number(value, digits: 4) == text)
    _ = try JSONSerialization.jsonObject(with: Data("[\(text)]".utf8))
  }

  @Test func `a text survives`() throws {
    let text = "a\"b\\c\n\u{1}é♯"
    let read = try JSONSerialization.jsonObject(with: Data("[\(JSONText.string(text))]".utf8)) as? [String]
    #expect(read == [text])
  }

  @Test func `a page may send so many messages in each second, and fewer where there are many`() {
    let start = ContinuousClock.now
    var rate = MessageRate(at: start)
    var verdicts = (0..<600).map { _ in rate.take(at: start, pageCount: 1) }
    #expect(verdicts.filter { $0 == .passes }.count == MessageRate.pageLimit)
    #expect(verdicts.filter { $0 == .isRefused(isFirst: true) }.count == 1)
    #expect(verdicts.last == .pausesUntil(start + .seconds(1)))
    verdicts = (0..<100).map { _ in rate.take(at: start + .seconds(1), pageCount: 50) }
    #expect(verdicts.filter { $0 == .passes }.count == MessageRate.totalLimit / 50)
    #expect(rate.refusedCount == 220)
  }

  @Test func `a token is new each time, and only the whole of it will do`() throws {
    let token = try AccessToken()
    let other = try AccessToken()
    #expect(token.text.count == 32 && token.text != other.text)
    #expect(token.isEqual(to: token.text))
    for other in ["", String(token.text.dropLast()), token.text + "0", token.text.uppercased() + "x"] {
      #expect(!token.isEqual(to: other))
    }
    #expect(!token.isEqual(to: nil))
  }

  @Test(arguments: ["stats", "meters", "keys/1", "channels/64", "miniport/2"])
  func `a topic has a name`(name: String) { #expect(Topic(name[...])?.name == name) }

  @Test(arguments: ["", "stats/1", "keys", "keys/0", "keys/65", "keys/-1", "keys/1/2", "connection", "quit"])
  func `nothing else is a topic`(name: String) { #expect(Topic(name[...]) == nil) }

  @Test func `who knows an older state is told what has changed since, once`() {
    let board = TopicBoard()
    var seen: [Topic: UInt64] = [:]
    #expect(board.changes(of: [.stats], since: &seen) == nil)
    board.set(.stats, .members(["\"a\"": "1", "\"b\"": "1"]))
    board.set(.thru, .whole("[]"))
    #expect(board.changes(of: [.stats], since: &seen) == "{\"stats\":{\"a\":1,\"b\":1}}")
    #expect(board.changes(of: [.stats], since: &seen) == nil)
    for value in ["2", "3"] { board.set(.stats, .members(["\"a\"": value, "\"b\"": "1"])) }
    #expect(board.changes(of: [.stats, .thru], since: &seen) == "{\"stats+\":{\"a\":3},\"thru\":[]}")
    board.set(.stats, .absent)
    #expect(board.changes(of: [.stats], since: &seen) == "{\"stats\":null}")
    board.set(.stats, .members(["\"a\"": "3"]))
    #expect(board.changes(of: [.stats], since: &seen) == "{\"stats+\":{\"a\":3}}")
    seen = [:]
    #expect(board.changes(of: [.stats], since: &seen) == "{\"stats\":{\"a\":3}}", "who asks anew gets all of it")
  }

  @Test func `the checksum of the handshake is the one of its examples`() {
    // RFC 3174, section 7.3.
    #expect(Hexadecimal.text(SHA1.digest("abc")) == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(
      Hexadecimal.text(SHA1.digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
  }
}
