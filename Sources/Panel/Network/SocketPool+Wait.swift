// SPDX-License-Identifier: MIT
// Waits for sockets. Control threads.

internal import FlyingSocks

/// What waits for sockets for everybody.
typealias EventPool = SocketPool<ePoll>

extension SocketPool {
  /// Waits until a socket is ready, and until the pool has done with it.
  ///
  /// FlyingSocks (0.27.1) wakes who waits first, and takes the socket's number off its list after that. Who closes the socket in
  /// between leaves the number there, and the next socket of that number would be waited for in vain. So this goes on where the
  /// pool itself does, one after the other.
  func wait(for socket: Socket, _ events: Socket.Events) async throws {
    defer { preconditionIsolated() }
    try await suspendSocket(socket, untilReadyFor: events)
  }
}
