// SPDX-License-Identifier: MIT
// What a service manager is told (sd_notify(3)), without its library. Main thread.

import Doctor
import Glibc

/// The way to who started this program as a service of `Type=notify`; it leads nowhere where nobody did.
struct ServiceNotice: ~Copyable {
  private let descriptor: Int32
  private let address: SocketAddress?

  /// `NOTIFY_SOCKET` names the socket: a path, or `@` and an abstract name.
  init() {
    let name = unsafe getenv("NOTIFY_SOCKET").map { unsafe String(cString: $0) }
    address = name.flatMap { SocketAddress(name: $0) }
    let kind = Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    descriptor = address == nil ? -1 : socket(AF_UNIX, kind, 0)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The service is up; `status`: a sentence for `systemctl status`.
  func ready(_ status: String) { send("READY=1\nSTATUS=\(status)\n") }

  /// Something about it has changed.
  func status(_ status: String) { send("STATUS=\(status)\n") }

  /// It ends.
  func stopping() { send("STOPPING=1\n") }

  /// One message in one datagram. Whether it arrives is the manager's affair: sound does not depend on it.
  private func send(_ text: String) {
    guard let address, descriptor >= 0 else { return }
    address.send(Array(text.utf8), by: descriptor)
  }
}
