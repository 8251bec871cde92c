// SPDX-License-Identifier: MIT
// What is said of connections that come back. Main thread.

import JackHost

/// How many of the connections that a client had before are there again.
struct Restoration {
  private let wanted: Set<PatchMemory.Patch>
  private var told: Int?

  /// Nil where there were none.
  init?(of wanted: Set<PatchMemory.Patch>) {
    guard !wanted.isEmpty else { return nil }
    self.wanted = wanted
  }

  /// What to say, if there is anything new, of those that `patches` has.
  mutating func sentence(_ patches: PatchMemory?) -> String? {
    guard let patches, told != wanted.count else { return nil }
    let count = patches.present(of: wanted)
    guard count != told, count > told ?? -1 else { return nil }
    told = count
    let rest = count < wanted.count ? "; the others when their other side is back" : ""
    return "connections restored: \(count) of \(wanted.count)\(rest)"
  }
}
