// SPDX-License-Identifier: MIT
// What makes sound in a sandbox. The sandbox's audio threads.

/// A guest of a sandbox: it has the client's blocks one after the other.
protocol BlockGuest: ~Copyable, SendableMetatype {
  /// Waits for a block and does it; false where none came for a second. Thread: the guest's audio thread.
  mutating func turn() -> Bool
}
