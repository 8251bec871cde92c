// SPDX-License-Identifier: MIT
// Groups of users, as /etc/group has them. Control thread.

/// A line of `/etc/group`: `name:password:number:member,member`.
struct SystemGroup: Equatable {
  let name: String
  let number: UInt32
  let members: [String]

  /// Nil for a line that is none.
  init?(line: Substring) {
    let fields = line.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 4, !fields[0].isEmpty, let number = UInt32(fields[2]) else { return nil }
    name = String(fields[0])
    self.number = number
    members = fields[3].split(separator: ",").map { $0.filter { !$0.isWhitespace } }
  }

  /// All groups of a system.
  static func all(in files: SystemFiles) -> [SystemGroup] {
    (files.text("/etc/group") ?? "").split(separator: "\n").compactMap { SystemGroup(line: $0) }
  }
}
