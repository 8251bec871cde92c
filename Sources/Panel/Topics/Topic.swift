// SPDX-License-Identifier: MIT
// What a page can watch. Control threads.

internal import Control

/// Something that changes, how often it is asked for, and by what.
enum Topic: Hashable, Sendable {
  case meters, stats, settings, banks, strips, thru, connections, favourites, miniports
  /// Whether the control server answers. It goes with all others.
  case connection
  /// Of a group, from 1.
  case keys(Int)
  case channels(Int)
  case miniport(Int)

  /// As many as a client may have.
  private static let groupLimit = 64

  /// By its name; nil for what is none.
  init?(_ name: Substring) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 1, let topic = Topic.single[parts[0]] {
      self = topic
    } else if parts.count == 2, let group = Int(parts[1]), (1...Topic.groupLimit).contains(group) {
      switch parts[0] {
      case "keys": self = .keys(group)
      case "channels": self = .channels(group)
      case "miniport": self = .miniport(group)
      default: return nil
      }
    } else {
      return nil
    }
  }

  private static let single: [Substring: Topic] = [
    "meters": .meters, "stats": .stats, "settings": .settings, "banks": .banks, "strips": .strips, "thru": .thru,
    "connections": .connections, "favourites": .favourites, "miniports": .miniports,
  ]

  var name: String {
    switch self {
    case .keys(let group): "keys/\(group)"
    case .channels(let group): "channels/\(group)"
    case .miniport(let group): "miniport/\(group)"
    default: "\(self)"
    }
  }

  /// How many thirtieths of a second lie between two questions.
  var ticksApart: Int {
    switch self {
    case .meters: 1
    case .keys: 2
    case .channels: 4
    case .stats: 8
    case .settings, .connection: 15
    case .banks, .strips, .thru, .connections, .favourites, .miniports, .miniport: 30
    }
  }

  /// What is asked, where that is one question.
  var question: OSCMessage {
    switch self {
    case .connection: OSCMessage("/wavesink/ping")
    case .strips: OSCMessage("/wavesink/strip")
    case .keys(let group): OSCMessage("/wavesink/keys", .int32(Int32(group)))
    case .channels(let group): OSCMessage("/wavesink/channels", .int32(Int32(group)))
    case .miniport(let group): OSCMessage("/wavesink/miniport", .int32(Int32(group)))
    default: OSCMessage("/wavesink/\(name)")
    }
  }
}
