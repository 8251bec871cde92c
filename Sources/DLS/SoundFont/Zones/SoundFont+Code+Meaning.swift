// SPDX-License-Identifier: MIT
// What generators mean beyond their unit, for all that plays or converts them. Any thread.

extension SoundFont.Code {
  /// The share of an attenuation that counts: the sound cards that SoundFonts were made for took 0.4 of it, banks are
  /// made by ear, and so every program that plays them does the same. Modulators count in full. Thread: any.
  public static var attenuationShare: Double { 0.4 }
  /// Time cents by which the way to -96 dB, which DLS times, is shorter than that to -100 dB: 1200·log2(0.96).
  /// Thread: any.
  public static var decayShift: Double { -70.672_427 }
}
