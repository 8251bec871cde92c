// SPDX-License-Identifier: MIT
// What a note has begun so far. Audio thread.

/// The layers of one note: single voices and phase groups.
struct NoteLayers: BitwiseCopyable {
  /// More regions than this match only in damaged files.
  static var limit: Int { @_noLocks @_noAllocation get { 32 } }

  private(set) var count = 0
  private var phaseGroups = [32 of UInt16](repeating: 0)

  @_noLocks @_noAllocation
  init() {}

  /// One more; false where its phase group has begun already. At most `limit`. Thread: audio.
  @_noLocks @_noAllocation
  mutating func add(phaseGroup: UInt16) -> Bool {
    if phaseGroup != 0 {
      for index in 0..<count where phaseGroups[index] == phaseGroup { return false }
    }
    phaseGroups[count & 31] = phaseGroup
    count &+= 1
    return true
  }
}
