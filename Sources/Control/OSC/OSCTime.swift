// SPDX-License-Identifier: MIT
// OSC's time. Any thread but audio.

/// A moment as OSC has it: seconds since 1900 and a fraction of 32 bits, which is NTP's format.
public struct OSCTime: Sendable, Equatable {
  /// Since the first of January 1900, UTC.
  public var seconds: UInt32
  /// 1/2³² seconds.
  public var fraction: UInt32

  /// Thread: any.
  public init(seconds: UInt32, fraction: UInt32) {
    (self.seconds, self.fraction) = (seconds, fraction)
  }

  /// At once, whatever the clock says.
  public static let immediate = OSCTime(seconds: 0, fraction: 1)

  /// From 1900 to 1970.
  private static let secondsToUnix: UInt64 = 2_208_988_800

  /// `unixNanoseconds`: of the system's real-time clock. Thread: any.
  public init(unixNanoseconds: UInt64) {
    let (whole, rest) = unixNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    seconds = UInt32(truncatingIfNeeded: whole + OSCTime.secondsToUnix)
    fraction = UInt32((rest << 32) / 1_000_000_000)
  }

  /// Nanoseconds since 1970, to the nearest; 0 for what is earlier. Thread: any.
  public var unixNanoseconds: UInt64 {
    let whole = UInt64(seconds)
    guard whole >= OSCTime.secondsToUnix else { return 0 }
    return (whole - OSCTime.secondsToUnix) * 1_000_000_000 + (UInt64(fraction) * 1_000_000_000 + 1 << 31) >> 32
  }
}
