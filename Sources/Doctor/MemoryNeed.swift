// SPDX-License-Identifier: MIT
// What is to be locked in memory. Control thread.

/// The memory of banks that were loaded to see.
public struct MemoryNeed: Equatable, Sendable {
  /// Bytes of samples.
  public var byteCount: Int
  /// Whether all of them could be locked.
  public var isLocked: Bool

  /// Thread: any.
  public init(byteCount: Int, isLocked: Bool) {
    self.byteCount = byteCount
    self.isLocked = isLocked
  }
}
