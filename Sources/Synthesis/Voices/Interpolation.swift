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

  /// Whether waves far above their pitch are read from copies at lower rates (`WaveLevels`). In a copy at half the rate a
  /// turn has half as many frames, of which a line or a cubic makes more wrong than what it would mirror. Thread: any.
  var readsLevels: Bool {
    @_noLocks @_noAllocation get {
      switch self {
      case .sinc: true
      case .linear, .cubic: false
      }
    }
  }
}
