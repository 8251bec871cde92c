// SPDX-License-Identifier: MIT
// What the next login of a user will be given, and by what rule. Control thread.

/// The groups and rules of a system, as they are about one user.
struct LoginRules {
  let account: Account
  let groups: [SystemGroup]
  let rules: [LimitRule]

  init(_ account: Account, _ files: SystemFiles) {
    self.account = account
    groups = SystemGroup.all(in: files)
    rules = LimitRule.all(in: files)
  }

  /// Whether this process is in a group.
  func hasJoined(_ group: SystemGroup) -> Bool { account.groupNumbers.contains(group.number) }

  /// Whether the user's next login will be.
  func isMember(of group: SystemGroup) -> Bool { hasJoined(group) || group.members.contains(account.name) }

  /// The rule that the next login gets: one for the user before one for a group before one for everyone. (Not even
  /// everyone is root.)
  func rule(for item: LimitRule.Item) -> LimitRule? {
    let ours = rules.filter { $0.item == item }
    let own = ours.last { $0.domain == .user(account.name) }
    let shared = ours.last { rule in groups.contains { rule.domain == .group($0.name) && isMember(of: $0) } }
    return own ?? shared ?? (account.number == 0 ? nil : ours.last { $0.domain == .everyone })
  }

  /// Groups of this system whose members get at least `wanted` of an item (nil: no limit), in the order of the rules.
  func groups(granting item: LimitRule.Item, atLeast wanted: Int?) -> [SystemGroup] {
    rules.compactMap { rule in
      guard rule.item == item, rule.grants(wanted) else { return nil }
      return groups.first { rule.domain == .group($0.name) }
    }
  }

  /// What to do to get at least `wanted` of an item (nil: no limit); `value`: what a new rule is to grant.
  func advice(for item: LimitRule.Item, atLeast wanted: Int?, value: String) -> String {
    if let rule = rule(for: item), rule.grants(wanted) {
      return "\(rule.file) grants it already: log out and in again (a service of systemd takes LimitRTPRIO= and "
        + "LimitMEMLOCK= of its unit instead)"
    }
    if let group = groups(granting: item, atLeast: wanted).first(where: { !isMember(of: $0) }) {
      return "sudo usermod -aG \(group.name) \(account.name), then log out and in again"
    }
    let isInAudio = groups.contains { $0.name == "audio" && isMember(of: $0) }
    let join = isInAudio ? "" : ", sudo usermod -aG audio \(account.name)"
    return "write \"@audio - \(item.rawValue) \(value)\" into /etc/security/limits.d/audio.conf "
      + "(Debian: sudo dpkg-reconfigure -p high jackd2)\(join), then log out and in again"
  }
}
