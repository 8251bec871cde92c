// SPDX-License-Identifier: MIT
// Where browsers connect to. Setup and control threads.

internal import FlyingSocks
internal import Glibc

/// A socket that listens.
final class Listener: Sendable {
  /// How many wait to be accepted.
  private static let backlog: Int32 = 64

  private let socket: Socket
  /// 1 to 65535.
  let port: Int
  /// Whether nobody but programs of this machine can come: told by the number that the address has, whatever it is called.
  let isLoopback: Bool

  /// `isElsewhere`: where the port is taken, any other one will do. Thread: setup; asks the system's resolver.
  init(address: String, port: Int, isElsewhere: Bool) throws(PanelError) {
    guard let number = Listener.number(of: address) else { throw .unknownAddress(address) }
    isLoopback = number.hasPrefix("127.")
    do {
      (socket, self.port) = try Listener.listen(number, port)
    } catch {
      guard isElsewhere, let other = try? Listener.listen(number, 0) else {
        throw .cannotListen(address: address, port: port, reason: Listener.reason(error))
      }
      (socket, self.port) = other
    }
  }

  deinit { try? socket.close() }

  private static func listen(_ address: String, _ port: Int) throws -> (Socket, Int) {
    let socket = try Socket(domain: AF_INET)
    do {
      try socket.setFlags(.nonBlocking)
      _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: sockaddr_in.inet(ip4: address, port: UInt16(port)))
      guard Glibc.listen(socket.file.rawValue, backlog) == 0, case .ip4(_, let found) = try socket.sockname()
      else { throw SocketError.makeFailed("Listen") }
      return (socket, Int(found))
    } catch {
      try? socket.close()
      throw error
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard case SocketError.failed(_, let code, _) = error else { return "\(error)" }
    return unsafe String(cString: strerror(code))
  }

  /// A name or number of this machine as a number of IPv4.
  private static func number(of address: String) -> String? {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_INET
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(address, nil, &hints, &list) == 0, let first = unsafe list else { return nil }
    defer { unsafe freeaddrinfo(list) }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let status = unsafe getnameinfo(
      first.pointee.ai_addr, first.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    guard status == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The next connection, as soon as there is one. What goes wrong with one of them is no reason to listen no more.
  func accept(_ pool: EventPool) async throws -> Connection {
    while true {
      do {
        let accepted = Socket(file: try socket.accept().file)
        return try Connection(accepted, pool)
      } catch SocketError.blocked {
        try await pool.wait(for: socket, .read)
      } catch {
        // Out of descriptors, for example: some will be free again.
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }
}
