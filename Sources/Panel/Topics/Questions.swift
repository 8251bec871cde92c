// SPDX-License-Identifier: MIT
// Questions to the control server, many under way at once. Control threads.

internal import Control
internal import Synchronization

/// Asks, and gives each answer to who has asked. Answers say of which path they are and not to which question: of each path one is
/// under way, so that the loss of a packet makes nobody take the answer of another.
final class Questions: Sendable {
  /// For how long an answer is waited for.
  private static let patience: Duration = .seconds(1)

  /// How a question ended.
  enum Answer: Equatable, Sendable {
    /// What follows the path in the reply.
    case values([OSCValue])
    /// The server's sentence.
    case refusal(String)
    /// Nobody has answered in time.
    case silence
  }

  private struct Waiting {
    var since: ContinuousClock.Instant
    let bytes: [UInt8]
    let continuation: CheckedContinuation<Answer, Never>
  }

  private struct State {
    var link: ControlLink
    var waiting: [String: [Waiting]] = [:]
    var isEnded = false
  }

  private let makeLink: @Sendable () throws -> ControlLink
  private let state: Mutex<State>

  init(_ makeLink: @escaping @Sendable () throws -> ControlLink) throws {
    self.makeLink = makeLink
    state = Mutex(State(link: try makeLink()))
  }

  /// Asks, and waits for the answer.
  func ask(_ message: OSCMessage) async -> Answer {
    let bytes = message.bytes
    return await withCheckedContinuation { continuation in
      let isEnded = state.withLock { state in
        guard !state.isEnded else { return true }
        state.waiting[message.path, default: []]
          .append(Waiting(since: .now, bytes: bytes, continuation: continuation))
        if state.waiting[message.path]?.count == 1 { state.link.send(bytes) }
        return false
      }
      if isEnded { continuation.resume(returning: .silence) }
    }
  }

  /// Hears answers until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await hear(state.withLock { $0.link })
      // Not again and again at once, should the socket be of no use.
      try? await Task.sleep(for: .milliseconds(10))
    }
    _ = end { $0.isEnded = true }
  }

  private func hear(_ link: ControlLink) async {
    while let bytes = try? await link.receive() {
      guard let message = try? OSCPacket(bytes).parts.first?.message, case .string(let path)? = message.arguments.first
      else { continue }
      switch (message.path, message.arguments.last) {
      case ("/reply", _): answer(path, .values(Array(message.arguments.dropFirst())))
      case ("/error", .string(let sentence)?): answer(path, .refusal(sentence))
      default: continue
      }
    }
  }

  private func answer(_ path: String, _ answer: Answer) {
    let first = state.withLock { state -> Waiting? in
      guard var waiting = state.waiting[path], !waiting.isEmpty else { return nil }
      let first = waiting.removeFirst()
      if let next = waiting.first {
        waiting[0].since = .now
        state.link.send(next.bytes)
      }
      state.waiting[path] = waiting
      return first
    }
    first?.continuation.resume(returning: answer)
  }

  /// Gives up what has waited for too long. What is answered later is not to be taken for the answer to another question, so that
  /// all others begin again, from another socket.
  func expire(at now: ContinuousClock.Instant = .now) {
    let isLate = state.withLock { state in
      state.waiting.values.contains { $0.first.map { now - $0.since > Questions.patience } ?? false }
    }
    guard isLate, let link = try? makeLink() else { return }
    end { $0.link = link }.end()
  }

  /// Answers all who wait with silence; the link as it was.
  private func end(_ change: (inout State) -> Void) -> ControlLink {
    let (waiting, link) = state.withLock { state in
      let before = state
      state.waiting = [:]
      change(&state)
      return (before.waiting.values.flatMap(\.self), before.link)
    }
    for question in waiting { question.continuation.resume(returning: .silence) }
    return link
  }
}
