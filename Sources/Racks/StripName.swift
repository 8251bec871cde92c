// SPDX-License-Identifier: MIT
// Where effects may be. Any thread.

/// A strip of a rack: a place where sound goes through effects, one behind the other.
public enum StripName: Hashable, Sendable {
  /// What a channel group sounds like, from 1.
  case group(Int)
  /// What groups send to it, by its name.
  case bus(String)
  /// What leaves by the first pair of outputs.
  case master

  /// What people write: a number, `master`, or the name of a bus: a letter, and up to 31 letters, digits, `-` and `_`. Nil for anything else.
  /// Thread: any.
  public init?(text: String) {
    if let group = Int(text) {
      guard group >= 1, group <= RackTable.groupLimit else { return nil }
      self = .group(group)
    } else if text == "master" {
      self = .master
    } else {
      guard StripName.isBus(text) else { return nil }
      self = .bus(text)
    }
  }

  /// The same words. Thread: any.
  public var text: String {
    switch self {
    case .group(let group): "\(group)"
    case .bus(let name): name
    case .master: "master"
    }
  }

  /// Whether groups send to it. Thread: any.
  public var isBus: Bool { if case .bus = self { true } else { false } }

  /// For messages. Thread: any.
  public var title: String {
    switch self {
    case .group(let group): "group \(group)"
    case .bus(let name): "bus \(name)"
    case .master: "master"
    }
  }

  /// What may stand for one, for messages.
  public static let expected = "a group's number, the name of a bus, or master"

  /// Whether a text can be the name of a bus. Thread: any.
  public static func isBus(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter, text.count <= 32, text != "master" else {
      return false
    }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  /// Groups by their numbers, then buses by their names, then the master: the order in which sound passes. Thread: any.
  public static func precedes(_ first: StripName, _ second: StripName) -> Bool {
    switch (first, second) {
    case (.group(let one), .group(let other)): one < other
    case (.bus(let one), .bus(let other)): one < other
    case (.group, _), (.bus, .master): true
    default: false
    }
  }
}
