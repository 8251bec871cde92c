// SPDX-License-Identifier: MIT
// What a block has lost. Any thread.

/// Counts of a block, or of all blocks so far.
public struct SandboxLosses: Sendable, BitwiseCopyable, Equatable {
  /// Outputs whose sound was no number.
  public var cured: UInt64
  /// Messages for which there was no room, or that mean nothing.
  public var lost: UInt64
  /// Blocks that were left out, because the plug-in wants others.
  public var refused: UInt64

  /// Thread: any.
  @_noLocks @_noAllocation
  public init(cured: UInt64 = 0, lost: UInt64 = 0, refused: UInt64 = 0) {
    (self.cured, self.lost, self.refused) = (cured, lost, refused)
  }
}
