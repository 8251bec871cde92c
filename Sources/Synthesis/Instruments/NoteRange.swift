// SPDX-License-Identifier: MIT
// Which notes a region plays, as the audio thread looks them up. Compiled on the downloader thread.

/// Keys and velocities of a region. Those of a program stand side by side, apart from all else that its regions have, so
/// that a note finds its own among hundreds in a few lines of the processor's cache.
struct NoteRange: BitwiseCopyable {
  var keyLow: UInt8 = 0
  var keyHigh: UInt8 = 127
  var velocityLow: UInt8 = 0
  var velocityHigh: UInt8 = 127

  /// All notes.
  init() {}

  init(_ keys: ClosedRange<UInt8>, _ velocities: ClosedRange<UInt8>) {
    (keyLow, keyHigh) = (keys.lowerBound, keys.upperBound)
    (velocityLow, velocityHigh) = (velocities.lowerBound, velocities.upperBound)
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  func contains(key: UInt8, velocity: UInt8) -> Bool {
    key >= keyLow && key <= keyHigh && velocity >= velocityLow && velocity <= velocityHigh
  }
}
