// SPDX-License-Identifier: MIT
// The socket of a service manager. The test's thread.

import Foundation

/// A datagram socket that hears what a service says of itself.
final class NoticeSocket {
  private let descriptor: Int32
  private let path: String?

  /// `name`: a path, or `@` and an abstract name.
  init(name: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(name.utf8)
    path = bytes[0] == UInt8(ascii: "@") ? nil : name
    if path == nil { bytes[0] = 0 }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let length = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: address.sun_path) + bytes.count
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let status = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(length))
      }
    }
    guard status == 0 else { throw JackServer.Failure(description: "\(name) cannot be bound: error \(errno)") }
  }

  deinit {
    close(descriptor)
    if let path { unsafe unlink(path) }
  }

  /// The next datagram; nil when none comes within `seconds`.
  func next(within seconds: Double) -> String? {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, Int32(seconds * 1000)) > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
    return count >= 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }
}
