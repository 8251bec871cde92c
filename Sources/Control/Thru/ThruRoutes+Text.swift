// SPDX-License-Identifier: MIT
// Routes as people write them. Control threads.

public import Miniport

/// A route in words that cannot be read.
public struct ThruFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was expected, and what stood there.
  public let description: String
}

extension ThruRoutes {
  /// What stands for where a channel goes without a route.
  public static let selfWord = "self"
  /// What stands for nowhere.
  public static let noneWord = "none"
  /// What stands in the place of a channel for the messages that have none.
  public static let systemWord = "system"

  /// Adds a route, or takes one back. `source`: `2:5`, channel 5 of input 2; `2`, each channel of it; `2:system`, its System Exclusive and
  /// other messages that have no channel. `destinations`: the same for channels, or groups alone, where the channel then stays the
  /// same; `none` or `self` alone. Thread: any but audio.
  public mutating func route(_ source: String, to destinations: [String]) throws(ThruFault) {
    let (group, part) = try ThruRoutes.place(source)
    var targets: [(group: Int, part: Part)] = []
    switch destinations {
    case [ThruRoutes.noneWord], []: break
    case [ThruRoutes.selfWord]: targets = [(group, .all)]
    default: for text in destinations { targets.append(try ThruRoutes.place(text)) }
    }
    if targets.contains(where: { $0.part == .system }) {
      throw ThruFault(description: "expected a group or a channel to go to, found \(ThruRoutes.systemWord)")
    }
    switch part {
    case .system:
      if targets.contains(where: { $0.part != .all }) {
        throw ThruFault(description: "expected groups to go to: messages of the system have no channel")
      }
      route(systemOf: group, to: targets.map(\.group))
    case .all: for channel in 0..<16 { route(channel, of: group, to: targets) }
    case .channel(let channel): route(channel, of: group, to: targets)
    }
  }

  /// The routes that are there, in the same words: whole groups where all channels go the same way. Thread: any but audio.
  public var words: [(source: String, destinations: [String])] {
    var words: [(source: String, destinations: [String])] = []
    for group in Set(channels.keys.map(\.group)).union(systems.keys).sorted() {
      if let targets = wholeGroupTargets(group) {
        words.append(("\(group)", ThruRoutes.words(targets.map { "\($0)" })))
      } else {
        for (source, places) in channels.filter({ $0.key.group == group }).sorted(by: { $0.key < $1.key }) {
          words.append((source.text, ThruRoutes.words(places.map(\.text))))
        }
      }
      if let targets = systems[group] {
        words.append(("\(group):\(ThruRoutes.systemWord)", ThruRoutes.words(targets.map { "\($0)" })))
      }
    }
    return words
  }

  private enum Part: Equatable { case all, system, channel(Int) }

  private mutating func route(_ channel: Int, of group: Int, to targets: [(group: Int, part: Part)]) {
    let places = targets.map { target in
      if case .channel(let other) = target.part { return Place(group: target.group, channel: other) }
      return Place(group: target.group, channel: channel)
    }
    route(Place(group: group, channel: channel), to: places)
  }

  /// The groups that all channels of a group go to, each to its own number; nil where they go different ways.
  private func wholeGroupTargets(_ group: Int) -> [Int]? {
    guard let first = channels[Place(group: group, channel: 0)] else { return nil }
    let groups = first.map(\.group)
    let isWhole = (0..<16).allSatisfy { channel in
      channels[Place(group: group, channel: channel)] == groups.map { Place(group: $0, channel: channel) }
    }
    return isWhole ? groups : nil
  }

  private static func words(_ texts: [String]) -> [String] { texts.isEmpty ? [noneWord] : texts }

  private static func place(_ text: String) throws(ThruFault) -> (group: Int, part: Part) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let fault = ThruFault(
      description:
        "expected GROUP, GROUP:CHANNEL or GROUP:\(systemWord), groups 1 to 64, channels 1 to 16; found \(text)")
    guard parts.count <= 2, let group = Int(parts[0]), (1...64).contains(group) else { throw fault }
    guard parts.count == 2 else { return (group, .all) }
    if parts[1] == systemWord { return (group, .system) }
    guard let channel = Int(parts[1]), (1...16).contains(channel) else { throw fault }
    return (group, .channel(channel - 1))
  }
}

extension ThruRoutes.Place {
  /// Group and channel, both from 1. Thread: any but audio.
  var text: String { "\(group):\(channel + 1)" }
}
