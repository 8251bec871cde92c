// SPDX-License-Identifier: MIT
// A duration on a logarithmic scale. Setup threads only: it calls the mathematics library.

internal import Glibc

/// A duration in time cents: 1200 times the binary logarithm of its seconds (DLS 2.2, absolute time).
@frozen public struct TimeCents: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Time cents; 0 is one second, −∞ is no time at all.
  public var value: Double

  /// `value`: time cents. Thread: any.
  @inlinable public init(_ value: Double) { self.value = value }

  /// The duration of `seconds`, 0 or more; 0 gives −∞. Thread: setup.
  public init(seconds: Double) { value = 1200 * log2(seconds) }

  /// Seconds. Thread: setup.
  public var seconds: Double { exp2(value / 1200) }

  /// Whether `left` is shorter than `right`. Thread: any.
  @inlinable public static func < (left: TimeCents, right: TimeCents) -> Bool { left.value < right.value }
}
