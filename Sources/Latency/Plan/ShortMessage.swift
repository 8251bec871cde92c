// SPDX-License-Identifier: MIT
// A message of the plan. From the control thread to the audio thread.

/// A message of up to three bytes.
struct ShortMessage: BitwiseCopyable, Equatable {
  /// First byte lowest.
  var packed: UInt64
  var length: UInt8

  init(_ packed: UInt64, _ length: UInt8) {
    self.packed = packed
    self.length = length
  }
}
