// SPDX-License-Identifier: MIT
// A page's end of a socket, as far as these tests need it. The test's thread.

import Foundation

/// A WebSocket of the panel's that sends without waiting.
final class PanelSocket {
  private let descriptor: Int32
  /// Of what was sent in part.
  private var rest: ArraySlice<UInt8> = []

  /// Nobody listens there, or it is no socket.
  struct Failure: Error {}

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Failure() }
    let head = [
      "GET /socket HTTP/1.1", "Host: 127.0.0.1:\(port)", "Origin: http://127.0.0.1:\(port)", "Upgrade: websocket",
      "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "",
    ]
    sendSome(Array(head.joined(separator: "\r\n").utf8))
    guard String(decoding: receive(milliseconds: 3000).prefix(12), as: UTF8.self) == "HTTP/1.1 101" else {
      throw Failure()
    }
  }

  deinit { close(descriptor) }

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
    let count = unsafe rest.withUnsafeBytes { buffer in
      unsafe send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
    rest = rest.dropFirst(max(0, count))
  }

  /// What comes within some time.
  func receive(milliseconds: Int32) -> [UInt8] {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, milliseconds) > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = unsafe max(0, recv(descriptor, buffer.baseAddress, 1 << 16, 0))
    }
  }
}
