// SPDX-License-Identifier: MIT
// The random numbers of the presets: the same on every machine. Off-line.

/// SplitMix64: small, fast, and defined to the bit by its three constants.
struct SeededGenerator {
  private var state: UInt64

  /// Numbers that depend on the text only, so that a new wave does not change the noise of the others.
  init(_ name: String) {
    state = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// Even distribution from 0 up to, not including, 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
  /// Even distribution from −1 to 1.
  mutating func bipolar() -> Double { unit() * 2 - 1 }
  /// Even distribution over a range.
  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }
}
