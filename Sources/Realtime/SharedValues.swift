// SPDX-License-Identifier: MIT
// Numbers that one thread writes and others read. Any thread.

internal import Synchronization

/// A row of numbers, each written by one thread and read by any: what a person is shown of the audio thread's work.
///
/// Each number is whole, and no number says anything about another: all is relaxed.
@safe public struct SharedValues: ~Copyable, @unchecked Sendable {
  // Safe because all that changes in the storage is atomic, and it lives as long as any end.
  private let storage: UnsafeMutablePointer<SharedValuesStorage>

  /// So many, all 0. Thread: setup or control.
  public init(count: Int) {
    unsafe storage = .allocate(capacity: 1)
    unsafe storage.initialize(to: SharedValuesStorage(count: count))
  }

  private init(_ storage: UnsafeMutablePointer<SharedValuesStorage>) { unsafe self.storage = storage }

  deinit {
    guard unsafe storage.pointee.ends.takeAway() else { return }
    unsafe storage.deinitialize(count: 1)
    unsafe storage.deallocate()
  }

  /// One more end of the same numbers, to be moved to another thread. Thread: setup or control.
  public borrowing func another() -> SharedValues {
    unsafe storage.pointee.ends.add()
    return unsafe SharedValues(storage)
  }

  /// Thread: the one that writes this number. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func set(_ value: Float, at index: Int) {
    guard index >= 0, unsafe index < storage.pointee.count else { return }
    unsafe storage.pointee.bits[index].store(value.bitPattern, ordering: .relaxed)
  }

  /// 0 for one that is not there. Thread: any. Wait-free.
  @_noLocks @_noAllocation
  public borrowing func value(at index: Int) -> Float {
    guard index >= 0, unsafe index < storage.pointee.count else { return 0 }
    return Float(bitPattern: unsafe storage.pointee.bits[index].load(ordering: .relaxed))
  }
}

/// What every end sees.
@safe struct SharedValuesStorage: ~Copyable {
  // Safe because it covers `count` numbers for the life of this value.
  let bits: UnsafeMutablePointer<Atomic<UInt32>>
  let count: Int
  /// Ends not yet destroyed; the last one frees the storage.
  let ends = EndCount(1)

  init(count: Int) {
    self.count = count
    unsafe bits = .allocate(capacity: max(1, count))
    for index in 0..<count { unsafe (bits + index).initialize(to: Atomic(0)) }
  }

  deinit { unsafe bits.deallocate() }
}
