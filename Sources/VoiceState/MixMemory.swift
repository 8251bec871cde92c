// SPDX-License-Identifier: MIT
// The buffers that kernels work in. Audio thread; made once at setup.

/// The working memory of the kernels, and where they add to.
@safe @frozen public struct MixMemory: BitwiseCopyable {
  // Safe because the engine that owns the memory outlives every copy of these pointers.
  /// Eight rows of `VoiceLayout.controlFrames` samples: one group's voices before their gains. Eight more samples follow, for
  /// who writes eight at a time.
  public let scratch: UnsafeMutablePointer<Float>
  /// The left side of the bus, from the frame at hand on.
  public var left: UnsafeMutablePointer<Float>
  /// The right side.
  public var right: UnsafeMutablePointer<Float>
  /// What goes to the reverb, from the frame at hand on.
  public var reverb: UnsafeMutablePointer<Float>
  /// What goes to the chorus.
  public var chorus: UnsafeMutablePointer<Float>
  /// What the kernels look up.
  public let tables: KernelTables

  /// Working memory without a bus, which is set before each use. Thread: setup.
  public init(tables: KernelTables) {
    let sampleCount = VoiceLayout.lanesPerGroup * VoiceLayout.controlFrames + 8
    unsafe scratch = .allocate(capacity: sampleCount)
    unsafe scratch.initialize(repeating: 0, count: sampleCount)
    unsafe left = unsafe scratch
    unsafe right = unsafe scratch
    unsafe reverb = unsafe scratch
    unsafe chorus = unsafe scratch
    self.tables = tables
  }

  /// Frees the memory; no copy may be used after. Thread: setup.
  public func deallocate() { unsafe scratch.deallocate() }

  /// The same memory, adding to other places. Thread: audio.
  @_noLocks @_noAllocation
  @unsafe @inlinable public func adding(
    to left: UnsafeMutablePointer<Float>, _ right: UnsafeMutablePointer<Float>,
    sends reverb: UnsafeMutablePointer<Float>, _ chorus: UnsafeMutablePointer<Float>
  ) -> MixMemory {
    var mix = self
    unsafe mix.left = unsafe left
    unsafe mix.right = unsafe right
    unsafe mix.reverb = unsafe reverb
    unsafe mix.chorus = unsafe chorus
    return mix
  }

  /// The same places, so many frames later. Thread: audio.
  @_noLocks @_noAllocation
  @unsafe @inlinable public func advanced(by frames: Int) -> MixMemory {
    unsafe adding(to: left + frames, right + frames, sends: reverb + frames, chorus + frames)
  }
}
