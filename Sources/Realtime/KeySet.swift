// SPDX-License-Identifier: MIT
// Some of the keys of a channel. Any thread.

/// A set of MIDI keys, 0 to 127: a bit for each.
@frozen public struct KeySet: BitwiseCopyable, Equatable, Sendable {
  /// Keys 0 to 63.
  public private(set) var low: UInt64
  /// Keys 64 to 127.
  public private(set) var high: UInt64

  /// Thread: any.
  @_noLocks @_noAllocation
  public init(low: UInt64 = 0, high: UInt64 = 0) {
    self.low = low
    self.high = high
  }

  /// Thread: any.
  @_noLocks @_noAllocation
  public mutating func insert(_ key: UInt8) {
    if key < 64 { low |= 1 &<< UInt64(key) } else { high |= 1 &<< UInt64(key & 63) }
  }

  /// Thread: any.
  @_noLocks @_noAllocation
  public mutating func remove(_ key: UInt8) {
    if key < 64 { low &= ~(1 &<< UInt64(key)) } else { high &= ~(1 &<< UInt64(key & 63)) }
  }

  /// Thread: any.
  @_noLocks @_noAllocation
  public func contains(_ key: UInt8) -> Bool {
    (key < 64 ? low &>> UInt64(key) : high &>> UInt64(key & 63)) & 1 != 0
  }

  /// Whether there is none. Thread: any.
  @_noLocks @_noAllocation
  public func isEmpty() -> Bool { low | high == 0 }

  /// 16 bytes: bit k % 8 of byte k / 8 is key k. Thread: any but audio.
  public var bytes: [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? low : high) >> UInt64(8 * ($0 % 8))) }
  }
}
