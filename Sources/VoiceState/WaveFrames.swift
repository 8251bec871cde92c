// SPDX-License-Identifier: MIT
// The two forms of a wave in memory. Any thread.

/// Frame 0 of a wave, in one of the forms that an oscillator reads; both on the scale of 16 bits.
@safe @frozen public enum WaveFrames: BitwiseCopyable {
  // Safe because the wave's memory outlives every voice that reads it (law 3).
  /// No wave.
  case none
  /// 16 bits: files of up to that.
  case int16(UnsafePointer<Int16>)
  /// Files of more: ±32768, with what is between two whole numbers.
  case float32(UnsafePointer<Float>)
}
