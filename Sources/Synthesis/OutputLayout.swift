// SPDX-License-Identifier: MIT
// How channels are spread over output buses. Any thread.

/// Which stereo bus a channel plays on.
public enum OutputLayout: String, CaseIterable, Sendable, BitwiseCopyable {
  /// All on one.
  case stereo
  /// One for each channel group.
  case groups
  /// One for each channel of each group.
  case channels

  /// Buses that `groupCount` channel groups need. Thread: any.
  public func busCount(groupCount: Int) -> Int {
    switch self {
    case .stereo: 1
    case .groups: groupCount
    case .channels: 16 * groupCount
    }
  }

  /// The bus of a channel, numbered from 0 over all groups. Thread: audio.
  @_noLocks @_noAllocation
  func bus(ofChannel channel: Int) -> Int {
    switch self {
    case .stereo: 0
    case .groups: channel / 16
    case .channels: channel
    }
  }
}
