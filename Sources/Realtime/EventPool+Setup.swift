// SPDX-License-Identifier: MIT
// Makes an event pool and its further ends. Setup thread.

extension EventPool {
  /// A pool of `slotCount` slots (1 to 65535) of `slotByteCount` bytes each.
  ///
  /// Thread: setup.
  public init(slotCount: Int = 128, slotByteCount: Int = 4096) {
    precondition((1...Int(UInt16.max)).contains(slotCount), "an event pool has 1 to 65535 slots")
    precondition(slotByteCount > 0, "a slot of an event pool holds at least a byte")
    let storage = UnsafeMutablePointer<EventPoolStorage>.allocate(capacity: 1)
    unsafe storage.initialize(to: EventPoolStorage(slotCount: slotCount, slotByteCount: slotByteCount))
    unsafe self.init(storage)
  }

  /// One more end of the same pool, to be moved to another thread.
  ///
  /// Thread: setup or control.
  public borrowing func another() -> EventPool {
    unsafe storage.pointee.ends.add()
    return unsafe EventPool(storage)
  }

  /// Gives one end back; the last one frees. Thread: setup or control, never audio.
  static func giveBack(_ storage: UnsafeMutablePointer<EventPoolStorage>) {
    guard unsafe storage.pointee.ends.takeAway() else { return }
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
  }
}
