// SPDX-License-Identifier: MIT
// Counters and gauges that the audio thread writes and others read. Any thread.
// Each enumeration stands in the file of its functions: a debug build proves a function only against its own file.

/// One end of the numbers that the client shows of itself.
///
/// Every number is one atomic word, loaded and stored relaxed: each is exact, and no order between two of them is
/// promised. All ends are equal, and each may be moved to a thread of its own.
@safe public struct Statistics: ~Copyable, @unchecked Sendable {
  // Safe because all that changes in the storage is atomic, and it lives as long as any end.
  let storage: UnsafeMutablePointer<StatisticsStorage>

  init(_ storage: UnsafeMutablePointer<StatisticsStorage>) { unsafe self.storage = storage }

  deinit { unsafe Statistics.giveBack(storage) }
}
