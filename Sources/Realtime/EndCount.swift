// SPDX-License-Identifier: MIT
// Counts the ends that share a storage, so that the last one frees it. Setup and control threads.

internal import Synchronization

/// How many ends of a storage are left.
///
/// Each end is taken away with release, after all that it did to the storage, and with acquire, so that whoever takes
/// the last one away sees all of that done before it frees.
struct EndCount: ~Copyable {
  private let count: Atomic<Int>

  init(_ count: Int) { self.count = Atomic(count) }

  /// Counts one more; the caller holds an end. Thread: setup or control.
  func add() { count.wrappingAdd(1, ordering: .relaxed) }

  /// Takes one away; true for the last one, whose caller frees the storage. Thread: setup or control, never audio.
  func takeAway() -> Bool { count.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 }
}
