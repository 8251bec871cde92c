// SPDX-License-Identifier: MIT
// The groups whose members may make sound in real time. Control thread.

/// Whether the user is in a group to which the system grants real time.
struct AudioGroups {
  /// Names that systems give to such groups.
  static let usual: Set = ["audio", "realtime", "pipewire", "jackuser"]

  let login: LoginRules

  var finding: Finding {
    let granting = login.groups(granting: .realtimePriority, atLeast: 1)
    let shown = login.groups.filter { AudioGroups.usual.contains($0.name) || granting.contains($0) }
    let joined = shown.filter(login.hasJoined)
    let values: [String: FindingValue] = [
      "user": .text(login.account.name), "groups": .texts(shown.map(\.name)), "joined": .texts(joined.map(\.name)),
      "granting": .texts(Set(granting.map(\.name)).sorted()),
    ]
    func found(_ verdict: Verdict, _ text: String, _ advice: String? = nil) -> Finding {
      Finding("groups", "groups", verdict, text, advice: advice, values: values)
    }
    let here = "\(login.account.name) is in \(list(joined)) (of \(list(shown)))"
    if login.account.number == 0 { return found(.good, "root needs none of \(list(shown))") }
    if let rule = login.rule(for: .realtimePriority), rule.grants(1) {
      guard case .group(let name) = rule.domain else {
        return found(.good, "\(rule.file) grants real time to \(login.account.name) without a group")
      }
      if joined.contains(where: { $0.name == name }) { return found(.good, "\(here); \(rule.file) names \(name)") }
      return found(
        .attention, "\(login.account.name) is a member of \(name), but this session does not know it yet",
        "log out and in again")
    }
    return found(.attention, here, login.advice(for: .realtimePriority, atLeast: 1, value: "95"))
  }

  private func list(_ groups: [SystemGroup]) -> String {
    groups.isEmpty ? "no group" : groups.map(\.name).joined(separator: ", ")
  }
}
