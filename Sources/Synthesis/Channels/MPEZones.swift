// SPDX-License-Identifier: MIT
// The MPE zones of each channel group. Audio thread; made at setup.

/// How many members the lower and the upper zone of each group have.
@safe struct MPEZones: ~Copyable {
  /// 0 for a zone that is not there.
  struct Members: BitwiseCopyable {
    var lower = 0
    var upper = 0

    @_noLocks @_noAllocation
    init() {}

    /// What a channel, 0 to 15, is: 2 the manager and 1 a member of the lower zone, −2 and −1 of the upper one, 0 neither.
    /// Thread: audio.
    @_noLocks @_noAllocation
    func place(of number: Int) -> Int {
      if lower > 0, number <= lower { return number == 0 ? 2 : 1 }
      if upper > 0, number >= 15 &- upper { return number == 15 ? -2 : -1 }
      return 0
    }
  }

  // Safe because it covers the groups, and this value alone has it.
  private let members: UnsafeMutablePointer<Members>

  /// Thread: setup.
  init(groupCount: Int) {
    unsafe members = .allocate(capacity: groupCount)
    unsafe members.initialize(repeating: Members(), count: groupCount)
  }

  deinit { unsafe members.deallocate() }

  /// `group`: from 0. Thread: audio.
  @_noLocks @_noAllocation
  func members(ofGroup group: Int) -> Members { unsafe members[group] }

  /// `group`: from 0. Thread: audio.
  @_noLocks @_noAllocation
  mutating func set(_ new: Members, group: Int) { unsafe members[group] = new }

  /// `group`: from 1. Thread: audio.
  @_noLocks @_noAllocation
  mutating func reset(group: Int) { unsafe members[group &- 1] = Members() }
}
