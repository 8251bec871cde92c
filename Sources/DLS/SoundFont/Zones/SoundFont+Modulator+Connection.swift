// SPDX-License-Identifier: MIT
// What a modulator follows, in the words of DLS, and what it gives. Any thread but audio.

internal import Glibc

extension SoundFont.ModulatorSource {
  /// Always 1.
  var isNone: Bool { !isController && index == SoundFont.General.none }

  /// The same source in a connection; nil where DLS has none. Thread: any but audio.
  public var connectionSource: UInt16? {
    if isController { return Connection.Source.cc0 + index }
    switch index {
    case SoundFont.General.none: return Connection.Source.none
    case SoundFont.General.velocity: return Connection.Source.keyOnVelocity
    case SoundFont.General.key: return Connection.Source.keyNumber
    case SoundFont.General.polyPressure: return Connection.Source.polyPressure
    case SoundFont.General.channelPressure: return Connection.Source.channelPressure
    case SoundFont.General.pitchWheel: return Connection.Source.pitchWheel
    case SoundFont.General.bendRange: return Connection.Source.rpn0
    default: return nil
    }
  }

  /// As bits 10 to 15 of `usTransform`: both formats number their curves alike. Thread: any but
  /// audio.
  public var sourceTransform: UInt16 {
    (curve?.rawValue ?? 0) << 10 | (isBipolar ? 0x4000 : 0) | (isDescending ? 0x8000 : 0)
  }

  /// As bits 4 to 9 of `usTransform`. Thread: any but audio.
  public var controlTransform: UInt16 { sourceTransform >> 6 }

  /// The output for `input`, 0 to 127; nil where the curve is unknown.
  func value(_ input: Double) -> Double? {
    guard let curve else { return nil }
    let position = isDescending ? 127 - input : input
    guard isBipolar else { return curve.value(position) }
    guard curve == .concave || curve == .convex else { return 2 * curve.value(position) - 1 }
    let swing = 2 * position - 127
    return swing < 0 ? -curve.value(-swing) : curve.value(swing)
  }
}

extension SoundFont.Curve {
  /// The curve at `input`, 0 to 127.
  fileprivate func value(_ input: Double) -> Double {
    switch self {
    case .linear: input / 128
    case .concave: input >= 127 ? 1 : min(1, -5 / 12 * log10(1 - input / 127))
    case .convex: input <= 0 ? 0 : max(0, 1 + 5 / 12 * log10(input / 127))
    case .switch: input >= 64 ? 1 : 0
    }
  }
}

extension SoundFont.Modulator {
  /// What it follows, without what is always 1.
  var sources: [SoundFont.ModulatorSource] {
    [SoundFont.ModulatorSource(source), SoundFont.ModulatorSource(amountSource)].filter { !$0.isNone }
  }

  /// True where it steers, or is steered by, another modulator.
  var isLinked: Bool { link != nil || sources.contains { $0.isLink } }

}

extension ModulatorList.Entry {
  /// What it always gives where key or velocity are fixed; nil where it moves.
  func constant(key: Double?, velocity: Double?) -> Double? {
    guard !identity.isLinked else { return nil }
    var product = Double(amount)
    for source in identity.sources {
      let input =
        switch source.connectionSource {
        case Connection.Source.keyNumber: key
        case Connection.Source.keyOnVelocity: velocity
        default: Double?.none
        }
      guard let input, let value = source.value(input) else { return nil }
      product *= value
    }
    return identity.transform == 2 ? product.magnitude : product
  }
}
