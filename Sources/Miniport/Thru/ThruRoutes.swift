// SPDX-License-Identifier: MIT
// Where what comes in by the MIDI inputs goes. Any thread but audio.

/// The routes from input channels to channels that play: DirectMusic's thru (`directmusic.md` 6).
///
/// Without a route of its own a channel goes to the same channel of the group that has the input's number, and System Exclusive
/// and other messages without a channel go to that group.
public struct ThruRoutes: Equatable, Sendable {
  /// A channel of a group.
  public struct Place: Hashable, Sendable, Comparable {
    /// From 1.
    public let group: Int
    /// 0 to 15.
    public let channel: Int

    /// Thread: any.
    public init(group: Int, channel: Int) {
      self.group = group
      self.channel = channel
    }

    /// Thread: any.
    public static func < (one: Place, other: Place) -> Bool { (one.group, one.channel) < (other.group, other.channel) }

    /// Where it goes without a route.
    var isLikely: Bool { (1...64).contains(group) && (0..<16).contains(channel) }
  }

  /// Channels that have a route of their own, and where they go, in this order: to nothing at all where it is empty.
  public private(set) var channels: [Place: [Place]] = [:]
  /// Groups whose messages without a channel go elsewhere, and to which groups.
  public private(set) var systems: [Int: [Int]] = [:]

  /// Everything goes where it goes by itself. Thread: any.
  public init() {}

  /// Whether everything does. Thread: any.
  public var isEmpty: Bool { channels.isEmpty && systems.isEmpty }

  /// Where a channel goes. Thread: any.
  public func destinations(of source: Place) -> [Place] { channels[source] ?? [source] }

  /// Where the messages of an input go that have no channel. Thread: any.
  public func destinations(ofSystem group: Int) -> [Int] { systems[group] ?? [group] }

  /// From now on a channel goes to these, each once, and nowhere else; false, and nothing has changed, where one is no channel of
  /// groups 1 to 64. Thread: any.
  @discardableResult
  public mutating func route(_ source: Place, to destinations: [Place]) -> Bool {
    guard ([source] + destinations).allSatisfy(\.isLikely) else { return false }
    let wanted = ThruRoutes.once(destinations)
    channels[source] = wanted == [source] ? nil : wanted
    return true
  }

  /// The same for messages without a channel, System Exclusive above all. Thread: any.
  @discardableResult
  public mutating func route(systemOf group: Int, to destinations: [Int]) -> Bool {
    guard ([group] + destinations).allSatisfy({ (1...64).contains($0) }) else { return false }
    let wanted = ThruRoutes.once(destinations)
    systems[group] = wanted == [group] ? nil : wanted
    return true
  }

  private static func once<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}
