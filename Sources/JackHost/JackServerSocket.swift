// SPDX-License-Identifier: MIT
// Whether there is a server, asked without libjack. Control thread.

import CJack
import Glibc

/// Looks for a server at the socket where JACK 2 listens.
///
/// The library of JACK 2 opens its metadata, a database that all clients and servers of a user share, before it looks for a
/// server, and a server that starts makes that database anew. A client that asked once a second through the library would
/// meet that moment, and one that was killed in it would leave a half-made database, at which every later client and server
/// hangs (1.9.21).
public enum JackServerSocket {
  /// Whether the library is JACK 2's own, and not PipeWire's in its place. Thread: any but audio.
  static var isOfJack2: Bool {
    unsafe jack_get_version_string().map { unsafe String(cString: $0).hasPrefix("1.9.") } ?? false
  }

  /// False where there surely is no server of this name; nil where this cannot be told: with
  /// another library than JACK 2's, such as PipeWire's, or a server for all users. Thread: control.
  public static func isListening(serverName name: String) -> Bool? {
    guard isOfJack2, unsafe getenv("JACK_PROMISCUOUS_SERVER") == nil else { return nil }
    return ["/dev/shm", "/tmp"].contains { answers("\($0)/jack_\(name)_\(getuid())_0") }
  }

  /// Whether somebody listens at a socket with this path. Does not wait.
  private static func answers(_ path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    let end = socket(AF_UNIX, Int32(kind), 0)
    guard end >= 0 else { return false }
    defer { close(end) }
    let status = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(end, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    // A server that is stopped has a full queue of those who want in, and so one that is there.
    return status == 0 || errno == EAGAIN
  }
}
