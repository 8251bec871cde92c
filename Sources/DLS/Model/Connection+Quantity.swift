// SPDX-License-Identifier: MIT
// The number of a connection in a unit of physics. Any thread but audio.

import Glibc

extension Connection {
  /// A number and its unit.
  public struct Quantity: Sendable, Equatable {
    /// In `unit`; always finite.
    public var value: Double
    /// Of `value`.
    public var unit: Unit
    /// `value` in `unit`. Thread: any.
    public init(value: Double, unit: Unit) {
      self.value = value
      self.unit = unit
    }
  }

  /// What a number counts.
  public enum Unit: String, Sendable {
    /// A duration.
    case seconds
    /// A frequency.
    case hertz
    /// A difference of pitch or frequency: 1200 double it.
    case cents
    /// A difference of durations: 1200 double it.
    case timeCents
    /// A gain.
    case decibels
    /// A share.
    case percent
    /// The 16.16 number itself, for destinations that are not known.
    case number
  }

  /// True for a constant: neither a source nor a control moves it.
  public var isConstant: Bool { source == Source.none && control == Source.none }

  /// `scale` in its unit (DLS 2.2, units of the destinations): a constant gives a time or a frequency, a connection with
  /// a source gives what it adds at most. Thread: any but audio.
  public var quantity: Quantity {
    let number = Double(scale) / 65_536
    switch dimension {
    case .gain: return Quantity(value: number / 10, unit: .decibels)
    case .share: return Quantity(value: number / 10, unit: .percent)
    case .pitch: return Quantity(value: number, unit: .cents)
    case .none: return Quantity(value: number, unit: .number)
    case .time where isConstant:
      // The lowest number is the specification's exact zero.
      return Quantity(value: scale == .min ? 0 : exp2(number / 1200), unit: .seconds)
    case .time: return Quantity(value: number, unit: .timeCents)
    case .frequency where isConstant: return Quantity(value: 440 * exp2((number - 6900) / 1200), unit: .hertz)
    case .frequency: return Quantity(value: number, unit: .cents)
    }
  }
}
