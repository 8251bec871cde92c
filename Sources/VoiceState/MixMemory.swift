// SPDX-License-Identifier: MIT
// The buffers that kernels add into. Audio thread; made once at setup.

/// Preallocated working memory of one bus: voices add into lanes, which are summed once per stretch.
@safe @frozen public struct MixMemory: BitwiseCopyable {
  // Safe because the engine that owns the memory outlives every copy of these pointers.
  /// Raw oscillator output of one group: frame by frame, a lane each.
  public let scratch: UnsafeMutablePointer<Lanes>
  /// Sums of all groups of the bus, frame by frame, lanes still apart.
  public let left: UnsafeMutablePointer<Lanes>
  public let right: UnsafeMutablePointer<Lanes>
  /// What the kernels look up.
  public let tables: KernelTables

  /// Room for `frameCapacity` frames. Thread: setup.
  public init(frameCapacity: Int, tables: KernelTables) {
    unsafe scratch = .allocate(capacity: frameCapacity)
    unsafe left = .allocate(capacity: frameCapacity)
    unsafe right = .allocate(capacity: frameCapacity)
    unsafe scratch.initialize(repeating: Lanes(), count: frameCapacity)
    unsafe left.initialize(repeating: Lanes(), count: frameCapacity)
    unsafe right.initialize(repeating: Lanes(), count: frameCapacity)
    self.tables = tables
  }

  /// Frees the memory; no copy may be used after. Thread: setup.
  public func deallocate() {
    unsafe scratch.deallocate()
    unsafe left.deallocate()
    unsafe right.deallocate()
  }
}

extension MixMemory {
  /// The same memory from frame `frames` on. Thread: audio.
  @_noLocks @_noAllocation
  @inlinable public func advanced(by frames: Int) -> MixMemory {
    unsafe MixMemory(scratch: scratch, left: left + frames, right: right + frames, tables: tables)
  }

  @_noLocks @_noAllocation
  @unsafe @inlinable init(
    scratch: UnsafeMutablePointer<Lanes>, left: UnsafeMutablePointer<Lanes>, right: UnsafeMutablePointer<Lanes>,
    tables: KernelTables
  ) {
    unsafe self.scratch = scratch
    unsafe self.left = left
    unsafe self.right = right
    self.tables = tables
  }
}
