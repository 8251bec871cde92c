// SPDX-License-Identifier: MIT
// The curves of sources and controls (DLS 2.2, transforms). Audio thread.

/// One input of a connection as a number.
struct ControllerCurve {
  /// `bits`: curve in bits 0–3, 4 bipolar, 5 inverted: the source's or the control's part of a transform, shifted down.
  let bits: UInt16

  /// The part of a transform that belongs to the source.
  @_noLocks @_noAllocation
  static func source(_ transform: UInt16) -> ControllerCurve {
    ControllerCurve(bits: (transform >> 10) & 0x3F)
  }

  /// The part of a transform that belongs to the control.
  @_noLocks @_noAllocation
  static func control(_ transform: UInt16) -> ControllerCurve {
    ControllerCurve(bits: (transform >> 4) & 0x3F)
  }

  /// T(x) for `x` in 0…`greatest` of an input whose nominal `range` is 128 or 16384 for controllers, 1 for envelopes. Thread: audio.
  @_noLocks @_noAllocation
  func value(_ input: Double, greatest: Double, range: Double) -> Double {
    let x = bits & 0x20 != 0 ? greatest - input : input
    let isBipolar = bits & 0x10 != 0
    switch bits & 0x0F {
    case 1, 2:
      guard isBipolar else { return curved(x / greatest) }
      let v = 2 * x / greatest - 1
      return v < 0 ? -curved(-v) : curved(v)
    case 3:
      let on = x >= range / 2 ? 1.0 : 0
      return isBipolar ? 2 * on - 1 : on
    default:
      return isBipolar ? 2 * x / range - 1 : x / range
    }
  }

  /// T(x) for `swing` in −1…1: an LFO is bipolar whatever the transform says, for files omit the bit. Thread: audio.
  @_noLocks @_noAllocation
  func value(swing: Double) -> Double {
    ControllerCurve(bits: bits | 0x10).value((swing + 1) * 0.5, greatest: 1, range: 1)
  }

  /// Concave or convex curve of a share 0…1 of the greatest value: 96 dB over the range, clipped at both ends.
  @_noLocks @_noAllocation
  private func curved(_ share: Double) -> Double {
    bits & 0x0F == 1 ? 1 - ControllerCurve.convex(1 - share) : ControllerCurve.convex(share)
  }

  /// 1 + 5/12·log10 of a share, 0 below 10^(−12/5). Thread: audio.
  @_noLocks @_noAllocation
  static func convex(_ share: Double) -> Double {
    share < 0.003_981_071_705_534_97 ? 0 : 1 + 0.125_429_164_859_575_5 * RealtimeMath.log2(share)
  }
}
