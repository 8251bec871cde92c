// SPDX-License-Identifier: MIT
// How many beats a bar has from some tick on. Any thread.

/// How many beats a bar has, and which note is a beat, from a tick on.
///
/// Source: Standard MIDI Files 1.0, meta event 58.
public struct TimeSignature: Hashable, BitwiseCopyable, Sendable {
  /// Where it begins, in ticks.
  public var tick: Int64
  /// Beats a bar, 1 to 255.
  public var numerator: UInt8
  /// Which note is a beat, as a power of two: 2 a quarter, 3 an eighth. 0 to 7.
  public var denominatorPower: UInt8

  /// `numerator`: beats a bar, 1 to 255. `denominatorPower`: 2 for quarters, 3 for eighths; 0 to 7. Thread: any.
  public init(tick: Int64, numerator: UInt8, denominatorPower: UInt8) {
    self.tick = tick
    self.numerator = numerator
    self.denominatorPower = denominatorPower
  }

  /// Whether both parts are within their ranges.
  public var isUsable: Bool { numerator > 0 && denominatorPower <= 7 }
}
