// SPDX-License-Identifier: MIT
// A connection to the panel, byte by byte. The test's thread.

import Glibc

/// A TCP connection of this machine with itself.
final class Wire {
  private let descriptor: Int32

  /// Nobody listens there, or not any more.
  struct Failure: Error {}

  /// `receiveBufferBytes`: what the system takes in while nobody reads; nil for as much as it likes.
  init(port: Int, receiveBufferBytes: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = receiveBufferBytes {
      unsafe _ = setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
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
  }

  deinit { close(descriptor) }

  /// Sends all; false where the other end takes nothing any more.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var position = 0
    while position < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[position...])
        return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      position += count
    }
    return true
  }

  /// Sends what the other end takes in at once; how much that was.
  func sendSome(_ bytes: [UInt8]) -> Int {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe max(
        0, Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)))
    }
  }

  /// What comes within some time; nothing where nothing does, or at the end.
  func receive(milliseconds: Int32) -> [UInt8] {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, milliseconds) > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = unsafe max(0, recv(descriptor, buffer.baseAddress, 1 << 16, 0))
    }
  }

  /// Whether the other end has ended it, within some time; what it has sent before stays to be received.
  func isEnded(milliseconds: Int32) -> Bool {
    // POLLRDHUP, which the C header makes only where it is asked for; that a connection is gone is told unasked.
    var waiting = pollfd(fd: descriptor, events: 0x2000, revents: 0)
    return unsafe poll(&waiting, 1, milliseconds) > 0
  }

  /// All up to the end.
  func receiveAll(milliseconds: Int32 = 5000) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let piece = receive(milliseconds: milliseconds)
      if piece.isEmpty { return all }
      all += piece
    }
  }
}
