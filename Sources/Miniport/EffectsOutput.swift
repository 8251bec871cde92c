// SPDX-License-Identifier: MIT
// Where reverb and chorus come out. Any thread.

/// Where the effects are heard that all channels share.
public enum EffectsOutput: String, CaseIterable, Sendable, BitwiseCopyable {
  /// On the first bus, with what plays there.
  case mixed
  /// On a bus of their own, the last one.
  case apart

  /// The same as `== .apart`, proved for the audio thread. Thread: any.
  @inlinable public var isApart: Bool {
    @_noLocks @_noAllocation get {
      switch self {
      case .mixed: false
      case .apart: true
      }
    }
  }
}
