// SPDX-License-Identifier: MIT
// When the sequencer hands an event to its miniport. Any thread.

/// How long before its frame a miniport wants to have an event.
@frozen public enum Prefetch: Equatable, Sendable, BitwiseCopyable {
  /// Exactly when it is due: everything before its frame has been rendered, nothing after.
  case whenDue
  /// At the beginning of the block in which it is due; the miniport places it at its frame.
  case oneBlock
  /// As soon as it arrives; the miniport keeps its own order.
  case neverHold
}
