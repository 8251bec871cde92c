// SPDX-License-Identifier: MIT
// How everything is that somebody watches. Control threads.

internal import Synchronization

/// The last value of each topic, with a number for each change: of each page it is known which it has been told, so that who
/// takes long misses what was in between, and nothing is kept for anybody.
final class TopicBoard: Sendable {
  private struct Entry {
    var value: TopicValue
    /// Of the last change.
    var version: UInt64
    /// Of an object's members: of the last change of each.
    var memberVersions: [String: UInt64] = [:]
  }

  private struct State {
    var entries: [Topic: Entry] = [:]
    var version: UInt64 = 0
  }

  private let state = Mutex(State())

  /// A value that is new, or is not.
  func set(_ topic: Topic, _ value: TopicValue) {
    state.withLock { state in
      let old = state.entries[topic]
      guard old?.value != value else { return }
      state.version += 1
      var entry = Entry(value: value, version: state.version)
      if case .members(let members) = value {
        // One that has gone is null from now on.
        let gone = (old?.memberVersions.keys).map(Set.init)?.subtracting(members.keys) ?? []
        entry.value = .members(members.merging(gone.map { ($0, "null") }) { $1 })
        if entry.value == old?.value { return }
        entry.memberVersions = TopicBoard.versions(entry.value, since: old, now: state.version)
      }
      state.entries[topic] = entry
    }
  }

  private static func versions(_ value: TopicValue, since old: Entry?, now: UInt64) -> [String: UInt64] {
    guard case .members(let members) = value else { return [:] }
    guard let old, case .members(let before) = old.value else { return members.mapValues { _ in now } }
    return Dictionary(
      uniqueKeysWithValues: members.map { name, json in
        (name, before[name] == json ? old.memberVersions[name] ?? now : now)
      })
  }

  /// Lets go of what nobody watches: who watches it again is told how it is then.
  func keep(only topics: Set<Topic>) {
    state.withLock { state in state.entries = state.entries.filter { topics.contains($0.key) } }
  }

  /// What somebody does not know yet, who knows of each topic the changes up to a number, as one object; nil where that is
  /// nothing. Behind the name of a topic stands a plus where this is not all of it, but members that have changed.
  func changes(of topics: [Topic], since seen: inout [Topic: UInt64]) -> String? {
    let entries = state.withLock { $0.entries }
    var parts: [String] = []
    for topic in topics {
      guard let entry = entries[topic], entry.version > seen[topic] ?? 0 else { continue }
      let (isPart, json) = TopicBoard.json(entry, since: seen[topic])
      parts.append("\"\(topic.name)\(isPart ? "+" : "")\":" + json)
      seen[topic] = entry.version
    }
    return parts.isEmpty ? nil : "{" + parts.joined(separator: ",") + "}"
  }

  private static func json(_ entry: Entry, since seen: UInt64?) -> (isPart: Bool, String) {
    switch entry.value {
    case .whole(let json): return (false, json)
    case .members(let members):
      let new = members.filter { name, json in
        guard let seen else { return json != "null" }
        return entry.memberVersions[name] ?? 0 > seen
      }
      let pairs = new.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
      return (seen != nil, "{" + pairs.joined(separator: ",") + "}")
    }
  }
}
