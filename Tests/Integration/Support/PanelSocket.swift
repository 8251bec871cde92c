// SPDX-License-Identifier: MIT
// A page's end of a socket, as far as these tests need it. The test's thread.

import Foundation

/// A WebSocket of the panel's that sends without waiting.
final class PanelSocket {
  private let wire: Wire
  /// Of what was sent in part.
  private var rest: ArraySlice<UInt8> = []

  /// It is no socket.
  struct Failure: Error {}

  init(port: Int) throws {
    wire = try Wire(port: port)
    let head = [
      "GET /socket HTTP/1.1", "Host: 127.0.0.1:\(port)", "Origin: http://127.0.0.1:\(port)", "Upgrade: websocket",
      "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "",
    ]
    wire.send(Array(head.joined(separator: "\r\n").utf8))
    guard String(decoding: wire.receive(milliseconds: 3000).prefix(12), as: UTF8.self) == "HTTP/1.1 101" else {
      throw Failure()
    }
  }

  /// The bytes of a whole frame, with a mask of nothing.
  static func frame(_ kind: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let length: [UInt8] =
      payload.count < 126
      ? [0x80 | UInt8(payload.count)] : [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    return [0x80 | kind] + length + [0, 0, 0, 0] + payload
  }

  /// Frames as far as the panel takes them in at the moment; what is left of them goes first the next time.
  func sendSome(_ bytes: [UInt8]) {
    if rest.isEmpty { rest = bytes[...] }
    let count = wire.sendSome(Array(rest))
    rest = rest.dropFirst(count)
  }

  /// What comes within some time.
  func receive(milliseconds: Int32) -> [UInt8] { wire.receive(milliseconds: milliseconds) }
}
