// SPDX-License-Identifier: MIT
// How one sample is stored. Never on the audio thread.

/// How one sample is stored in a file.
public enum SampleFormat: String, CaseIterable, Sendable {
  /// 32-bit IEEE 754, stored as it is: louder than full scale stays so.
  case float
  /// 16-bit signed integer.
  case s16
  /// 24-bit signed integer.
  case s24
}
