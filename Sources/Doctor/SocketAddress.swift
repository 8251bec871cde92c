// SPDX-License-Identifier: MIT
// The address of a socket in the file system. Control thread.

import Glibc

/// A path as the kernel wants it.
struct SocketAddress {
  private var address = sockaddr_un()

  /// Nil for a path that is too long for a socket.
  init?(path: String) {
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard !bytes.isEmpty, bytes.count < room else { return nil }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
  }

  /// As `connect(2)`.
  func connect(_ descriptor: Int32) -> Int32 {
    unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
