// SPDX-License-Identifier: MIT
// Messages, bundles, and what is none of them.

import Testing

@testable import Control

struct OSCTests {
  @Test func `every type of argument comes back as it was sent`() throws {
    let message = OSCMessage(
      "/a/b", .int32(-7), .int64(1 << 40), .float(0.25), .double(-1e-9), .string("ünï"), .symbol("s"),
      .character(65), .blob([1, 2, 3]), .midi([0, 0x90, 60, 100]), .time(OSCTime(seconds: 3, fraction: 1 << 31)),
      .bool(true), .bool(false), .nil, .infinitum)
    #expect(message.types == "ihfdsScbmtTFNI")
    let packet = try OSCPacket(message.bytes)
    #expect(packet.parts.map(\.message) == [message])
    #expect(packet.parts[0].time == .immediate)
  }

  @Test func `a message is laid out as OSC has it`() {
    // Source: Open Sound Control 1.0, examples.
    #expect(
      OSCMessage("/oscillator/4/frequency", .float(440)).bytes
        == Array("/oscillator/4/frequency\0".utf8) + Array(",f\0\0".utf8) + [0x43, 0xDC, 0, 0])
  }

  @Test func `a bundle that was written is read`() throws {
    let time = OSCTime(seconds: 3, fraction: 4)
    let messages = [OSCMessage("/a", .int32(1)), OSCMessage("/b")]
    let packet = try OSCPacket(OSCPacket.bundle(messages, at: time))
    #expect(packet.parts.map(\.message) == messages && packet.parts.allSatisfy { $0.time == time })
  }

  /// "#bundle", a time, and elements with their lengths.
  private func bundle(_ time: OSCTime, _ elements: [[UInt8]]) -> [UInt8] {
    func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    return Array("#bundle\0".utf8) + word(time.seconds) + word(time.fraction)
      + elements.flatMap { word(UInt32($0.count)) + $0 }
  }

  @Test func `each message of a bundle has the time of the innermost bundle around it`() throws {
    let (one, two) = (OSCTime(seconds: 10, fraction: 5), OSCTime(seconds: 11, fraction: 6))
    let inner = bundle(two, [OSCMessage("/b", .int32(2)).bytes])
    let packet = try OSCPacket(bundle(one, [OSCMessage("/a").bytes, inner, OSCMessage("/c").bytes]))
    #expect(packet.parts.map(\.message.path) == ["/a", "/b", "/c"])
    #expect(packet.parts.map(\.time) == [one, two, one])
  }

  @Test func `what is no packet is named with its byte`() {
    #expect(throws: OSCError.noMessage(offset: 0)) { try OSCPacket([]) }
    #expect(throws: OSCError.noMessage(offset: 0)) { try OSCPacket(Array("hello\0\0\0".utf8)) }
    #expect(throws: OSCError.noMessage(offset: 0)) { try OSCPacket(Array("/no end".utf8)) }
    #expect(throws: OSCError.noMessage(offset: 0)) { try OSCPacket(Array("#bundle\0".utf8)) }
    #expect(throws: OSCError.elementLength(offset: 16, found: 400, left: 0)) {
      try OSCPacket(bundle(.immediate, []) + [0, 0, 1, 0x90])
    }
    #expect(throws: OSCError.noMessage(offset: 20)) { try OSCPacket(bundle(.immediate, [[1, 2, 3, 4]])) }
    var cut = OSCMessage("/a", .int32(1), .int32(2)).bytes
    cut.removeLast(4)
    #expect(throws: OSCError.self) { try OSCPacket(cut) }
    var deep = OSCMessage("/a").bytes
    for _ in 0..<9 { deep = bundle(.immediate, [deep]) }
    #expect(throws: OSCError.self) { try OSCPacket(deep) }
  }

  @Test func `whatever the bytes are, they are a packet or a sentence`() {
    var seed: UInt64 = 7
    let whole = bundle(.immediate, [OSCMessage("/a", .string("x"), .blob([1, 2]), .int32(9)).bytes])
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<3 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(seed >> 33) % bytes.count] = UInt8(truncatingIfNeeded: seed >> 24)
      }
      do { _ = try OSCPacket(bytes) } catch { #expect(error.description.contains("offset")) }
    }
  }

  @Test func `a time is exact to the nanosecond`() {
    for nanoseconds in [1_795_000_000_123_456_789, 1_795_000_000_000_000_000, 1_795_000_000_999_999_999] as [UInt64] {
      let back = OSCTime(unixNanoseconds: nanoseconds).unixNanoseconds
      #expect(max(back, nanoseconds) - min(back, nanoseconds) <= 1)
    }
    #expect(OSCTime(unixNanoseconds: 0) == OSCTime(seconds: 2_208_988_800, fraction: 0))
  }

  @Test func `packets pass between two sockets, and nothing is a wait that ends`() throws {
    let server = try OSCSocket(host: "127.0.0.1")
    let client = try OSCSocket()
    #expect(server.port > 0)
    #expect(server.receive(milliseconds: 5) == nil)
    let address = try OSCSocket.address(host: "127.0.0.1", port: server.port)
    #expect(client.send(OSCMessage("/hello").bytes, to: address))
    let received = try #require(server.receive(milliseconds: 2000))
    #expect(try OSCPacket(received.bytes).parts[0].message == OSCMessage("/hello"))
    #expect(server.send(OSCMessage("/back").bytes, to: received.from))
    #expect(try OSCPacket(#require(client.receive(milliseconds: 2000)).bytes).parts[0].message == OSCMessage("/back"))
  }

  @Test func `a port that is taken is a sentence`() throws {
    let first = try OSCSocket(host: "127.0.0.1")
    let failure = #expect(throws: OSCSocket.Failure.self) { _ = try OSCSocket(host: "127.0.0.1", port: first.port) }
    #expect(failure?.description.contains("\(first.port)") == true)
  }
}
