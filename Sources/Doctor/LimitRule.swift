// SPDX-License-Identifier: MIT
// What a login may use, as /etc/security has it (limits.conf(5)). Control thread.

/// A line of `limits.conf`: domain, type, item, value.
struct LimitRule: Equatable {
  /// What is limited, of the many things that can be.
  enum Item: String {
    case realtimePriority = "rtprio"
    case lockedMemory = "memlock"
  }

  /// Whom a rule is for, from the strongest to the weakest. (Ranges of numbers, and `%`, are about other things.)
  enum Domain: Equatable {
    case user(String)
    case group(String)
    case everyone
  }

  let domain: Domain
  let item: Item
  /// The priority, or kB; nil for no limit.
  let value: Int?
  /// Where it stands.
  let file: String

  /// The text before a comment, with words of any distance; nil for what sets no soft limit of these items.
  init?(line: Substring, file: String) {
    let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
    guard words.count == 4, words[1] == "-" || words[1] == "soft", let item = Item(rawValue: String(words[2])) else {
      return nil
    }
    switch words[3] {
    case "unlimited", "infinity", "-1": value = nil
    default:
      guard let number = Int(words[3]) else { return nil }
      value = number
    }
    self.item = item
    self.file = file
    switch words[0].first {
    case "*": domain = .everyone
    case "@": domain = .group(String(words[0].dropFirst()))
    default: domain = .user(String(words[0]))
    }
  }

  /// Whether it grants at least `wanted`; nil: no limit.
  func grants(_ wanted: Int?) -> Bool {
    guard let value else { return true }
    return wanted.map { value >= $0 } ?? false
  }

  /// The rules of a system in the order in which they count: of those for the same domain the last one holds.
  static func all(in files: SystemFiles) -> [LimitRule] {
    let folder = "/etc/security/limits.d"
    let names = files.names(in: folder).filter { $0.hasSuffix(".conf") }
    return (["/etc/security/limits.conf"] + names.map { "\(folder)/\($0)" }).flatMap { path in
      (files.text(path) ?? "").split(separator: "\n").compactMap { LimitRule(line: $0, file: path) }
    }
  }
}
