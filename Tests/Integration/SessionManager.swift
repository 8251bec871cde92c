// SPDX-License-Identifier: MIT
// The manager's side of NSM's protocol. The test's thread.

import Control
import Foundation

/// A session manager with one client, which it does not start.
final class SessionManager {
  private let socket: OSCSocket
  private var client: OSCSocket.Address?

  init() throws { socket = try OSCSocket(host: "127.0.0.1", port: 0) }

  /// For `NSM_URL`.
  var url: String { "osc.udp://127.0.0.1:\(socket.port)/" }

  /// The arguments of the next message with this path; others are passed over. Nil when none comes within seconds.
  func message(_ path: String, within seconds: Double = 5) -> [OSCValue]? {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      guard let packet = socket.receive(milliseconds: 100) else { continue }
      client = packet.from
      guard let message = try? OSCPacket(packet.bytes).parts.first?.message, message.path == path else { continue }
      return message.arguments
    }
    return nil
  }

  /// The arguments of the next reply.
  func reply() -> [OSCValue]? { message("/reply", within: 10) }

  /// Sends the client a message.
  func send(_ path: String, _ arguments: OSCValue...) {
    guard let client else { return }
    socket.send(OSCMessage(path, arguments).bytes, to: client)
  }
}
