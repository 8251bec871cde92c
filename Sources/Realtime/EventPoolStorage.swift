// SPDX-License-Identifier: MIT
// The memory that all ends of an event pool share. Made at setup; the bitmap is stored by any thread.

internal import Synchronization

/// What every end of an event pool sees.
///
/// One bit a slot, set while the slot is reserved. Reserving sets a bit with acquire, releasing clears it with release,
/// so what the last owner did with the bytes is over before the next owner touches them. Both are single atomic
/// operations that cannot fail and be repeated, so neither waits for another thread.
@safe struct EventPoolStorage: ~Copyable {
  let slotCount: Int
  let slotByteCount: Int
  let bytes: UnsafeMutableRawPointer
  /// Bit s mod 64 of word s / 64 belongs to slot s; bits past the last slot stay set for ever.
  let words: UnsafeMutablePointer<Atomic<UInt64>>
  let wordCount: Int
  /// Ends not yet destroyed; the last one frees the storage.
  let ends = EndCount(1)

  init(slotCount: Int, slotByteCount: Int) {
    self.slotCount = slotCount
    self.slotByteCount = slotByteCount
    // Slots begin on cache lines of their own where their size allows; the memory is touched here, not later.
    let byteCount = slotCount * slotByteCount
    unsafe bytes = .allocate(byteCount: byteCount, alignment: 64)
    unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    wordCount = (slotCount + 63) / 64
    unsafe words = .allocate(capacity: wordCount)
    for word in 0..<wordCount {
      let used = min(slotCount - word * 64, 64)
      unsafe (words + word).initialize(to: Atomic(used == 64 ? 0 : ~0 << UInt64(used)))
    }
  }

  deinit {
    unsafe words.deinitialize(count: wordCount)
    unsafe words.deallocate()
    unsafe bytes.deallocate()
  }
}
