// SPDX-License-Identifier: MIT
// Makes the statistics and their further ends. Setup thread.

extension Statistics {
  /// Every number at 0. Thread: setup.
  public init() {
    let storage = UnsafeMutablePointer<StatisticsStorage>.allocate(capacity: 1)
    unsafe storage.initialize(to: StatisticsStorage())
    unsafe self.init(storage)
  }

  /// One more end of the same numbers, to be moved to another thread.
  ///
  /// Thread: setup or control.
  public borrowing func another() -> Statistics {
    unsafe storage.pointee.ends.add()
    return unsafe Statistics(storage)
  }

  /// Gives one end back; the last one frees. Thread: setup or control, never audio.
  static func giveBack(_ storage: UnsafeMutablePointer<StatisticsStorage>) {
    guard unsafe storage.pointee.ends.takeAway() else { return }
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
  }
}
