// SPDX-License-Identifier: MIT
// Float samples to integers, each rounded to the nearest, without dither. Never on the audio thread.

/// Turns float samples into what a file stores and counts those that did not fit.
struct SampleConversion {
  /// Samples that were beyond full scale, or no number, and were stored as the nearest that fits (0 for no number).
  private(set) var clippedCount: UInt64 = 0

  /// A sample as an integer of `bits` bits, full scale 1.0 being `2^(bits - 1)`; halves go to the even neighbour.
  mutating func integer(_ sample: Float, bits: Int) -> Int32 {
    let fullScale = Double(1 << (bits - 1))
    // Rounded by the last place of 1.5·2⁵², whose lowest bits are then the number: without a call. What is too large for
    // that does not fit in any case.
    let shifted = Double(sample) * fullScale + 0x1.8p52
    let rounded = shifted - 0x1.8p52
    if rounded >= -fullScale, rounded < fullScale { return Int32(truncatingIfNeeded: shifted.bitPattern) }
    clippedCount += 1
    return rounded.isNaN ? 0 : Int32(rounded < 0 ? -fullScale : fullScale - 1)
  }

  /// A sample within full scale, for a codec that takes floats but does not promise to survive any of them.
  mutating func limited(_ sample: Float) -> Float {
    if sample >= -1, sample <= 1 { return sample }
    clippedCount += 1
    return sample.isNaN ? 0 : sample < 0 ? -1 : 1
  }
}
