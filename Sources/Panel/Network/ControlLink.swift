// SPDX-License-Identifier: MIT
// The panel's way to the control server: the only one there is. Control threads.

internal import Control
internal import FlyingSocks

/// A UDP socket that talks to the control server as any other client does.
final class ControlLink: Sendable {
  private let socket: OSCSocket
  private let server: OSCSocket.Address
  private let pool: any AsyncSocketPool

  init(to server: OSCSocket.Address, _ pool: any AsyncSocketPool) throws(OSCSocket.Failure) {
    socket = try OSCSocket()
    (self.server, self.pool) = (server, pool)
  }

  /// One packet; what the system does not take is not answered either.
  func send(_ bytes: [UInt8]) { socket.send(bytes, to: server) }

  /// The next packet of the control server, as soon as there is one.
  func receive() async throws -> [UInt8] {
    while true {
      if let packet = socket.receive(milliseconds: 0) {
        if packet.from == server { return packet.bytes }
      } else {
        try Task.checkCancellation()
        try await pool.suspendSocket(
          Socket(file: Socket.FileDescriptor(rawValue: socket.descriptor)), untilReadyFor: .read)
      }
    }
  }
}
