// SPDX-License-Identifier: MIT
// Some of the channel groups. Any thread.

/// A set of channel groups, 1 to 64.
public struct GroupSet: Equatable, Sendable, BitwiseCopyable {
  /// Bit 0 is group 1.
  private var bits: UInt64

  /// None of them. Thread: any.
  @_noLocks @_noAllocation
  public init() { bits = 0 }

  /// Groups that are not 1 to 64 are left out. Thread: any but audio.
  public init(_ groups: some Sequence<Int>) {
    bits = 0
    for group in groups { insert(group) }
  }

  /// Thread: any.
  @_noLocks @_noAllocation
  public func contains(_ group: Int) -> Bool {
    group >= 1 && group <= 64 && bits & GroupSet.bit(group) != 0
  }

  /// Thread: any.
  @_noLocks @_noAllocation
  public mutating func insert(_ group: Int) {
    if group >= 1, group <= 64 { bits |= GroupSet.bit(group) }
  }

  /// Thread: any.
  @_noLocks @_noAllocation
  public mutating func remove(_ group: Int) {
    if group >= 1, group <= 64 { bits &= ~GroupSet.bit(group) }
  }

  /// The same as `==`, proved for the audio thread. Thread: any.
  @_noLocks @_noAllocation
  public func equals(_ other: GroupSet) -> Bool { bits == other.bits }

  /// Those up to a number. Thread: any.
  @_noLocks @_noAllocation
  public func upTo(_ last: Int) -> GroupSet {
    var set = self
    if last < 64 { set.bits &= (1 << UInt64(max(last, 0))) - 1 }
    return set
  }

  /// In their order. Thread: any but audio.
  public var groups: [Int] { (1...64).filter(contains) }

  @_noLocks @_noAllocation
  private static func bit(_ group: Int) -> UInt64 { 1 << UInt64(group - 1) }
}
