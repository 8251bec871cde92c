// SPDX-License-Identifier: MIT
// The address of a local socket. Control thread.

import Glibc

/// The name of a socket as the kernel wants it (unix(7)).
public struct SocketAddress {
  private var address = sockaddr_un()
  private let byteCount: socklen_t

  /// A path, or `@` and a name that no folder has; nil for one that is too long. Thread: any but audio.
  public init?(name: String) {
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(name.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard !bytes.isEmpty, bytes.count < room else { return nil }
    // An abstract name begins with a zero and has no end of its own: the length says where it is.
    if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let head = MemoryLayout<sockaddr_un>.size - room
    byteCount = socklen_t(head + bytes.count + (bytes[0] == 0 ? 0 : 1))
  }

  /// As `connect(2)`. Thread: any but audio.
  public func connect(_ descriptor: Int32) -> Int32 {
    unsafe withPointer { unsafe Glibc.connect(descriptor, $0, byteCount) }
  }

  /// One datagram, as `sendto(2)`; true when it was taken. Thread: any but audio.
  @discardableResult public func send(_ bytes: [UInt8], by descriptor: Int32) -> Bool {
    let flags = Int32(MSG_NOSIGNAL)
    return unsafe withPointer { unsafe sendto(descriptor, bytes, bytes.count, flags, $0, byteCount) } == bytes.count
  }

  private func withPointer<Result>(_ body: (UnsafePointer<sockaddr>) -> Result) -> Result {
    unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0) }
    }
  }
}
