// SPDX-License-Identifier: MIT
// A page that somebody looks at, or has in the background. Control threads.

internal import Control
internal import Synchronization

/// What a page wants to know, what it has been told, and what waits to be told: so many answers and no more.
final class Page: Sendable {
  /// Answers that wait because the page takes them slowly.
  private static let answerLimit = 64
  private static let answerLimitBytes = 1 << 20

  private let state: Mutex<State>
  /// There is something to send.
  let wake = Wake()

  private struct State {
    var watched: [Topic] = []
    /// Of each topic, up to which change it was told.
    var seen: [Topic: UInt64] = [:]
    /// Answers of the control server, and sentences.
    var answers: [[UInt8]] = []
    var answerBytes = 0
    /// Answers that found no room.
    var leftOut = 0
    /// A frame of the protocol's own, and whether it is the last.
    var control: WebSocketFrame?
    var isEnding = false
    /// When topics may be told, and when they were.
    var tick = 0
    var toldTick = 0
    var rate = MessageRate()
  }

  init() { state = Mutex(State()) }

  /// What it watches; nothing while it is hidden.
  var watched: [Topic] { state.withLock(\.watched) }

  /// What it watches from now on. What it did not watch before comes whole.
  func watch(_ topics: [Topic]) {
    state.withLock { state in
      // Whether the server answers comes with everything.
      state.watched = topics.isEmpty ? [] : [.connection] + topics
      let wanted = Set(state.watched)
      state.seen = state.seen.filter { wanted.contains($0.key) }
    }
  }

  /// One message more.
  func take(at now: ContinuousClock.Instant = .now, pageCount: Int) -> MessageRate.Verdict {
    state.withLock { $0.rate.take(at: now, pageCount: pageCount) }
  }

  /// How many of its messages were more than it may send.
  var refusedCount: Int { state.withLock(\.rate.refusedCount) }

  /// A message of the control server, or like one.
  func answer(_ message: [UInt8]) {
    state.withLock { state in
      guard state.answers.count < Page.answerLimit, state.answerBytes + message.count <= Page.answerLimitBytes else {
        state.leftOut += 1
        return
      }
      state.answers.append(message)
      state.answerBytes += message.count
    }
    wake.set()
  }

  /// Something about a message of its own that is no answer of the control server's.
  func tell(_ sentence: String, about path: String) { answer(Page.error(sentence, about: path)) }

  private static func error(_ sentence: String, about path: String) -> [UInt8] {
    OSCMessage("/error", .string(path), .int32(ControlFault.Code.failed.rawValue), .string(sentence)).bytes
  }

  /// A frame of the protocol's own; another one that has not left yet is no longer needed.
  func send(_ frame: WebSocketFrame) {
    state.withLock { state in
      guard !state.isEnding else { return }
      state.control = frame
      state.isEnding = frame.kind == .close
    }
    wake.set()
  }

  /// Topics may be told, once until the next tick.
  func tell(tick: Int) {
    let isWatching = state.withLock { state in
      state.tick = tick
      return !state.watched.isEmpty
    }
    if isWatching { wake.set() }
  }

  /// The next frame to send; nil where there is none. Made when the last one is on its way, so that it is how things are then.
  func nextFrame(_ board: TopicBoard) -> WebSocketFrame? {
    state.withLock { state in
      if let control = state.control.take() { return control }
      guard !state.isEnding else { return nil }
      if !state.answers.isEmpty {
        let answer = state.answers.removeFirst()
        state.answerBytes -= answer.count
        return WebSocketFrame(.binary, answer)
      }
      if state.leftOut > 0 {
        defer { state.leftOut = 0 }
        let sentence = "\(state.leftOut) answers were left out, for the page takes them too slowly"
        return WebSocketFrame(.binary, Page.error(sentence, about: ""))
      }
      guard state.toldTick != state.tick, let text = board.changes(of: state.watched, since: &state.seen) else {
        return nil
      }
      state.toldTick = state.tick
      return WebSocketFrame(.text, Array(text.utf8))
    }
  }
}
