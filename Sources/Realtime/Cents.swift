// SPDX-License-Identifier: MIT
// A musical interval or an absolute pitch. Setup threads only: it calls the mathematics library.

internal import Glibc

/// A hundredth of a semitone: an interval, or a pitch counted from MIDI key 0.
@frozen public struct Cents: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Cents; as a pitch, MIDI key number times 100.
  public var value: Double

  /// `value`: cents. Thread: any.
  @inlinable public init(_ value: Double) { self.value = value }

  /// The interval whose frequencies stand in the ratio `frequencyRatio`, more than 0. Thread: setup.
  public init(frequencyRatio: Double) { value = 1200 * log2(frequencyRatio) }

  /// The pitch of a frequency in hertz, more than 0; 440 Hz is 6900 (DLS 2.2, absolute pitch). Thread: setup.
  public init(hertz: Double) { value = 6900 + 1200 * log2(hertz / 440) }

  /// As an interval: the upper frequency over the lower one. Thread: setup.
  public var frequencyRatio: Double { exp2(value / 1200) }

  /// As a pitch: hertz; 6900 is 440 Hz (DLS 2.2, absolute pitch). Thread: setup.
  public var hertz: Double { 440 * exp2((value - 6900) / 1200) }

  /// Whether `left` is lower than `right`. Thread: any.
  @inlinable public static func < (left: Cents, right: Cents) -> Bool { left.value < right.value }
}
