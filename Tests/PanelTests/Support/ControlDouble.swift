// SPDX-License-Identifier: MIT
// What a panel takes for the control server. A thread of its own.

import Foundation
import Realtime
import Synchronization

@testable import Control

/// Answers questions as a test says, and remembers what came.
final class ControlDouble: Sendable {
  private let socket: OSCSocket
  private let state = Mutex(State())
  private let thread = Mutex<WorkerThread?>(nil)

  private struct State {
    var answers: [String: @Sendable (OSCMessage) -> [OSCValue]?] = [:]
    var messages: [OSCMessage] = []
    var isSilent = false
    var isStopping = false
  }

  init() throws {
    socket = try OSCSocket(host: "127.0.0.1")
    answer("/wavesink/ping") { _ in [.string("double"), .string("1")] }
    // It holds this value, until it is stopped.
    let thread = WorkerThread(name: "double") { [self] in
      while !state.withLock(\.isStopping) {
        guard let packet = socket.receive(milliseconds: 20),
          let message = try? OSCPacket(packet.bytes).parts.first?.message
        else { continue }
        take(message, from: packet.from)
      }
    }
    self.thread.withLock { $0 = thread }
  }

  var url: String { "osc.udp://127.0.0.1:\(socket.port)/" }

  /// Says how a path is answered; nil for not at all.
  func answer(_ path: String, _ body: @escaping @Sendable (OSCMessage) -> [OSCValue]?) {
    state.withLock { $0.answers[path] = body }
  }

  /// It answers nothing any more, or answers again.
  func fallSilent(_ isSilent: Bool = true) { state.withLock { $0.isSilent = isSilent } }

  /// What has come about a path.
  func messages(_ path: String) -> [OSCMessage] { state.withLock { $0.messages.filter { $0.path == path } } }

  func stop() {
    state.withLock { $0.isStopping = true }
    thread.withLock { $0 }?.join()
  }

  private func take(_ message: OSCMessage, from sender: OSCSocket.Address) {
    let (answer, isSilent) = state.withLock { state in
      if state.messages.count < 100_000 { state.messages.append(message) }
      return (state.answers[message.path], state.isSilent)
    }
    guard !isSilent else { return }
    guard let answer else {
      let words = OSCMessage("/error", .string(message.path), .int32(2), .string("there is no path \(message.path)"))
      return _ = socket.send(words.bytes, to: sender)
    }
    if let values = answer(message) {
      socket.send(OSCMessage("/reply", [.string(message.path)] + values).bytes, to: sender)
    }
  }
}
