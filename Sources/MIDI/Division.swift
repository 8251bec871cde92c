// SPDX-License-Identifier: MIT
// What a tick of a song is worth. Any thread.

/// What a tick is worth: a part of a quarter note, or of a film frame.
///
/// Source: Standard MIDI Files 1.0, "Header Chunks".
public enum Division: Hashable, Sendable {
  /// Ticks a quarter note, 1 to 32767; how long a quarter lasts is the tempo's matter.
  case ticksPerQuarter(UInt16)
  /// Ticks a film frame, 1 to 255; tempo does not matter.
  case ticksPerFrame(UInt8, FrameRate)

  /// Film frames a second, as SMPTE time code counts them.
  public enum FrameRate: Int8, Hashable, Sendable {
    /// Film.
    case frames24 = -24
    /// PAL and SECAM.
    case frames25 = -25
    /// NTSC colour, "29.97 drop": 30000 frames in 1001 seconds.
    case frames30Drop = -29
    /// Black-and-white NTSC.
    case frames30 = -30
  }

  /// The division that the header's word stands for; nil for no ticks at all and for unknown frame rates. Thread: any.
  public init?(word: UInt16) {
    guard word & 0x8000 != 0 else {
      guard word != 0 else { return nil }
      self = .ticksPerQuarter(word)
      return
    }
    let ticks = UInt8(truncatingIfNeeded: word)
    guard ticks != 0, let rate = FrameRate(rawValue: Int8(truncatingIfNeeded: word >> 8)) else { return nil }
    self = .ticksPerFrame(ticks, rate)
  }

  /// A second as a whole number of units, and a tick as a whole number of the same units; the tempo gives the
  /// microseconds of a quarter. 0 ticks count as 1.
  func unitsPerSecond() -> UInt64 {
    switch self {
    case .ticksPerQuarter(let ticks): UInt64(max(ticks, 1)) * 1_000_000
    case .ticksPerFrame(let ticks, .frames30Drop): UInt64(max(ticks, 1)) * 30_000
    case .ticksPerFrame(let ticks, let rate): UInt64(max(ticks, 1)) * UInt64(rate.rawValue.magnitude)
    }
  }

  /// Units (see `unitsPerSecond`) of one tick.
  func unitsPerTick(microsecondsPerQuarter: UInt32) -> UInt64 {
    switch self {
    case .ticksPerQuarter: UInt64(microsecondsPerQuarter)
    case .ticksPerFrame(_, .frames30Drop): 1001
    case .ticksPerFrame: 1
    }
  }
}
