// SPDX-License-Identifier: MIT
// How a wave is read between its frames. Any thread.

/// How a wave is read between its frames.
public enum Interpolation: String, CaseIterable, Sendable, BitwiseCopyable {
  /// Two points: a straight line.
  case linear
  /// Four points: Catmull-Rom.
  case cubic
  /// Eight points: as near to a sinc as they come in the lower third of the spectrum.
  case sinc
}
