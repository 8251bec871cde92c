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

  /// Whether waves far above their pitch are read from copies without their upper octaves (`WaveLevels`). They take time and
  /// memory when a bank is loaded: for those who ask for the finest sound. Thread: any.
  var readsLevels: Bool {
    @_noLocks @_noAllocation get {
      switch self {
      case .sinc: true
      case .linear, .cubic: false
      }
    }
  }
}
