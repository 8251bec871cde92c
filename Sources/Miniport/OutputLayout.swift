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
  @_noLocks @_noAllocation
  public func busCount(groupCount: Int) -> Int {
    switch self {
    case .stereo: 1
    case .groups: groupCount
    case .channels: 16 * groupCount
    }
  }

  /// Whether it parts channels that the other one joins. Thread: any.
  @_noLocks @_noAllocation
  public func isFiner(than other: OutputLayout) -> Bool { rawIndex > other.rawIndex }

  /// A number for each, greater for finer ones. Thread: any.
  var rawIndex: Int {
    @_noLocks @_noAllocation get {
      switch self {
      case .stereo: 0
      case .groups: 1
      case .channels: 2
      }
    }
  }

  /// The bus of a channel, numbered from 0 over all groups. Thread: audio.
  @_noLocks @_noAllocation
  public func bus(ofChannel channel: Int) -> Int {
    switch self {
    case .stereo: 0
    case .groups: channel / 16
    case .channels: channel
    }
  }

  /// The first channel of a bus, numbered as above. Thread: audio.
  @_noLocks @_noAllocation
  public func firstChannel(ofBus bus: Int) -> Int {
    switch self {
    case .stereo: 0
    case .groups: 16 &* bus
    case .channels: bus
    }
  }
}
