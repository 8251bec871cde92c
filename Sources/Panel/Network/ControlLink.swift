// SPDX-License-Identifier: MIT
// The panel's way to the control server: the only one there is. Control threads.

internal import Control
internal import FlyingSocks
internal import Synchronization

/// A UDP socket that talks to the control server as any other client does.
final class ControlLink: Sendable {
  private let socket: OSCSocket
  private let server: OSCSocket.Address
  private let pool: EventPool
  private let isEnded = Mutex(false)

  init(to server: OSCSocket.Address, _ pool: EventPool) throws(OSCSocket.Failure) {
    socket = try OSCSocket()
    (self.server, self.pool) = (server, pool)
  }

  /// One packet; what the system does not take is not answered either.
  func send(_ bytes: [UInt8]) { socket.send(bytes, to: server) }

  /// Nothing more is received: who waits for it goes on and finds the end.
  func end() {
    isEnded.withLock { $0 = true }
    // Whatever comes wakes who waits.
    if let own = try? OSCSocket.address(host: "127.0.0.1", port: socket.port) { socket.send([0], to: own) }
  }

  /// The next packet of the control server, as soon as there is one.
  func receive() async throws -> [UInt8] {
    while !isEnded.withLock({ $0 }) {
      if let packet = socket.receive(milliseconds: 0) {
        if packet.from == server { return packet.bytes }
      } else {
        try Task.checkCancellation()
        try await pool.wait(for: Socket(file: Socket.FileDescriptor(rawValue: socket.descriptor)), .read)
      }
    }
    throw ConnectionEnd()
  }
}
