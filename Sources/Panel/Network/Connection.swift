// SPDX-License-Identifier: MIT
// One connection of a browser. Control threads.

internal import FlyingSocks
internal import Glibc
internal import Synchronization

/// Bytes in and out of one connection. Nothing is kept here: what is not taken waits with who has sent it.
///
/// The descriptor is closed when nobody has this value any more. So nobody can be waiting for it then, which the pool of
/// FlyingSocks, which knows sockets by their numbers, would not forgive.
final class Connection: Sendable {
  /// What the system keeps of what was sent and not taken.
  private static let sendBufferBytes: Int32 = 64 << 10
  /// The most that is asked for at once.
  private static let pieceBytes = 16 << 10
  /// For how long one who takes nothing is waited for.
  private static let sendSeconds = 30

  private let socket: Socket
  private let pool: EventPool
  private let deadlines = Mutex(Deadlines())

  /// Until when something has to have happened; nil where nothing is waited for.
  private struct Deadlines {
    var receiving: ContinuousClock.Instant?
    var sending: ContinuousClock.Instant?
  }

  /// Takes over a socket that was accepted.
  init(_ socket: Socket, _ pool: EventPool) throws {
    (self.socket, self.pool) = (socket, pool)
    try socket.setFlags(.nonBlocking)
    _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
    try? socket.setValue(Connection.sendBufferBytes, for: .sendBufferSize)
    // Small frames are to leave at once.
    try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
  }

  deinit { try? socket.close() }

  /// Whoever is at the other end has so long to send something.
  func expect(withinSeconds seconds: Int) {
    deadlines.withLock { $0.receiving = .now + .seconds(seconds) }
  }

  /// It is not its turn.
  func expectNothing() { deadlines.withLock { $0.receiving = nil } }

  /// Whether somebody has let a deadline pass.
  func isOverdue(at now: ContinuousClock.Instant) -> Bool {
    deadlines.withLock { deadlines in
      [deadlines.receiving, deadlines.sending].contains { $0.map { $0 < now } ?? false }
    }
  }

  /// What has come, as soon as something has; nothing at the end.
  func receive() async throws -> [UInt8] {
    let limit = Connection.pieceBytes
    while true {
      var status = 0
      var code: Int32 = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
        status = unsafe recv(socket.file.rawValue, buffer.baseAddress, limit, Int32(MSG_DONTWAIT))
        code = errno
        count = max(0, status)
      }
      if status >= 0 { return bytes }
      guard code == EAGAIN || code == EINTR else { return [] }
      try await pool.wait(for: socket, .read)
    }
  }

  /// Sends all of it; the end of the connection is thrown. One task at a time.
  func send(_ bytes: [UInt8]) async throws {
    deadlines.withLock { $0.sending = .now + .seconds(Connection.sendSeconds) }
    defer { deadlines.withLock { $0.sending = nil } }
    var position = 0
    while position < bytes.count {
      // Without a signal where the other end is gone: that would end the program.
      let sent = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[position...])
        return unsafe Glibc.send(socket.file.rawValue, rest.baseAddress, rest.count, Connection.sendFlags)
      }
      let code = errno
      if sent > 0 {
        position += sent
      } else if code == EAGAIN || code == EINTR {
        try await pool.wait(for: socket, .write)
      } else {
        throw ConnectionEnd()
      }
    }
  }

  private static let sendFlags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)

  /// Ends both directions: who waits for one of them goes on and finds the end.
  func shutDown() { _ = shutdown(socket.file.rawValue, Int32(SHUT_RDWR)) }

  /// Nothing more is sent. What still comes is thrown away for a moment: closed with something unread, the connection would take
  /// back the answer that is on its way.
  func finish() async {
    _ = shutdown(socket.file.rawValue, Int32(SHUT_WR))
    expect(withinSeconds: 2)
    while let bytes = try? await receive(), !bytes.isEmpty {}
  }
}
