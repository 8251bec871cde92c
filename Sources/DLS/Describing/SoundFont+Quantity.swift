// SPDX-License-Identifier: MIT
// The number of a generator in a unit of physics. Any thread but audio.

import Glibc

extension SoundFont {
  /// A generator's or modulator's number and its unit.
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

    /// What a number counts.
    public enum Unit: String, Sendable {
      case seconds, hertz, cents, timeCents, timeCentsPerKey, decibels, percent, frames, semitones, centsPerKey, key
      /// Nothing that is measured.
      case number
    }

    /// `amount` of the generator `code`: what an instrument's zone sets, or, where it `isDifference`, what a preset's
    /// zone or a modulator adds to it. Thread: any but audio.
    public init(_ code: UInt16, _ amount: Int16, isDifference: Bool) {
      let number = Double(amount)
      switch Code.row(code)?.dimension ?? .number {
      case .cents: self.init(value: number, unit: .cents)
      case .frequency where isDifference: self.init(value: number, unit: .cents)
      case .frequency: self.init(value: 440 * exp2((number - 6900) / 1200), unit: .hertz)
      case .time where isDifference: self.init(value: number, unit: .timeCents)
      // The lowest number stands for no time at all (8.1.2).
      case .time: self.init(value: amount == .min ? 0 : exp2(number / 1200), unit: .seconds)
      case .timePerKey: self.init(value: number, unit: .timeCentsPerKey)
      case .gain: self.init(value: number / 10, unit: .decibels)
      case .share: self.init(value: number / 10, unit: .percent)
      case .points: self.init(value: number, unit: .frames)
      case .coarsePoints: self.init(value: number * 32_768, unit: .frames)
      case .semitones: self.init(value: number, unit: .semitones)
      case .scale: self.init(value: number, unit: .centsPerKey)
      case .key: self.init(value: number, unit: .key)
      case .number: self.init(value: number, unit: .number)
      }
    }

    /// With its unit, in the size that reads best: "500 ms", "5 Hz", "-96 dB".
    var text: String {
      switch unit {
      case .seconds: value < 1 ? decimal(value * 1000, digits: 2) + " ms" : decimal(value, digits: 3) + " s"
      case .hertz: decimal(value, digits: value < 1 ? 4 : 2) + " Hz"
      case .cents: decimal(value, digits: 0) + " cents"
      case .timeCents: decimal(value, digits: 0) + " time cents"
      case .timeCentsPerKey: decimal(value, digits: 0) + " time cents a key"
      case .decibels: decimal(value, digits: 1) + " dB"
      case .percent: decimal(value, digits: 1) + " %"
      case .frames: decimal(value, digits: 0) + " frames"
      case .semitones: decimal(value, digits: 0) + " semitones"
      case .centsPerKey: decimal(value, digits: 0) + " cents a key"
      case .key: UInt8(exactly: value).map { keyText($0) } ?? "none"
      case .number: decimal(value, digits: 0)
      }
    }
  }
}

extension SoundFont.Generator {
  /// "EG1 release: 500 ms", "loop: until release". Thread: any but audio.
  public func text(isDifference: Bool) -> String {
    let quantity = SoundFont.Quantity(code, amount, isDifference: isDifference)
    let name = SoundFont.Code.row(code)?.text ?? "generator \(code)"
    return "\(name): \(code == SoundFont.Code.sampleModes ? loopText : quantity.text)"
  }

  /// What the two low bits of `sampleModes` say; 2 means nothing, which is no loop.
  private var loopText: String {
    switch amount & 3 {
    case 1: "on"
    case 3: "until release"
    default: "none"
    }
  }
}
