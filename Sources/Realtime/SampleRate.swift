// SPDX-License-Identifier: MIT
// How many frames a second has. Any thread.

/// Frames a second.
@frozen public struct SampleRate: Hashable, BitwiseCopyable, Sendable {
  /// Frames a second, at least 1.
  public let hertz: UInt32

  /// `hertz`: frames a second, at least 1. Thread: any.
  @_noLocks @_noAllocation
  @inlinable public init(hertz: UInt32) {
    assert(hertz > 0, "a sample rate is positive")
    self.hertz = hertz
  }
}
