// SPDX-License-Identifier: MIT
// Which plug-in of a rack is meant. Any thread.

/// A place of a rack where a plug-in may be.
public enum PluginAddress: Hashable, Sendable {
  /// What plays a group, from 1.
  case group(Int)
  /// An effect of a strip, from 1.
  case insert(Int, of: StripName)

  /// What people write: a group's number, or a strip, `/` and a number. Nil for anything else. Thread: any.
  public init?(text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let strip = StripName(text: parts[0]) else { return nil }
    switch (parts.count, strip) {
    case (1, .group(let group)): self = .group(group)
    case (2, _):
      guard let number = Int(parts[1]), number >= 1 else { return nil }
      self = .insert(number, of: strip)
    default: return nil
    }
  }

  /// For messages. Thread: any.
  public var title: String {
    switch self {
    case .group(let group): "group \(group)"
    case .insert(let number, let strip): "insert \(number) of \(strip.title)"
    }
  }

  /// What may stand for one, for messages.
  public static let expected = "a group's number, or a strip and the number of its insert such as 2/1 or master/1"
}
