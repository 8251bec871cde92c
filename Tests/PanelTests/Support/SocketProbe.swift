// SPDX-License-Identifier: MIT
// A page's end of a socket, by hand. The test's thread.

import Foundation

@testable import Control

/// A WebSocket without a browser.
final class SocketProbe {
  /// What came.
  enum Frame: Equatable {
    case text(String)
    case message(OSCMessage)
    case close(Int)
    case other(UInt8)
  }

  /// The panel's answer, where it was not that the socket is open.
  struct Refused: Error { let answer: Answer }

  private let wire: Wire
  private var buffer: [UInt8] = []
  /// Of what was sent in part.
  private var rest: ArraySlice<UInt8> = []

  init(port: Int, target: String, receiveBufferBytes: Int32? = nil, _ fields: [String: String]) throws {
    wire = try Wire(port: port, receiveBufferBytes: receiveBufferBytes)
    let all = [
      "Host": "127.0.0.1:\(port)", "Upgrade": "websocket", "Connection": "keep-alive, Upgrade",
      "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ].merging(fields) { $1 }
    let lines = ["GET \(target) HTTP/1.1"] + all.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)" }
    wire.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    let mark = Array("\r\n\r\n".utf8)
    while true {
      let piece = wire.receive(milliseconds: 5000)
      buffer += piece
      let end = (0..<max(0, buffer.count - 3)).first { Array(buffer[$0..<$0 + 4]) == mark }
      if let end, String(decoding: buffer.prefix(12), as: UTF8.self) == "HTTP/1.1 101" {
        let head = Answer(Array(buffer[..<(end + 4)]))
        // The example of RFC 6455, section 1.3.
        guard head.fields["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" else { throw Refused(answer: head) }
        buffer.removeFirst(end + 4)
        return
      }
      if piece.isEmpty { throw Refused(answer: Answer(buffer)) }
    }
  }

  /// Sends a frame as a page does.
  @discardableResult func send(_ kind: UInt8, _ payload: [UInt8], isLast: Bool = true, isMasked: Bool = true) -> Bool {
    wire.send(SocketProbe.frame(kind, payload, isLast: isLast, isMasked: isMasked))
  }

  /// The bytes of a frame.
  static func frame(_ kind: UInt8, _ payload: [UInt8], isLast: Bool = true, isMasked: Bool = true) -> [UInt8] {
    let mask: [UInt8] = isMasked ? [1, 2, 3, 4] : []
    var bytes = [(isLast ? 0x80 : 0) | kind]
    let bit: UInt8 = isMasked ? 0x80 : 0
    switch payload.count {
    case ...125: bytes.append(bit | UInt8(payload.count))
    case ...0xFFFF: bytes += [bit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default: bytes += [bit | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
    }
    return bytes + mask + payload.enumerated().map { isMasked ? $1 ^ mask[$0 & 3] : $1 }
  }

  func sendRaw(_ bytes: [UInt8]) { wire.send(bytes) }

  /// Frames as far as the panel takes them in at the moment; what is left of them goes first the next time.
  func sendSome(_ bytes: [UInt8]) {
    if rest.isEmpty { rest = bytes[...] }
    rest = rest.dropFirst(wire.sendSome(Array(rest)))
  }

  func watch(_ topics: String...) {
    let list = topics.map { "\"\($0)\"" }.joined(separator: ",")
    send(1, Array("{\"watch\":[\(list)]}".utf8))
  }

  func send(_ message: OSCMessage) { send(2, message.bytes) }

  /// The next frame within some time. What is a ping is passed over.
  func next(milliseconds: Int32 = 3000) -> Frame? {
    let end = Date(timeIntervalSinceNow: Double(milliseconds) / 1000)
    while true {
      if let frame = takeFrame() {
        if frame == .other(9) { continue }
        return frame
      }
      let left = Int32(end.timeIntervalSinceNow * 1000)
      guard left > 0 else { return nil }
      let piece = wire.receive(milliseconds: left)
      if piece.isEmpty { return nil }
      buffer += piece
    }
  }

  /// The next text that has a topic in it, or members of it, as JSON.
  func next(about topic: String, milliseconds: Int32 = 3000) -> Any? {
    let end = Date(timeIntervalSinceNow: Double(milliseconds) / 1000)
    while let frame = next(milliseconds: Int32(max(1, end.timeIntervalSinceNow * 1000))) {
      guard case .text(let text) = frame,
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      else { continue }
      if let value = object[topic] ?? object[topic + "+"] { return value }
    }
    return nil
  }

  /// The next message about a path.
  func nextMessage(about path: String, milliseconds: Int32 = 3000) -> OSCMessage? {
    let end = Date(timeIntervalSinceNow: Double(milliseconds) / 1000)
    while let frame = next(milliseconds: Int32(max(1, end.timeIntervalSinceNow * 1000))) {
      if case .message(let message) = frame, message.arguments.first == .string(path) { return message }
    }
    return nil
  }

  private func takeFrame() -> Frame? {
    guard buffer.count >= 2 else { return nil }
    var count = Int(buffer[1] & 0x7F)
    let extra = count == 126 ? 2 : count == 127 ? 8 : 0
    guard buffer.count >= 2 + extra else { return nil }
    if extra > 0 { count = buffer[2..<2 + extra].reduce(0) { $0 << 8 | Int($1) } }
    guard buffer.count >= 2 + extra + count else { return nil }
    let kind = buffer[0] & 0x0F
    let payload = Array(buffer[2 + extra..<2 + extra + count])
    buffer.removeFirst(2 + extra + count)
    switch kind {
    case 1: return .text(String(decoding: payload, as: UTF8.self))
    case 2: return (try? OSCPacket(payload).parts.first?.message).map(Frame.message) ?? .other(2)
    case 8: return .close(payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : 0)
    default: return .other(kind)
    }
  }
}
