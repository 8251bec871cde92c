// SPDX-License-Identifier: MIT
// Asks the control server how everything is, once for all pages. Control threads.

internal import Control
internal import FoundationEssentials
internal import Synchronization

/// Goes round thirty times a second, while somebody watches: asks what is due, and then lets the pages tell what is new.
final class TopicPoller: Sendable {
  private static let tick: Duration = .nanoseconds(33_333_333)
  /// After which most answers are there.
  private static let answerTime: Duration = .milliseconds(8)
  /// What the server refuses is asked for again after so many ticks: a group may come.
  private static let refusalTicks = 90

  private let board: TopicBoard
  private let pages: PageList
  let questions: Questions
  private let due = Mutex<[Topic: Due]>([:])

  private struct Due {
    var tick: Int
    var isAsked = false
  }

  init(_ board: TopicBoard, _ pages: PageList, _ questions: Questions) {
    (self.board, self.pages, self.questions) = (board, pages, questions)
  }

  /// Until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.questions.run() }
      var tick = 0
      while !Task.isCancelled {
        let watched = pages.watched
        board.keep(only: watched)
        due.withLock { due in due = due.filter { watched.contains($0.key) || $0.value.isAsked } }
        guard !watched.isEmpty else {
          await pages.watching.wait()
          continue
        }
        let start = ContinuousClock.now
        tick += 1
        for topic in begin(watched, tick) { group.addTask { await self.ask(topic) } }
        questions.expire(at: start)
        try? await Task.sleep(until: start + TopicPoller.answerTime, clock: .continuous)
        pages.tell(tick: tick)
        try? await Task.sleep(until: start + TopicPoller.tick, clock: .continuous)
      }
    }
  }

  /// What is to be asked now.
  private func begin(_ watched: Set<Topic>, _ tick: Int) -> [Topic] {
    due.withLock { due in
      watched.filter { topic in
        guard due[topic].map({ !$0.isAsked && $0.tick <= tick }) ?? true else { return false }
        due[topic] = Due(tick: tick + topic.ticksApart, isAsked: true)
        return true
      }
    }
  }

  private func ask(_ topic: Topic) async {
    let answer =
      switch topic {
      case .settings: await settings()
      case .connections: await connections()
      default: await questions.ask(topic.question)
      }
    var delay = 0
    switch (topic, answer) {
    case (.connection, _): board.set(topic, .members(["\"control\"": "\(answer != .silence)"]))
    case (_, .values(let values)): board.set(topic, TopicValue(values, of: topic))
    case (_, .refusal):
      board.set(topic, .absent)
      delay = TopicPoller.refusalTicks
    // How it was: that nobody answers is told by the connection.
    case (_, .silence): break
    }
    due.withLock { due in
      due[topic]?.isAsked = false
      due[topic]?.tick += delay
    }
  }

  /// What is one question each, as one object.
  private func settings() async -> Questions.Answer {
    var members: [String] = []
    for name in ["volume", "boost", "reverb", "groups"] {
      guard case .values(let values) = await questions.ask(OSCMessage("/wavesink/\(name)")) else { return .silence }
      let json = JSONText.array(values)
      members.append("\"\(name)\":" + (values.count == 1 ? String(json.dropFirst().dropLast()) : json))
      guard name == "groups", case .int32(let count)? = values.first else { continue }
      members.append("\"names\":" + (await names(of: Int(count))))
    }
    let capabilities = await questions.ask(OSCMessage("/wavesink/capabilities"))
    if capabilities == .silence { return .silence }
    members.append("\"hasEffects\":\(TopicPoller.hasEffects(capabilities))")
    return .values([.string("{" + members.joined(separator: ",") + "}")])
  }

  /// Whether reverb and chorus are heard at all; they are in all likelihood.
  private static func hasEffects(_ answer: Questions.Answer) -> Bool {
    guard case .values(let values) = answer, case .string(let text)? = values.first,
      let report = try? JSONDecoder().decode(CapabilityReport.self, from: Data(text.utf8))
    else { return true }
    return !report.effects.isEmpty
  }

  private func names(of groupCount: Int) async -> String {
    var names: [OSCValue] = []
    for group in 1...max(1, min(groupCount, 64)) {
      let answer = await questions.ask(OSCMessage("/wavesink/groupname", .int32(Int32(group))))
      guard case .values(let values) = answer, let name = values.first else { break }
      names.append(name)
    }
    return JSONText.array(names)
  }
}
