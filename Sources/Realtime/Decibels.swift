// SPDX-License-Identifier: MIT
// A level on a logarithmic scale. Setup threads only: it calls the mathematics library.

internal import Glibc

/// A level relative to full scale, in decibels of amplitude.
@frozen public struct Decibels: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Decibels; 0 is full scale, −∞ is silence.
  public var value: Double

  /// `value`: decibels. Thread: any.
  @inlinable public init(_ value: Double) { self.value = value }

  /// The level of a linear `amplitude`, 0 or more; 0 gives −∞. Thread: setup.
  public init(amplitude: Double) { value = 20 * log10(amplitude) }

  /// Linear amplitude; 1 is full scale. Thread: setup.
  public var amplitude: Double { pow(10, value / 20) }

  /// Whether `left` is softer than `right`. Thread: any.
  @inlinable public static func < (left: Decibels, right: Decibels) -> Bool { left.value < right.value }
}
