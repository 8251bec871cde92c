// SPDX-License-Identifier: MIT
// The low-pass before reverb and chorus. Audio thread.

/// The pre-low-pass of GS.
enum EffectTone {
  /// How much of the last value a one-pole low-pass keeps. The manuals give no frequencies: 8 kHz for 1 and a third of an
  /// octave less for each step, to 2 kHz for 7. Thread: any.
  @_noLocks @_noAllocation
  static func pole(ofPreLowPass step: UInt8, rate: Double) -> Double {
    guard step > 0 else { return 0 }
    let hertz = 8000 * RealtimeMath.exp2(Double(1 - Int(min(step, 7))) * (1.0 / 3))
    // e^(−2πf/Fs).
    return RealtimeMath.exp2(-9.064_720_283_654_388 * hertz / rate)
  }
}
