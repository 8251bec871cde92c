// SPDX-License-Identifier: MIT
// Which channel's notes give way to which. Any thread.

/// The priority of a channel's voices, as DirectMusic counts it (`directmusic.md` 3.4): a class in the uppermost bits, and
/// within it an order of the channels.
public struct VoicePriority: BitwiseCopyable, Sendable, Hashable {
  /// The number of DirectMusic.
  public let rawValue: UInt32

  /// Thread: any.
  @_noLocks @_noAllocation
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// What is more important than the order of channels.
  public enum Class: UInt32, CaseIterable, Sendable {
    /// Before anything else.
    case critical = 0xF000_0000
    /// Before what is usual.
    case high = 0xC000_0000
    /// What every channel has at first.
    case standard = 0x8000_0000
    /// After what is usual.
    case low = 0x4000_0000
    /// After anything else.
    case persist = 0x1000_0000
  }

  /// That of a channel, 0 to 15, in a class: drums are stolen last, then the channels in their order. Thread: any but audio.
  public init(_ kind: Class, channel: Int) {
    self.init(rawValue: kind.rawValue | VoicePriority.offset(ofChannel: channel))
  }

  /// What a channel, 0 to 15, has at first. Thread: any.
  @_noLocks @_noAllocation
  public static func usual(channel: Int) -> VoicePriority {
    VoicePriority(rawValue: 0x8000_0000 | offset(ofChannel: channel))
  }

  @_noLocks @_noAllocation
  private static func offset(ofChannel channel: Int) -> UInt32 {
    switch channel {
    case 9: 15
    case 0..<9: UInt32(truncatingIfNeeded: 14 &- channel)
    default: UInt32(truncatingIfNeeded: 15 &- channel)
    }
  }

  /// The class that it lies in, from above; nil below all of them. Thread: any but audio.
  public var kind: Class? { Class.allCases.first { rawValue >= $0.rawValue } }

  /// Equal for channels that may steal from each other, and greater for those that come first. DLS 2.2 has three steps:
  /// channel 10, then 1 to 9, then 11 to 16; a finer order would refuse a melody for a chord that is held. Thread: any.
  @_noLocks @_noAllocation
  public func rank() -> UInt32 {
    let order = rawValue & 0x0FFF_FFFF
    // A number that the user has chosen, other than an offset, orders by itself.
    let step: UInt32 = order > 15 ? order &- 13 : order == 15 ? 2 : order >= 6 ? 1 : 0
    return rawValue & 0xF000_0000 | step
  }
}
