// SPDX-License-Identifier: MIT
// The memory that all ends of the statistics share. Made at setup; every number is atomic.

internal import Synchronization

/// What every end of the statistics sees.
@safe struct StatisticsStorage: ~Copyable {
  /// One for each case of `Statistics.Counter`, in the order of their raw values.
  let counters: UnsafeMutablePointer<Atomic<UInt64>>
  /// One for each case of `Statistics.Gauge`: the bits of an `Int64` or of a `Double`.
  let gauges: UnsafeMutablePointer<Atomic<UInt64>>
  /// Process callbacks by how long they took.
  let cycles: UnsafeMutablePointer<Atomic<UInt64>>
  /// Ends not yet destroyed; the last one frees the storage.
  let ends = EndCount(1)

  init() {
    unsafe counters = StatisticsStorage.zeros(Statistics.Counter.allCases.count)
    unsafe gauges = StatisticsStorage.zeros(Statistics.Gauge.allCases.count)
    unsafe cycles = StatisticsStorage.zeros(Statistics.cycleClassCount)
  }

  deinit {
    unsafe counters.deallocate()
    unsafe gauges.deallocate()
    unsafe cycles.deallocate()
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    let words = UnsafeMutablePointer<Atomic<UInt64>>.allocate(capacity: count)
    for word in 0..<count { unsafe (words + word).initialize(to: Atomic(0)) }
    return unsafe words
  }
}
